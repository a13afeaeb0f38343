package org.chrysalis.simulator.cli;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.chrysalis.simulator.breaker.ReplayFile;
import org.chrysalis.simulator.campaign.Sources;
import org.chrysalis.simulator.replay.HtmlDiagram;
import org.chrysalis.simulator.replay.Recorder;
import org.chrysalis.simulator.replay.Replay;
import org.chrysalis.simulator.runtime.Occurrence;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;

/** {@code chrysalis sim replay FILE}. */
@Command(
        name = "replay",
        description = {
            "Plays a failure of a campaign again, exactly: the same network, deeds and faults in"
                    + " the same order. It stops at the violation and draws what was said before."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:All holds now.",
            "1:Something is violated.",
            "2:An option, a file or a folder is wrong."
        },
        footer = {
            "",
            "Examples:",
            "  chrysalis sim replay breaker-failures/L7-4711.json",
            "  chrysalis sim replay breaker-failures/L7-4711.json --html l7.html",
            "  chrysalis sim replay breaker-failures/L7-4711.json --until 3000 --trace"
        })
final class ReplayCommand implements Callable<Integer> {

    private static final int ARROWS = 60;
    private static final int ARROWS_OF_PAGE = 500;
    private static final int DIGITS = 16;
    private static final double NANOS = 1e9;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "As a campaign wrote it.")
    private Path file;

    @Option(
            names = "--until",
            paramLabel = "N",
            description = "Stop after N entries of the trace, if nothing is violated before.")
    private long until = Long.MAX_VALUE;

    @Option(names = "--trace", description = "Print each entry of the trace.")
    private boolean trace;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write the sequence chart as a page; what is asked is not in it.")
    private Path html;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Asked.atLeastOne(spec, "--until", until);
        if (trace && json) {
            throw Asked.refused(spec, "--trace prints lines and --json one object: name one");
        }
        Quiet.keep();
        var read = ReplayFile.read(file);
        var recorder = new Recorder(until, shown());
        var replay = Replay.of(read, recorder, until);
        var report = new ReplayReport(replay, Sources.commit());
        if (html != null) {
            write(replay, recorder);
        }
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper().writeValueAsString(report.json()));
        } else {
            report.lines(recorder, ARROWS).forEach(out::println);
        }
        out.flush();
        return replay.violation().isPresent() ? 1 : 0;
    }

    /** What a violation's figures are stays out: they may quote what was asked. */
    private void write(Replay replay, Recorder recorder) throws IOException {
        var what = replay.violation().map(one -> one.invariant() + " violated").orElse("all held");
        var said = String.format(
                Locale.ROOT,
                "%s, %,d entries of the trace, %,d faults; times are virtual.",
                replay.file().commit(),
                replay.entries(),
                replay.result().faults());
        var page = HtmlDiagram.of(
                "Seed " + replay.file().plan().seed() + ": " + what,
                "Sources " + said,
                replay.file().plan().topology().nodes(),
                recorder.about(ReplayReport.figures(replay), ARROWS_OF_PAGE));
        Files.writeString(html, page);
    }

    private BiConsumer<Long, Occurrence> shown() {
        if (!trace) {
            return (_, _) -> {};
        }
        var out = spec.commandLine().getOut();
        return (number, occurrence) -> out.printf(
                Locale.ROOT,
                "%8d %14.6f  %s  %s%n",
                number,
                occurrence.nanos() / NANOS,
                occurrence.digest().hex().substring(0, DIGITS),
                words(occurrence));
    }

    private static String words(Occurrence occurrence) {
        return switch (occurrence) {
            case Occurrence.Delivery one -> one.to() + " hears " + one.type();
            case Occurrence.Append one ->
                one.persistenceId() + " is durable up to " + one.sequenceNumber();
            case Occurrence.Transaction _ -> "the chain executes a transaction";
        };
    }
}
