package org.chrysalis.simulator.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What every command asks of its options. */
final class Asked {

    private Asked() {}

    static void atLeastOne(CommandSpec spec, String option, long value) {
        if (value < 1) {
            throw refused(spec, option + " is at least 1, not " + value);
        }
    }

    /** That all seeds from the first on are numbers. */
    static void firstSeed(CommandSpec spec, long first, long count) {
        long most = Long.MAX_VALUE - count;
        if (first > most) {
            throw refused(
                    spec,
                    "--seed is at most " + most + " where " + count + " seeds are played, not "
                            + first + "; begin lower");
        }
    }

    /** Whether the person said it. */
    static boolean isGiven(CommandSpec spec, String option) {
        CommandLine command = spec.commandLine();
        return command.getParseResult().hasMatchedOption(option);
    }

    static ParameterException refused(CommandSpec spec, String why) {
        return new ParameterException(spec.commandLine(), why);
    }
}
