import com.dylibso.chicory.build.time.compiler.Config;
import com.dylibso.chicory.build.time.compiler.Generator;
import com.dylibso.chicory.compiler.InterpreterFallback;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Makes what the jar holds besides our Java: the contracts' code out of Tolk, and TON's transaction
 * emulator (wasm) compiled to Java classes. Run by Maven as a source file: {@code Artefacts.java
 * <module folder> <version of the wasm compiler>}.
 *
 * <p>Each stage has a stamp, the hash of all that it was made from; it runs again only when that
 * changes. A stage writes into a folder of its own, which takes its final name when it is whole;
 * the stamp comes last. So what an interrupted build leaves behind is never taken for its result.
 */
final class Artefacts {

    /** Over the JVM's limit for a method: the interpreter runs them (RUNTIME, TVM gotcha 2). */
    private static final Set<Integer> TOO_LARGE = Set.of(3891, 3903);

    private static final String NPM_REMEDY =
            "The contracts' build needs Node.js 20 or newer with npm, and does not find %s:"
                    + " install it (Debian: apt-get install nodejs npm) and run the build again.";

    private static final String NPM_UNREACHED =
            "npm cannot fetch what package-lock.json names (its words are above): connect this"
                    + " machine, or name its registry and proxy in ~/.npmrc, and build again.";

    private final Path build;
    private final Path tolk;
    private final Path generated;
    private final String compilerVersion;

    private Artefacts(Path module, String compilerVersion) {
        this.build = module.resolve("src/main/build");
        this.tolk = module.resolve("src/main/tolk");
        this.generated = module.resolve("target/generated");
        this.compilerVersion = compilerVersion;
    }

    public static void main(String[] args) throws IOException {
        try {
            var artefacts = new Artefacts(Path.of(args[0]), args[1]);
            artefacts.contracts();
            artefacts.emulator();
        } catch (Failed failed) {
            System.err.println("ton-contracts: " + failed.getMessage());
            System.exit(1);
        }
    }

    private void contracts() throws IOException {
        var inputs = new ArrayList<>(locks());
        inputs.add(build.resolve("build.cjs"));
        try (var sources = Files.list(tolk)) {
            sources.sorted().forEach(inputs::add);
        }
        stage("contracts", hash("contracts", inputs), output -> {
            var codes = Files.createDirectories(output.resolve("org/chrysalis/contract"));
            node("contracts", modules().toString(), tolk.toString(), codes.toString());
        });
    }

    private void emulator() throws IOException {
        var inputs = new ArrayList<>(locks());
        inputs.add(build.resolve("build.cjs"));
        inputs.add(build.resolve("Artefacts.java"));
        stage("tvm", hash(compilerVersion, inputs), output -> {
            var folder = Files.createDirectories(output.resolve("org/chrysalis/tvm"));
            node("emulator", modules().toString(), folder.toString());
            compile(folder.resolve("emulator.wasm"), output);
            Files.delete(folder.resolve("emulator.wasm"));
        });
    }

    private static void compile(Path wasm, Path output) throws IOException {
        System.err.println(
                "ton-contracts: compiling the TVM to Java classes, about a minute, once");
        var unused = Files.createDirectories(output.resolveSibling("chicory.unfinished"));
        var generator = new Generator(Config.builder()
                .withWasmFile(wasm)
                .withName("org.chrysalis.tvm.aot.TonEmulator")
                .withTargetClassFolder(output)
                .withTargetSourceFolder(unused)
                .withTargetWasmFolder(output)
                .withInterpreterFallback(InterpreterFallback.FAIL)
                .withInterpretedFunctions(TOO_LARGE)
                .build());
        generator.generateMetaWasm(generator.generateResources());
        delete(unused);
    }

    /** {@code node_modules}, as the lock file says, filled first if need be. */
    private Path modules() throws IOException {
        stage("npm", hash("npm", locks()), output -> {
            for (var file : locks()) {
                Files.copy(file, output.resolve(file.getFileName()));
            }
            System.err.println("ton-contracts: fetching the Tolk compiler and the TVM by npm");
            run(output, NPM_UNREACHED, List.of("npm", "ci", "--no-progress", "--prefer-offline"));
        });
        return generated.resolve("npm/node_modules");
    }

    private List<Path> locks() {
        return List.of(
                build.resolve("package.json"),
                build.resolve("package-lock.json"),
                build.resolve(".npmrc"));
    }

    private void node(String... args) {
        var command = new ArrayList<>(List.of("node", build.resolve("build.cjs").toString()));
        command.addAll(List.of(args));
        run(build, String.join(" ", command) + " failed, its words are above.", command);
    }

    private static void run(Path folder, String sentence, List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                System.err.println(said);
                throw new Failed(sentence);
            }
        } catch (IOException missing) {
            throw new Failed(String.format(Locale.ROOT, NPM_REMEDY, command.getFirst()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Failed("interrupted");
        }
    }

    /** Makes the folder {@code name}, unless it was made from the same inputs already. */
    private void stage(String name, String inputs, Maker maker) throws IOException {
        var folder = generated.resolve(name);
        var stamp = generated.resolve(name + ".stamp");
        if (Files.exists(stamp) && Files.readString(stamp).equals(inputs)) {
            return;
        }
        var unfinished = generated.resolve(name + ".unfinished");
        delete(unfinished);
        Files.createDirectories(unfinished);
        maker.make(unfinished);
        Files.deleteIfExists(stamp);
        delete(folder);
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        var unfinishedStamp = Files.writeString(generated.resolve(name + ".stamp.new"), inputs);
        Files.move(unfinishedStamp, stamp, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String hash(String salt, List<Path> inputs) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt.getBytes(StandardCharsets.UTF_8));
            for (var input : inputs) {
                digest.update(("\n" + input.getFileName() + " " + Files.size(input) + "\n")
                        .getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(input));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var below = Files.walk(folder)) {
            below.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException undeletable) {
                    throw new UncheckedIOException(undeletable);
                }
            });
        }
    }

    private interface Maker {
        void make(Path output) throws IOException;
    }

    /** Said to the user in one sentence, without a stack trace. */
    private static final class Failed extends RuntimeException {

        private static final long serialVersionUID = 1;

        Failed(String message) {
            super(message);
        }
    }
}
