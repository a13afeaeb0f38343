package org.chrysalis.cluster.demo;

import com.typesafe.config.ConfigFactory;

import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.chrysalis.cluster.chain.ChainService;
import org.chrysalis.cluster.chain.ThreadedChain;
import org.chrysalis.cluster.node.NodeFailure;
import org.chrysalis.cluster.node.RunFile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Each node in a JVM of its own, started with a command that anybody can repeat. */
final class NodesOutside implements Nodes {

    private static final long PATIENCE_NANOS = 180_000_000_000L;
    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    /** Seconds; a member that leaves its cluster takes three at most. */
    private static final long PATIENCE_TO_END = 6;

    private final Path folder;
    private final RunFile run;
    private final PrintStream events;
    private final ActorSystem<Void> system;
    private final ThreadedChain chain;
    private final List<Process> processes = new ArrayList<>();

    NodesOutside(Path folder, RunFile run, ThreadedChain chain, PrintStream events) {
        this.folder = folder;
        this.run = run;
        this.events = events;
        this.chain = chain;
        var config = ConfigFactory.parseResources("chrysalis-node.conf")
                .withFallback(ConfigFactory.load());
        this.system = ActorSystem.create(Behaviors.empty(), "chain", config);
    }

    @Override
    public void start() throws IOException, InterruptedException, DemoFailure {
        ChainService.bind(chain, "127.0.0.1", run.ports().chain(), system)
                .toCompletableFuture()
                .join();
        var control = run.ports().control();
        launch("proxy", List.of("proxy", "--run", folder.toString()));
        for (int i = 1; i <= run.workers(); i++) {
            launch(
                    "worker-" + i,
                    List.of("worker", "--run", folder.toString(), "--number", "" + i));
        }
        await(control.getFirst());
        launch("client", List.of("client", "--run", folder.toString()));
        for (int port : control) {
            await(port);
        }
    }

    /** One that ends says why, which is passed on; it can be started again. */
    @Override
    public CompletableFuture<NodeFailure> failure() {
        return new CompletableFuture<>();
    }

    private void launch(String alias, List<String> arguments) throws IOException {
        var launcher = System.getenv().getOrDefault("CHRYSALIS_LAUNCHER", "./chrysalis");
        var command = new ArrayList<String>();
        command.add(launcher);
        command.addAll(arguments);
        var process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        processes.add(process);
        THREADS.execute(() -> pass(process.getErrorStream(), events));
        events.printf(
                Locale.ROOT,
                "[%s] pid %d; to start it again: %s%n",
                alias,
                process.pid(),
                String.join(" ", command));
    }

    /** Not inherited: the demo says when its terminal may be written to. */
    private static void pass(InputStream said, PrintStream events) {
        try (var lines = new BufferedReader(new InputStreamReader(said, StandardCharsets.UTF_8))) {
            lines.lines().forEach(events::println);
        } catch (IOException | UncheckedIOException ended) {
            // the node is gone, and has no more to say
        }
    }

    private void await(int port) throws IOException, InterruptedException, DemoFailure {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try {
                HttpApp.control(port, "books");
                return;
            } catch (ConnectException notYet) {
                requireAlive();
                if (System.nanoTime() > deadline) {
                    throw new DemoFailure("The nodes did not start within three minutes: is this"
                            + " machine busy? Try again, or without --processes.");
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    private void requireAlive() throws DemoFailure {
        for (var process : processes) {
            if (!process.isAlive()) {
                throw new DemoFailure("The node with pid " + process.pid() + " ended with code "
                        + process.exitValue() + " before it was ready: look above for its reason.");
            }
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroy);
        for (var process : processes) {
            // Not waitFor: whoever closes after a signal is interrupted, and waits all the same.
            var ended =
                    process.onExit().completeOnTimeout(process, PATIENCE_TO_END, TimeUnit.SECONDS);
            if (ended.join().isAlive()) {
                process.destroyForcibly();
            }
        }
        system.terminate();
    }
}
