package org.chrysalis.cluster.cli;

import com.typesafe.config.ConfigException;

import org.chrysalis.cluster.demo.DemoFailure;
import org.chrysalis.cluster.journal.JournalUnavailable;
import org.chrysalis.cluster.node.NodeFailure;
import org.chrysalis.llama.EngineException;
import org.chrysalis.model.ModelException;
import org.slf4j.LoggerFactory;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.IOException;

/** {@code chrysalis}: everything but the simulator, which has a main of its own. */
@Command(
        name = "chrysalis",
        description = "A confidential compute open network: sealed, paid AI inference.",
        mixinStandardHelpOptions = true,
        version = "chrysalis 0.1.0",
        subcommands = {
            DemoCommand.class,
            ModelCommand.class,
            BooksCommand.class,
            NodeCommands.Proxy.class,
            NodeCommands.Worker.class,
            NodeCommands.Client.class
        },
        footer = {
            "",
            "Also: chrysalis sim run one-request --seed 1     the same network, simulated",
            "",
            "Examples:",
            "  chrysalis demo",
            "  chrysalis demo --once --json",
            "  chrysalis model list",
            "  chrysalis books verify --run FOLDER"
        })
public final class ChrysalisMain implements Runnable {

    /** Never seen: the JVM is ending already, with the signal's own code. */
    private static final int ENDED_BY_SIGNAL = 130;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do, e.g. chrysalis demo");
    }

    public static void main(String[] args) {
        var commands = new CommandLine(new ChrysalisMain());
        commands.setParameterExceptionHandler((wrong, _) -> {
            var command = wrong.getCommandLine();
            command.getErr().println("chrysalis: " + wrong.getMessage());
            UnmatchedArgumentException.printSuggestions(wrong, command.getErr());
            command.getErr().println("Try " + command.getCommandSpec().qualifiedName() + " --help");
            return command.getCommandSpec().exitCodeOnInvalidInput();
        });
        commands.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof InterruptedException) {
                return ENDED_BY_SIGNAL;
            }
            command.getErr().println("chrysalis: " + sentence(failure));
            LoggerFactory.getLogger(ChrysalisMain.class).debug("the whole failure", failure);
            return 1;
        });
        System.exit(commands.execute(args));
    }

    /** What a user can act on; the trace is for the debug log. */
    private static String sentence(Exception failure) {
        return switch (failure) {
            case ModelException model -> model.fault().message();
            case EngineException engine -> engine.fault().message();
            case DemoFailure demo -> demo.getMessage();
            case NodeFailure node -> node.getMessage();
            case JournalUnavailable journal -> journal.getMessage();
            case ConfigException config -> config.getMessage();
            case IOException io -> io.getMessage();
            default -> failure.getClass().getSimpleName() + ": " + failure.getMessage();
        };
    }
}
