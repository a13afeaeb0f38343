import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Compiles the contracts of planted bugs: each is one of ton-contracts' with a line changed. Run by
 * Maven as a source file, with what the build of ton-contracts has installed: {@code
 * PlantedContracts.java <folder of ton-contracts> <output folder>}. It runs again only when the
 * sources or this file have changed.
 */
final class PlantedContracts {

    /**
     * One contract with a bug.
     *
     * @param mutant as in {@code ContractMutants}
     * @param contract whose code it is; the line is in its own file, or in one that it imports
     * @param line must be there once
     */
    private record Bug(String mutant, String contract, String file, String line, String instead) {}

    private static final List<Bug> BUGS = List.of(
            new Bug(
                    "channel-cashes-any-epoch",
                    "channel",
                    "channel.tolk",
                    "    assert (epoch == st.epoch) throw ERROR_EPOCH;\n",
                    ""),
            new Bug(
                    "channel-pays-totals-again",
                    "channel",
                    "channel.tolk",
                    "val amount = min(min(total, st.deposited) - st.cashed, balanceBefore(value) -",
                    "val amount = min(min(total, st.deposited - st.cashed), balanceBefore(value)"
                            + " -"),
            new Bug(
                    "channel-finishes-close-early",
                    "channel",
                    "channel.tolk",
                    "    assert (blockchain.now() >= st.closingTime) throw ERROR_TOO_EARLY;\n",
                    ""),
            new Bug(
                    "channel-withdraws-twice",
                    "channel",
                    "channel.tolk",
                    "    st.withdrawNonce += 1;\n",
                    ""),
            new Bug(
                    "channel-withdraws-unsigned",
                    "channel",
                    "channel.tolk",
                    "    assert (isSignatureValid(hash, msg.payeeSignature as slice, payee.key))"
                            + " throw ERROR_SIGNATURE;\n    val storage",
                    "    assert (hash != payee.key) throw ERROR_SIGNATURE;\n    val storage"),
            new Bug(
                    "channel-keeps-the-rest",
                    "channel",
                    "channel.tolk",
                    "val rest = restOf(st, 0, balanceBefore(value));",
                    "val rest = restOf(st, st.cashed, balanceBefore(value));"),
            new Bug(
                    "stake-leaves-at-once",
                    "proxy",
                    "membership.tolk",
                    "st.closingTime = blockchain.now() + RETIRE_DELAY;",
                    "st.closingTime = blockchain.now();"));

    private static final String RESOURCES = "org/chrysalis/simulator/mutant";

    private final Path contracts;
    private final Path output;

    private PlantedContracts(Path contracts, Path output) {
        this.contracts = contracts;
        this.output = output;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        var planted = new PlantedContracts(Path.of(args[0]), Path.of(args[1]));
        var stamp = planted.output.resolveSibling("planted-contracts.stamp");
        var inputs = planted.inputs();
        if (Files.exists(stamp) && Files.readString(stamp).equals(inputs)) {
            return;
        }
        Files.deleteIfExists(stamp);
        planted.compile();
        Files.writeString(stamp, inputs);
    }

    private Path sources() {
        return contracts.resolve("src/main/tolk");
    }

    private Path compiler() {
        return contracts.resolve("src/main/build/build.cjs");
    }

    /** All bugs as they stand here, all that they change, and what compiles it. */
    private String inputs() throws IOException {
        var inputs = new StringBuilder(BUGS.toString());
        try (var files = Files.list(sources())) {
            for (var file : files.sorted().toList()) {
                inputs.append(Files.readString(file));
            }
        }
        inputs.append(Files.readString(compiler()));
        return inputs.append(
                        Files.readString(contracts.resolve("src/main/build/package-lock.json")))
                .toString();
    }

    private void compile() throws IOException, InterruptedException {
        var modules = contracts.resolve("target/generated/npm/node_modules");
        if (!Files.isDirectory(modules)) {
            throw new IllegalStateException("the Tolk compiler is not there: build ton-contracts");
        }
        var folder = Files.createTempDirectory("planted-contracts");
        for (int i = 0; i < BUGS.size(); i++) {
            write(BUGS.get(i), Files.createDirectory(folder.resolve(numbered(i))));
        }
        run(List.of(
                "node",
                compiler().toString(),
                "mutants",
                modules.toString(),
                sources().toString(),
                folder.toString()));
        collect(folder);
        delete(folder);
    }

    /** As build.cjs wants it: the contract's name tells what to compile. */
    private static String numbered(int index) {
        return (10 + index) + "-" + BUGS.get(index).contract();
    }

    private void write(Bug bug, Path folder) throws IOException {
        var source = Files.readString(sources().resolve(bug.file()));
        var line = bug.line();
        int at = source.indexOf(line);
        if (at < 0 || source.indexOf(line, at + 1) >= 0) {
            throw new IllegalStateException(
                    bug.file() + " does not have once what " + bug.mutant() + " changes: " + line);
        }
        Files.writeString(
                folder.resolve(bug.file()),
                source.substring(0, at) + bug.instead() + source.substring(at + line.length()));
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }

    private void collect(Path folder) throws IOException {
        var resources = Files.createDirectories(output.resolve(RESOURCES));
        var names = new ArrayList<String>();
        for (int i = 0; i < BUGS.size(); i++) {
            var bug = BUGS.get(i);
            var made = folder.resolve(numbered(i));
            var error = made.resolve(bug.contract() + ".err");
            if (Files.exists(error)) {
                throw new IllegalStateException(bug.mutant() + ": " + Files.readString(error));
            }
            Files.copy(
                    made.resolve(bug.contract() + ".boc"),
                    resources.resolve(bug.mutant() + ".boc"),
                    StandardCopyOption.REPLACE_EXISTING);
            names.add(bug.mutant());
        }
        Files.writeString(
                resources.resolve("planted-contracts.txt"), String.join("\n", names) + "\n");
    }

    private static void delete(Path folder) throws IOException {
        try (var below = Files.walk(folder)) {
            for (var path : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
