package org.chrysalis.llama.build;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/** The programs the build runs; what they print goes to a log, and is shown if they fail. */
final class Tools {

    private static final int SHOWN_LINES = 30;
    private static final List<String> GIT_VARIABLES =
            List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE");

    private final Path log;

    Tools(Path log) {
        this.log = log;
    }

    void require(String program, String remedy) throws BuildFailure, IOException {
        try {
            var process = new ProcessBuilder(program, "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.waitFor();
        } catch (IOException e) {
            throw new BuildFailure(program + " is not installed: " + remedy + ".");
        } catch (InterruptedException e) {
            throw new BuildFailure("interrupted.");
        }
    }

    void run(Path folder, String why, String... command) throws IOException, BuildFailure {
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // Set where a Git hook runs the build; they would point git at our own repository.
        builder.environment().keySet().removeAll(GIT_VARIABLES);
        var process = builder.start();
        try {
            if (process.waitFor() != 0) {
                throw failed(why);
            }
        } catch (InterruptedException e) {
            process.destroy();
            throw new BuildFailure("interrupted.");
        }
    }

    /** A Java program on the JDK that runs this one. */
    void java(Path folder, List<String> arguments) throws IOException, BuildFailure {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        run(folder, "JavaCPP or g++ failed.", command.toArray(String[]::new));
    }

    /** Without lint: generated code has its own ways. */
    void javac(Path classes, List<String> path, List<Path> sources)
            throws IOException, BuildFailure {
        var arguments = new ArrayList<>(List.of("-nowarn", "-proc:none", "-Xlint:none"));
        arguments.addAll(List.of("-encoding", "UTF-8", "-d", classes.toString()));
        arguments.addAll(List.of("-classpath", String.join(":", path)));
        sources.forEach(source -> arguments.add(source.toString()));
        var javac = ToolProvider.findFirst("javac")
                .orElseThrow(() -> new BuildFailure("this is a JRE: install a JDK 25."));
        try (var out = new PrintStream(Files.newOutputStream(log))) {
            if (javac.run(out, out, arguments.toArray(String[]::new)) != 0) {
                throw failed("javac failed.");
            }
        }
    }

    private BuildFailure failed(String why) throws IOException {
        var lines = Files.readAllLines(log);
        var from = Math.max(0, lines.size() - SHOWN_LINES);
        lines.subList(from, lines.size()).forEach(System.err::println);
        return new BuildFailure(why + " Above are its last words, all of them in " + log + ".");
    }
}
