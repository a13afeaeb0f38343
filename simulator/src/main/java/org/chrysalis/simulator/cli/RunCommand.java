package org.chrysalis.simulator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.chrysalis.simulator.scenario.OneRequest;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code chrysalis sim run SCENARIO}. */
@Command(
        name = "run",
        description = "Runs a scenario once. The same seed gives the same trace, everywhere.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:All holds.",
            "1:Something is violated.",
            "2:An option, a file or a folder is wrong."
        },
        footer = {
            "",
            "Examples:",
            "  chrysalis sim run one-request",
            "  chrysalis sim run one-request --seed 42 --json",
            "  chrysalis sim run swarm --seed 4711"
        })
final class RunCommand implements Callable<Integer> {

    /** The scenarios there are. */
    enum Scenario {
        ONE_REQUEST("one-request"),
        SWARM("swarm");

        private final String shown;

        Scenario(String shown) {
            this.shown = shown;
        }

        @Override
        public String toString() {
            return shown;
        }
    }

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SCENARIO",
            description = "One of: ${COMPLETION-CANDIDATES}.",
            converter = ScenarioConverter.class,
            completionCandidates = ScenarioNames.class)
    private Scenario scenario;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Decides keys, delays and answers; any 64-bit number (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        return switch (scenario) {
            case ONE_REQUEST -> show(OneRequest.run(seed));
            case SWARM -> swarm();
        };
    }

    private int show(OneRequest.Result result) throws JsonProcessingException {
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper().writeValueAsString(result));
        } else {
            out.printf(Locale.ROOT, "seed          %d%n", result.seed());
            out.printf(Locale.ROOT, "trace hash    %s%n", result.traceHash());
            out.printf(Locale.ROOT, "messages      %,d%n", result.messages());
            out.printf(Locale.ROOT, "virtual time  %,d ms%n", result.virtualMs());
            out.printf(Locale.ROOT, "CPU time      %,d ms%n", result.cpuMs());
            out.printf(
                    Locale.ROOT, "conservation  %s%n", result.conservation() ? "holds" : "BROKEN");
        }
        out.flush();
        return result.conservation() ? 0 : 1;
    }

    /** What a campaign plays of this seed. */
    private int swarm() throws JsonProcessingException {
        Quiet.keep();
        var result = SwarmSeed.play(seed);
        var out = spec.commandLine().getOut();
        out.println(json ? new ObjectMapper().writeValueAsString(result) : result.toString());
        out.flush();
        return result.violations().isEmpty() ? 0 : 1;
    }
}
