package org.chrysalis.cluster.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.chrysalis.cluster.cli.BooksReport.AccountReport;
import org.chrysalis.cluster.journal.BooksBackup;
import org.chrysalis.model.ProgressBar;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** {@code chrysalis books backup|verify}. */
@Command(
        name = "books",
        description = "Copies and checks the books of nodes: who signed, used and earned what.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  chrysalis books backup --file proxy/journal.db --to /backup/proxy.db",
            "  chrysalis books backup --run FOLDER             all nodes of a network, running",
            "  chrysalis books verify --file /backup/proxy.db",
            "  chrysalis books verify --run FOLDER --json      also asks the network's chain"
        })
final class BooksCommand implements Runnable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "journal.db";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern(
                    "yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say backup or verify.");
    }

    /** Which books. */
    static final class Which {

        @Option(
                names = "--run",
                paramLabel = "FOLDER",
                description = "All nodes of the network in FOLDER.")
        private Path run;

        @Option(names = "--file", paramLabel = "FILE", description = "One node's journal.db.")
        private Path file;

        List<Path> files() throws IOException {
            if (run == null) {
                return List.of(file);
            }
            if (!Files.isDirectory(run)) {
                throw new IOException("There is no folder " + run
                        + ": name the one that chrysalis demo --processes printed");
            }
            try (var folders = Files.newDirectoryStream(run)) {
                var files = StreamSupport.stream(folders.spliterator(), false)
                        .map(folder -> folder.resolve(NAME))
                        .filter(Files::isRegularFile)
                        .sorted()
                        .toList();
                if (files.isEmpty()) {
                    throw new IOException("No node in " + run + " has a " + NAME + ": name the"
                            + " folder of a network, or one file with --file");
                }
                return files;
            }
        }
    }

    @Command(
            name = "backup",
            description = "Copies books, also while their node runs; each copy is checked, and"
                    + " appears when it is whole.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  chrysalis books backup --file proxy/journal.db --to /backup/proxy.db",
                "  chrysalis books backup --run FOLDER --to /backup"
            })
    int backup(
            @ArgGroup(exclusive = true, multiplicity = "1") Which which,
            @Option(
                            names = "--to",
                            paramLabel = "FILE",
                            description = "The copy; with --run the folder of copies. Else each"
                                    + " copy lies beside its original.")
                    Path to,
            @Option(names = "--json", description = "Print one JSON object.") boolean json)
            throws IOException {
        var done = JSON.createObjectNode();
        var copies = done.putArray("copies");
        var out = spec.commandLine().getOut();
        for (var file : which.files()) {
            var copy = copyOf(which, file, to);
            BooksBackup.write(file, copy, ProgressBar.forProcess());
            copies.addObject()
                    .put("file", file.toString())
                    .put("copy", copy.toString())
                    .put("bytes", Files.size(copy));
            if (!json) {
                out.println(copy);
            }
        }
        if (json) {
            out.println(done);
        }
        out.flush();
        return 0;
    }

    private static Path copyOf(Which which, Path file, Path to) {
        if (to == null) {
            var stamp = STAMP.format(InstantSource.system().instant());
            return file.resolveSibling(file.getFileName() + "." + stamp);
        }
        return which.run == null
                ? to
                : to.resolve(file.toAbsolutePath().getParent().getFileName() + ".db");
    }

    @Command(
            name = "verify",
            description = "Reads all that books say and shows what is lost or contradicts; ends"
                    + " with code 1 then. A running node is not disturbed.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  chrysalis books verify --file proxy/journal.db",
                "  chrysalis books verify --run FOLDER       compares with the network's chain too"
            })
    int verify(
            @ArgGroup(exclusive = true, multiplicity = "1") Which which,
            @Option(names = "--json", description = "Print one JSON object.") boolean json)
            throws IOException, InterruptedException {
        var reports = new ArrayList<BooksReport>();
        for (var file : which.files()) {
            reports.add(BooksReport.of(file));
        }
        var compared = which.run == null
                ? new BooksOnChain.Compared(reports, "not compared with a chain: give --run FOLDER")
                : BooksOnChain.compare(which.run, reports);
        boolean whole = compared.reports().stream().allMatch(BooksReport::whole);
        var out = spec.commandLine().getOut();
        if (json) {
            var object = JSON.createObjectNode().put("whole", whole);
            object.put("chain", compared.sentence());
            var files = object.putArray("files");
            compared.reports().forEach(report -> files.add(json(report)));
            out.println(object);
        } else {
            compared.reports().forEach(report -> print(report, out));
            out.println(compared.sentence());
        }
        out.flush();
        return whole ? 0 : 1;
    }

    private static void print(BooksReport report, PrintWriter out) {
        out.println(report.file());
        for (var account : report.accounts()) {
            var figures = account.figures();
            out.println("  " + account.id());
            out.println("    " + account.events() + " events to number " + account.highest() + ", "
                    + account.statements() + " statements; signed " + figures.signed() + ", "
                    + figures.word() + " " + figures.settled());
            account.damage().forEach(damage -> out.println("    DAMAGED: " + damage));
        }
        report.damage().forEach(damage -> out.println("  DAMAGED: " + damage));
        if (report.whole()) {
            out.println("  whole: " + report.accounts().size() + " accounts");
        }
    }

    private static ObjectNode json(BooksReport report) {
        var json = JSON.createObjectNode()
                .put("file", report.file().toString())
                .put("whole", report.whole());
        var accounts = json.putArray("accounts");
        report.accounts().forEach(account -> accounts.add(json(account)));
        var damage = json.putArray("damage");
        report.damage().forEach(damage::add);
        return json;
    }

    private static ObjectNode json(AccountReport account) {
        var figures = account.figures();
        var json = JSON.createObjectNode()
                .put("id", account.id())
                .put("events", account.events())
                .put("highest", account.highest())
                .put("statements", account.statements())
                .put("signedNano", figures.signed().value())
                .put(figures.word() + "Nano", figures.settled().value());
        var damage = json.putArray("damage");
        account.damage().forEach(damage::add);
        return json;
    }
}
