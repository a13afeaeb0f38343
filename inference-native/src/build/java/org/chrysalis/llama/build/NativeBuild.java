package org.chrysalis.llama.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes llama.cpp callable from Java: fetches its release by npm, generates JavaCPP's classes and
 * compiles the glue between them. Maven runs it from source before it compiles anything; it needs
 * git, npm and g++, and does nothing while its inputs stay the same.
 *
 * <p>Leaves {@code target/native/classes}: generated classes, glue and libraries, all that goes
 * into the jar.
 */
public final class NativeBuild {

    private static final String PLATFORM = "linux-x86_64";
    private static final String PACKAGE = "org/chrysalis/llama/jni";
    private static final List<String> NPM_FILES =
            List.of("package.json", "package-lock.json", ".npmrc");

    private final Path module;
    private final Path target;
    private final Tools tools;

    private NativeBuild(Path module, Path target) {
        this.module = module;
        this.target = target;
        this.tools = new Tools(target.resolve("native-build.log"));
    }

    /**
     * Arguments: the module's folder and its build folder. Ends with 1 and one sentence, or well.
     */
    public static void main(String[] args) throws IOException {
        try {
            new NativeBuild(
                            Path.of(args[0]).toAbsolutePath().normalize(),
                            Path.of(args[1]).toAbsolutePath().normalize())
                    .run();
        } catch (BuildFailure failure) {
            Files.deleteIfExists(Path.of(args[1], "native", "STAMP"));
            System.err.println("inference-native: " + failure.getMessage());
            System.exit(1);
        }
    }

    private void run() throws IOException, BuildFailure {
        Files.createDirectories(target);
        var llama = new Stage(target.resolve("llama.cpp"), fetchInputs());
        var glue = new Stage(target.resolve("native"), glueInputs());
        if (llama.isDone() && glue.isDone()) {
            return;
        }
        requirePlatform();
        tools.require("g++", "apt-get install g++ (Debian, Ubuntu), dnf install gcc-c++ (Fedora)");
        if (!llama.isDone()) {
            tools.require("npm", "install Node.js 20 or newer, which brings it");
            tools.require("git", "apt-get install git, dnf install git");
            say("fetching llama.cpp by npm: 30 MB, usually within a minute");
            llama.make(this::fetch);
        }
        if (!glue.isDone()) {
            say("compiling the JNI glue with g++, once: usually within a minute");
            glue.make(folder -> compile(folder, llama.folder(), glue.stamp()));
        }
    }

    private String fetchInputs() throws IOException {
        var inputs = new Inputs().add("platform", PLATFORM);
        for (var name : NPM_FILES) {
            inputs.addFile(module, name);
        }
        return inputs.addFolder(module, "src/build/java").hash();
    }

    private String glueInputs() throws IOException {
        return new Inputs()
                .add("llama.cpp", fetchInputs())
                .add("java", Integer.toString(Runtime.version().feature()))
                .add(
                        "javacpp",
                        javacpp().stream().map(Path::of).map(Path::getFileName).toList())
                .addFolder(module, "src/main/native")
                .addFolder(module, "src/main/java/org/chrysalis/llama/presets")
                .hash();
    }

    private static List<String> javacpp() {
        var path = System.getProperty("java.class.path").split(java.io.File.pathSeparator);
        return List.of(path).stream().filter(jar -> jar.contains("javacpp")).toList();
    }

    private static void requirePlatform() throws BuildFailure {
        var os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var arch = System.getProperty("os.arch");
        if (!os.equals("linux") || !arch.equals("amd64")) {
            throw new BuildFailure("Linux on x86-64 is the one platform built so far, this is " + os
                    + " on " + arch + ": add its libraries to package.json and its name to"
                    + " LlamaPreset and NativeBuild, or build in a container of that platform.");
        }
    }

    private static void say(String text) {
        System.out.println("inference-native: " + text + " …");
    }

    /** Leaves {@code headers} and {@code libs}; npm checks what it gets against the lock. */
    private void fetch(Path folder) throws IOException, BuildFailure {
        var npm = Files.createDirectories(folder.resolve("npm"));
        for (var name : NPM_FILES) {
            Files.copy(module.resolve(name), npm.resolve(name));
        }
        tools.run(npm, "npm cannot fetch llama.cpp: is its registry in reach?", "npm", "ci");
        var bundle = npm.resolve("node_modules/node-llama-cpp/llama/gitRelease.bundle");
        var git = folder.resolve("git");
        var headers = Files.createDirectories(folder.resolve("headers"));
        var why = "the sources of llama.cpp cannot be read from " + bundle.getFileName() + ".";
        tools.run(folder, why, "git", "init", "-q", "--bare", git.toString());
        tools.run(git, why, "git", "fetch", "-q", bundle.toString(), "HEAD");
        tools.run(
                headers,
                why,
                "git",
                "--git-dir=" + git,
                "--work-tree=" + headers,
                "checkout",
                "-q",
                "FETCH_HEAD",
                "--",
                "include",
                "ggml/include",
                "common",
                "vendor",
                "LICENSE");
        var libs = Files.createDirectories(folder.resolve("libs"));
        Stage.copy(npm.resolve("node_modules/@node-llama-cpp/linux-x64/bins/linux-x64"), libs);
        Stage.delete(npm);
        Stage.delete(git);
    }

    private void compile(Path folder, Path llama, String stamp) throws IOException, BuildFailure {
        var classes = Files.createDirectories(folder.resolve("classes"));
        var generated = Files.createDirectories(folder.resolve("generated"));
        var natives = Files.createDirectories(classes.resolve(PACKAGE).resolve(PLATFORM));
        var presets = module.resolve("src/main/java/org/chrysalis/llama/presets");
        tools.javac(classes, javacpp(), List.of(presets.resolve("LlamaPreset.java")));
        tools.java(
                folder,
                builder(
                        llama,
                        classes,
                        generated,
                        List.of(
                                "-nodelete",
                                "-nocompile",
                                "org.chrysalis.llama.presets.LlamaPreset")));
        var path = new ArrayList<>(javacpp());
        path.add(classes.toString());
        tools.javac(classes, path, Stage.files(generated, ".java"));
        tools.java(
                folder,
                builder(
                        llama,
                        classes,
                        natives,
                        List.of(
                                "-Xcompiler",
                                "-L" + llama.resolve("libs"),
                                "-Xcompiler",
                                "-Wl,-z,defs",
                                "org.chrysalis.llama.jni.*")));
        Stage.copy(llama.resolve("libs"), natives);
        Stage.delete(classes.resolve("org/chrysalis/llama/presets"));
        Files.copy(llama.resolve("headers/LICENSE"), natives.resolve("LICENSE"));
        Files.writeString(natives.resolve("STAMP"), stamp);
    }

    private List<String> builder(Path llama, Path classes, Path out, List<String> more) {
        var headers = llama.resolve("headers");
        var include = String.join(
                ":",
                List.of(
                        headers.resolve("include").toString(),
                        headers.resolve("ggml/include").toString(),
                        headers.resolve("common").toString(),
                        headers.resolve("vendor").toString(),
                        module.resolve("src/main/native").toString()));
        var arguments = new ArrayList<String>();
        arguments.add("-classpath");
        arguments.add(String.join(":", javacpp()));
        arguments.add("org.bytedeco.javacpp.tools.Builder");
        arguments.addAll(List.of("-classpath", classes.toString(), "-d", out.toString()));
        arguments.add("-Dplatform.includepath=" + include);
        arguments.addAll(more);
        return arguments;
    }
}
