package org.chrysalis.simulator.cli;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.chrysalis.simulator.campaign.Failures;
import org.chrysalis.simulator.campaign.OtherJvm;
import org.chrysalis.simulator.campaign.Program;
import org.chrysalis.simulator.campaign.Sources;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code chrysalis sim campaign}. */
@Command(
        name = "campaign",
        description = {
            "Plays seed after seed of the swarm: each draws a small network, what people do there"
                    + " and what goes wrong, and the oracles look at all of it. A seed that fails"
                    + " is shrunk to a file that chrysalis sim replay plays."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:All holds.",
            "1:A seed is violated, or 10,000 seeds did not reach all that they should.",
            "2:An option, a file or a folder is wrong.",
            "130:It was interrupted."
        },
        footer = {
            "",
            "Examples:",
            "  chrysalis sim campaign --seeds 500",
            "  chrysalis sim campaign --minutes 480 --resume night.txt",
            "  chrysalis sim campaign --seeds 20 --seed 1000 --jobs 2 --json"
        })
final class CampaignCommand implements Callable<Integer> {

    /** As many of each invariant are shrunk, with as many plays each. */
    private static final int SHRUNK = 3;

    private static final int PLAYS = 300;
    private static final int MOST_JOBS = 8;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "Begin seeds for so long; those of an earlier start come on top.")
    private int minutes;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "500",
            description = "Play so many, with those of an earlier start (${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--seed",
            paramLabel = "FIRST",
            defaultValue = "1",
            description = "The first one; the others follow it (${DEFAULT-VALUE}).")
    private long first;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Seeds played at once, by default one a processor, at most 8; what comes"
                    + " of a seed is the same.")
    private int jobs = Math.min(MOST_JOBS, Runtime.getRuntime().availableProcessors());

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description = "Note there what each seed came to, and leave those out that it has.")
    private Path resume;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            defaultValue = "breaker-failures",
            description = "Where failures are kept (${DEFAULT-VALUE}).")
    private Path out;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Asked.atLeastOne(spec, "--seeds", seeds);
        Asked.atLeastOne(spec, "--jobs", jobs);
        Quiet.keep();
        var failures = new Failures(out, Sources.commit(), SHRUNK, PLAYS);
        failures.probe();
        try (var run = SwarmRun.of(limit(), spec.commandLine(), json)) {
            if (resume != null) {
                var program = "the swarm from " + first + " on, program " + Program.hash();
                run.resume(resume, program, failures);
            }
            var twin = new OtherJvm(
                    SimulatorMain.class, List.of("run", "swarm", "--seed", "SEED", "--json"));
            var tally = run.play(failures, twin, jobs);
            var screen = spec.commandLine().getOut();
            screen.println(
                    json ? new ObjectMapper().writeValueAsString(tally.json()) : tally.toString());
            screen.flush();
            return run.exitStatus(tally);
        }
    }

    private SwarmRun.Limit limit() {
        if (!Asked.isGiven(spec, "--minutes")) {
            Asked.firstSeed(spec, first, seeds);
            return new SwarmRun.Limit.Count(first, seeds);
        }
        if (Asked.isGiven(spec, "--seeds")) {
            throw Asked.refused(spec, "--minutes and --seeds both say when to end: name one");
        }
        Asked.atLeastOne(spec, "--minutes", minutes);
        Asked.firstSeed(spec, first, Integer.MAX_VALUE);
        return new SwarmRun.Limit.Time(first, minutes);
    }
}
