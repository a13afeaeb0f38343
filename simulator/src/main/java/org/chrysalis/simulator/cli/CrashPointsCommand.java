package org.chrysalis.simulator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.chrysalis.simulator.crash.Campaign;
import org.chrysalis.simulator.crash.Point;
import org.chrysalis.simulator.crash.Reference;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code chrysalis sim crash-points}. */
@Command(
        name = "crash-points",
        description = {
            "Breaks one request at every entry of its trace: nodes killed, alone and in pairs,"
                    + " links cut and silenced, killed again while they recover, disks rolled"
                    + " back to each earlier write. Checks everybody's books afterwards."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:All holds.",
            "1:A point is violated.",
            "2:An option, a file or a folder is wrong.",
            "130:It was interrupted."
        },
        footer = {
            "",
            "Examples:",
            "  chrysalis sim crash-points --sample 150",
            "  chrysalis sim crash-points --seed 7 --jobs 2 --resume points.txt --json",
            "  chrysalis sim crash-points --point 'seed=1 entry=300 kill=proxy second=client@40'"
        })
final class CrashPointsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "Play N points, evenly spread over all; without it, all of them.")
    private int sample = Integer.MAX_VALUE;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Decides keys, delays, answers and points (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "1",
            description = "Points played at once (${DEFAULT-VALUE}); the result is the same.")
    private int jobs;

    @Option(
            names = "--point",
            paramLabel = "P",
            converter = PointConverter.class,
            description = "Play this one only, as a violation names it.")
    private Point point;

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description = "Note there which points are done, and leave those out that are.")
    private Path resume;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        requirePositive("--sample", sample);
        requirePositive("--jobs", jobs);
        if (point != null && resume != null) {
            throw new ParameterException(
                    spec.commandLine(), "--resume is for many points, --point is one");
        }
        try (var run = point == null ? campaign() : run(List.of(point))) {
            var tally = run.play(new Campaign(run.left()), jobs);
            var out = spec.commandLine().getOut();
            out.println(json ? json(tally) : tally.toString());
            out.flush();
            return tally.exitStatus();
        }
    }

    private CampaignRun campaign() throws IOException {
        var reference = Reference.run(seed);
        var points = Campaign.sample(reference.points(), sample);
        var run = run(points);
        if (resume != null) {
            run.resume(
                    resume,
                    "seed " + seed + ", " + points.size() + " points, trace " + reference.hash());
        }
        return run;
    }

    private CampaignRun run(List<Point> points) {
        return CampaignRun.of(points, spec.commandLine(), json);
    }

    private void requirePositive(String option, int value) {
        if (value < 1) {
            throw new ParameterException(
                    spec.commandLine(), option + " is at least 1, not " + value);
        }
    }

    private static String json(Tally tally) throws JsonProcessingException {
        return new ObjectMapper().writeValueAsString(tally.json());
    }
}
