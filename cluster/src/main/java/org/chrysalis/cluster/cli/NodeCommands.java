package org.chrysalis.cluster.cli;

import org.chrysalis.cluster.node.NodeAssembly;
import org.chrysalis.cluster.node.RunFile;
import org.chrysalis.cluster.node.RunningNode;
import org.chrysalis.llama.EngineException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** {@code chrysalis proxy|worker|client}: one node of a network that a demo founded. */
final class NodeCommands {

    private NodeCommands() {}

    private static NodeAssembly assembly(Path folder) throws IOException {
        try {
            return new NodeAssembly(folder, RunFile.read(folder));
        } catch (IOException missing) {
            throw new IOException(
                    "There is no network in " + folder
                            + ": start one with chrysalis demo --processes",
                    missing);
        }
    }

    private static int untilEnded(RunningNode node) throws InterruptedException {
        var ended = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ended.countDown();
            try {
                closed.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }));
        try (node) {
            ended.await();
        } finally {
            closed.countDown();
        }
        return 0;
    }

    /** The proxy. */
    @Command(
            name = "proxy",
            description = "Runs the proxy of a network that chrysalis demo --processes founded.",
            mixinStandardHelpOptions = true)
    static final class Proxy implements Callable<Integer> {

        @Option(
                names = "--run",
                required = true,
                paramLabel = "FOLDER",
                description = "Its folder.")
        private Path run;

        @Override
        public Integer call() throws IOException, InterruptedException {
            return untilEnded(assembly(run).proxy(List.of()));
        }
    }

    /** A worker. */
    @Command(
            name = "worker",
            description = "Runs a worker of a network that chrysalis demo --processes founded.",
            mixinStandardHelpOptions = true)
    static final class Worker implements Callable<Integer> {

        @Option(
                names = "--run",
                required = true,
                paramLabel = "FOLDER",
                description = "Its folder.")
        private Path run;

        @Option(
                names = "--number",
                required = true,
                paramLabel = "N",
                description = "Which of its workers, from 1.")
        private int number;

        @Override
        public Integer call() throws IOException, InterruptedException, EngineException {
            return untilEnded(assembly(run).worker(number - 1, List.of()));
        }
    }

    /** The client node. */
    @Command(
            name = "client",
            description = "Runs the client of a network that chrysalis demo --processes founded.",
            mixinStandardHelpOptions = true)
    static final class Client implements Callable<Integer> {

        @Option(
                names = "--run",
                required = true,
                paramLabel = "FOLDER",
                description = "Its folder.")
        private Path run;

        @Override
        public Integer call() throws IOException, InterruptedException {
            return untilEnded(assembly(run).client(List.of()));
        }
    }
}
