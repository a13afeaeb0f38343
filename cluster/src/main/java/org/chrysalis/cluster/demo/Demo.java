package org.chrysalis.cluster.demo;

import com.fasterxml.jackson.databind.JsonNode;

import org.chrysalis.chain.SandboxChain;
import org.chrysalis.chain.SandboxSettings;
import org.chrysalis.client.ChannelReply;
import org.chrysalis.cluster.chain.ThreadedChain;
import org.chrysalis.cluster.node.NodeAssembly;
import org.chrysalis.cluster.node.RunFile;
import org.chrysalis.cluster.node.SystemRandomness;
import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.ProxyState;
import org.chrysalis.devnet.DevNetwork;
import org.chrysalis.model.Model;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Founds a network, starts its nodes, asks one question from outside, settles both
 * legs, and reads from the books what happened.
 */
public final class Demo {

    private static final int WORKERS = 2;
    private static final long PATIENCE_MS = 180_000;
    private static final long PAYMENT_MS = 30_000;
    private static final int CONTEXT_TOKENS = 8_192;

    private final DemoOptions options;
    private final PrintStream events;

    public Demo(DemoOptions options, PrintStream events) {
        this.options = options;
        this.events = events;
    }

    /** What to do with the answer as it comes, and with the network once it is shown. */
    public interface Show {

        void text(String delta);

        /** No text follows, also if there was none. */
        void end() throws IOException;

        void report(JsonNode json, java.util.function.Consumer<PrintStream> table);

        /** Waits until it is interrupted: then the network ends. */
        void stay(RunFile run) throws InterruptedException;
    }

    /**
     * Returns after the answer, or after a signal; leaves no process and no file behind.
     *
     * @throws InterruptedException if a signal ended it
     */
    public void run(Path modelFile, Show show)
            throws IOException, InterruptedException, DemoFailure {
        try (var signal = EndSignal.toThisThread();
                var folder = RunFolder.create()) {
            try {
                run(folder.path(), modelFile, show);
            } catch (IOException | DemoFailure | RuntimeException failure) {
                if (signal.came()) {
                    throw new InterruptedException("ended by a signal");
                }
                throw failure;
            }
        }
    }

    private void run(Path folder, Path modelFile, Show show)
            throws IOException, InterruptedException, DemoFailure {
        long start = System.nanoTime();
        var run = runFile(options.model(), modelFile);
        run.write(folder);
        var assembly = new NodeAssembly(folder, run);
        var network = assembly.network();
        var clock = InstantSource.system();
        try (var chain = new ThreadedChain(
                        network.plan().networkId(), () -> genesis(network), clock);
                var nodes = Nodes.of(options.nodes(), assembly, folder, run, chain, events)) {
            var endpoint = "127.0.0.1:" + run.ports().link();
            now(network.found(chain, endpoint, clock.instant().getEpochSecond()));
            nodes.start();
            whileAllRun(nodes, () -> {
                untilServing(run);
                long startMs = (System.nanoTime() - start) / 1_000_000;
                var answered = ask(new HttpApp(run.ports().http()), show);
                var report = report(folder, run, network, chain, answered, startMs);
                show.report(report.json(), report::print);
                if (options.after() == DemoOptions.After.STAY) {
                    show.stay(run);
                }
            });
        }
    }

    /** What is done while the network is up. */
    interface Work {
        void run() throws IOException, InterruptedException, DemoFailure;
    }

    /** @throws DemoFailure with the reason of a node that ends meanwhile */
    static void whileAllRun(Nodes nodes, Work work)
            throws IOException, InterruptedException, DemoFailure {
        try (var _ = NodeWatch.interruptingThisThread(nodes.failure())) {
            work.run();
        } catch (IOException | InterruptedException | DemoFailure | RuntimeException consequence) {
            if (nodes.failure().isDone()) {
                throw new DemoFailure(nodes.failure().join().getMessage(), consequence);
            }
            throw consequence;
        }
    }

    private HttpApp.Answered ask(HttpApp app, Show show)
            throws IOException, InterruptedException, DemoFailure {
        try {
            return app.ask(
                    options.model().name(), options.prompt(), options.maxTokens(), show::text);
        } finally {
            show.end();
        }
    }

