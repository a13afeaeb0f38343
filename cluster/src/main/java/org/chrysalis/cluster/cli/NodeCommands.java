package org.chrysalis.cluster.cli;

import org.chrysalis.cluster.node.NodeAssembly;
import org.chrysalis.cluster.node.NodeFailure;
import org.chrysalis.cluster.node.RunFile;
import org.chrysalis.cluster.node.RunningNode;
import org.chrysalis.llama.EngineException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** {@code chrysalis proxy|worker|client}: one node of a network that a demo founded. */
final class NodeCommands {

    private static final Logger LOG = LoggerFactory.getLogger(NodeCommands.class);

    private NodeCommands() {}

    /** Starts one node of an assembled network. */
    private interface Start {
        RunningNode of(NodeAssembly assembly) throws IOException, EngineException;
    }

    /** Where the network is that a node belongs to. */
    private static final class Network {

        @Option(
                names = "--run",
                required = true,
                paramLabel = "FOLDER",
                description = "Its folder.")
        private Path folder;

        /**
         * Runs a node until a signal, or until the founder ends, and with it the chain.
         *
         * @throws NodeFailure if the node ends before
         */
        int run(Start start)
                throws IOException, InterruptedException, EngineException, NodeFailure {
            var run = runFile();
            var founder = founder(run);
            var ended = new CountDownLatch(1);
            var closed = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                ended.countDown();
                await(closed);
            }));
            var orphaned = founder.onExit().thenRun(ended::countDown);
            try (var node = start.of(new NodeAssembly(folder, run))) {
                var _ = node.failure().thenRun(ended::countDown);
                ended.await();
                if (node.failure().isDone()) {
                    throw node.failure().join();
                }
                LOG.debug("ending {}", node);
            } finally {
                closed.countDown();
            }
            if (orphaned.isDone()) {
                System.err.println(
                        "The demo that founded this network has ended, and so does this node.");
            }
            return 0;
        }

        RunFile runFile() throws IOException {
            try {
                return RunFile.read(folder);
            } catch (IOException missing) {
                throw new IOException(noNetwork("There is no network in " + folder), missing);
            }
        }

        private ProcessHandle founder(RunFile run) throws IOException {
            return ProcessHandle.of(run.founder())
                    .orElseThrow(() ->
                            new IOException(noNetwork("The network in " + folder + " has ended")));
        }

        private static String noNetwork(String why) {
            return why + ": start one with chrysalis demo --processes, which prints the command of"
                    + " each of its nodes.";
        }

        private static void await(CountDownLatch closed) {
            try {
                closed.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The proxy. */
    @Command(
            name = "proxy",
            description = "Runs the proxy of a network that chrysalis demo --processes founded.",
            mixinStandardHelpOptions = true)
    static final class Proxy implements Callable<Integer> {

        @Mixin
        private Network network;

        @Override
        public Integer call()
                throws IOException, InterruptedException, EngineException, NodeFailure {
            return network.run(assembly -> assembly.proxy(List.of()));
        }
    }

    /** A worker. */
    @Command(
            name = "worker",
            description = "Runs a worker of a network that chrysalis demo --processes founded.",
            mixinStandardHelpOptions = true)
    static final class Worker implements Callable<Integer> {

        @Mixin
        private Network network;

        @Option(
                names = "--number",
                required = true,
                paramLabel = "N",
                description = "Which of its workers, from 1.")
        private int number;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call()
                throws IOException, InterruptedException, EngineException, NodeFailure {
            if (number < 1 || number > network.runFile().workers()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--number is 1 to " + network.runFile().workers() + ", not " + number);
            }
            return network.run(assembly -> assembly.worker(number - 1, List.of()));
        }
    }

    /** The client node. */
    @Command(
            name = "client",
            description = "Runs the client of a network that chrysalis demo --processes founded.",
            mixinStandardHelpOptions = true)
    static final class Client implements Callable<Integer> {

        @Mixin
        private Network network;

        @Override
        public Integer call()
                throws IOException, InterruptedException, EngineException, NodeFailure {
            return network.run(assembly -> assembly.client(List.of()));
        }
    }
}
