package org.chrysalis.simulator.scenario;

import org.chrysalis.client.Answer;
import org.chrysalis.prompt.Prompt;
import org.chrysalis.prompt.Sampling;
import org.chrysalis.prompt.Turn;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.simulator.runtime.SimulationLoop;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/**
 * The demo's request in a simulation: one client, one proxy, two workers, a question, an answer,
 * and the vouchers of both legs cashed.
 */
public final class OneRequest {

    /** What the demo asks by default. */
    public static final String QUESTION = "What is the capital of France?";

    static final int WORKERS = 2;

    private OneRequest() {}

    /**
     * What `sim run` prints.
     *
     * @param traceHash SHA-256 over every delivery, append and transaction
     * @param messages deliveries, appends and transactions
     * @param virtualMs from the network's founding to the last cashing
     * @param cpuMs of this process for it; not part of the trace
     * @param conservation whether not a nanoton was made or lost
     */
    public record Result(
            long seed,
            String traceHash,
            long messages,
            long virtualMs,
            long cpuMs,
            boolean conservation) {}

    public static Result run(long seed) {
        long before = cpuMillis();
        var world = SimulatedWorld.of(seed);
        var network = new SimulatedNetwork(world, WORKERS);
        play(network);
        var result = new Result(
                seed,
                world.trace().hex(),
                world.trace().count(),
                Duration.between(SimulationLoop.EPOCH, world.loop().now()).toMillis(),
                cpuMillis() - before,
                network.core().audit().conserved());
        network.end();
        return result;
    }

    /** Asks, awaits the answer and cashes; all nodes stay up. */
    static void play(SimulatedNetwork network) {
        network.untilServing(WORKERS);
        var prompt =
                new Prompt(List.of(new Turn("user", QUESTION)), 64, Sampling.greedy(), List.of());
        var end = network.untilEnded(network.ask(prompt));
        if (!(end instanceof Answer.Completed)) {
            throw new IllegalStateException("the request did not complete: " + end);
        }
        network.cash();
    }

    private static long cpuMillis() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000;
    }
}