    private static SandboxChain genesis(DevNetwork network) {
        return SandboxChain.genesis(
                new SandboxSettings(network.plan().networkId()), network.balances());
    }

    private RunFile runFile(Model model, Path file) throws DemoFailure {
        LoopbackPorts.requireFree(options.port());
        var free = LoopbackPorts.free(2 + 1 + WORKERS + 2 + WORKERS);
        var ports = new RunFile.Ports(
                free.get(0),
                free.get(1),
                options.port(),
                options.port() + 1,
                free.subList(2, 3 + WORKERS),
                free.subList(3 + WORKERS, 5 + 2 * WORKERS));
        var served = new RunFile.ServedModel(
                model.name(), model.sha256(), file.toString(), CONTEXT_TOKENS);
        return new RunFile(
                ProcessHandle.current().pid(),
                new SystemRandomness().bytes(32).hex(),
                WORKERS,
                served,
                ports);
    }

    private void untilServing(RunFile run) throws IOException, InterruptedException, DemoFailure {
        long deadline = System.nanoTime() + PATIENCE_MS * 1_000_000;
        int client = run.ports().control().get(1);
        while (HttpApp.control(client, "books").path("workers").asInt() < WORKERS) {
            if (System.nanoTime() > deadline) {
                throw new DemoFailure(
                        "The workers were not ready within three minutes: is this machine busy?"
                                + " Look above, and try again.");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private DemoReport report(
            Path folder,
            RunFile run,
            DevNetwork network,
            ThreadedChain chain,
            HttpApp.Answered answered,
            long startMs)
            throws IOException, InterruptedException, DemoFailure {
        var control = run.ports().control();
        int chosen = chosen(control);
        var client = HttpApp.control(control.get(1), "books");
        var proxy = HttpApp.control(control.get(0), "books");
        var deposited = channel(chain, network.clientChannel()).deposited();
        settle(control);
        untilServing(run);
        var texts = new ArrayList<>(answered.deltas());
        texts.add(options.prompt());
        texts.add(answered.text());
        boolean seen = PlaintextScan.sees(folder.resolve("proxy").resolve("passed.bin"), texts);
        return new DemoReport(
                options.model().name(),
                options.model().sha256(),
                options.prompt(),
                answered,
                client,
                proxy,
                HttpApp.control(control.get(2 + chosen), "books"),
                "worker-" + (chosen + 1),
                deposited,
                channel(chain, network.workerChannel(chosen)),
                ProxyState.read(now(chain.account(network.proxy().address()))),
                now(chain.audit()),
                seen,
                startMs);
    }

    /** Client and proxy end their epoch together; each worker cashes. */
    private static void settle(List<Integer> control)
            throws IOException, InterruptedException, DemoFailure {
        var settled = HttpApp.control(control.get(1), "settle").path("outcome").asText();
        if (!settled.equals(new ChannelReply.Done().toString())) {
            throw new DemoFailure("Client and proxy did not settle: " + settled);
        }
        for (int i = 0; i < WORKERS; i++) {
            HttpApp.control(control.get(2 + i), "settle");
        }
    }

    private static ChannelState channel(ThreadedChain chain, ChannelIdentity identity)
            throws InterruptedException, DemoFailure {
        return ChannelState.read(now(chain.account(identity.address())), identity);
    }

    /** The worker whose books show that it earned: its statement comes after the answer's end. */
    private static int chosen(List<Integer> control)
            throws IOException, InterruptedException, DemoFailure {
        long deadline = System.nanoTime() + PAYMENT_MS * 1_000_000;
        for (int i = 0; System.nanoTime() < deadline; i = (i + 1) % WORKERS) {
            var books = HttpApp.control(control.get(2 + i), "books");
            if (books.path("earnedNano").asLong() > 0) {
                return i;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new DemoFailure(
                "No worker was paid within half a minute: look above, and try again.");
    }

    private static <T> T now(CompletionStage<T> stage) throws InterruptedException, DemoFailure {
        try {
            return stage.toCompletableFuture().get(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new DemoFailure("The chain refused: " + failed.getCause().getMessage(), failed);
        } catch (TimeoutException late) {
            throw new DemoFailure(
                    "The chain did not answer within three minutes: try again.", late);
        }
    }
}
