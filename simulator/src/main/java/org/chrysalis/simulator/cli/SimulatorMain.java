package org.chrysalis.simulator.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The simulator's own main: it runs with a JDK alone, without native code. */
@Command(
        name = "chrysalis sim",
        description = "Runs whole networks of the production actors under one seed, in virtual"
                + " time.",
        mixinStandardHelpOptions = true,
        version = "chrysalis 0.1.0",
        subcommands = {
            RunCommand.class,
            CampaignCommand.class,
            ReplayCommand.class,
            MutantsCommand.class,
            CrashPointsCommand.class
        })
public final class SimulatorMain implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to simulate, e.g. chrysalis sim run one-request");
    }

    /** As the program has them. */
    static CommandLine commands() {
        return new CommandLine(new SimulatorMain()).setExecutionExceptionHandler(new Complaint());
    }

    public static void main(String[] args) {
        System.exit(commands().execute(args));
    }
}
