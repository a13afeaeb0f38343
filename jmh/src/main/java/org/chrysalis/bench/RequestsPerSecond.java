package org.chrysalis.bench;

import org.chrysalis.client.Answer;
import org.chrysalis.prompt.Prompt;
import org.chrysalis.prompt.Sampling;
import org.chrysalis.prompt.Turn;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.simulator.scenario.Founding;
import org.chrysalis.simulator.scenario.SimulatedNetwork;
import org.chrysalis.simulator.scenario.Wiring;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/**
 * How many requests a simulation answers in a second of its thread's CPU time, with 16 tokens and
 * with 40: the whole path, one after the other, two workers, real cryptography. A program and no
 * benchmark of JMH, since that counts seconds by the wall, which others on the machine lengthen.
 * Start it with the simulator's agent:
 *
 * <pre>java -javaagent:simulator/target/agent/simulator-agent.jar -Xss4m -cp ...
 *     org.chrysalis.bench.RequestsPerSecond [rounds]</pre>
 */
public final class RequestsPerSecond {

    private static final int WORKERS = 2;
    private static final int REQUESTS = 300;
    private static final int DEFAULT_ROUNDS = 6;
    private static final double NANOS = 1e9;

    private RequestsPerSecond() {}

    public static void main(String[] arguments) {
        int rounds = arguments.length == 0 ? DEFAULT_ROUNDS : Integer.parseInt(arguments[0]);
        for (int round = 1; round <= rounds; round++) {
            System.out.printf(
                    Locale.ROOT,
                    "round %d: %.0f requests per CPU-second of 16 tokens, %.0f of 40%n",
                    round,
                    perSecond(round, 16),
                    perSecond(round, 40));
        }
    }

    private static double perSecond(long seed, int tokens) {
        var image = Founding.of(WORKERS);
        var network = new SimulatedNetwork(SimulatedWorld.of(seed), image, Wiring.PLAIN);
        network.untilServing(WORKERS);
        long before = cpuNanos();
        for (int i = 0; i < REQUESTS; i++) {
            answer(network, tokens);
        }
        long spent = cpuNanos() - before;
        network.end();
        return REQUESTS * NANOS / spent;
    }

    private static void answer(SimulatedNetwork network, int tokens) {
        var prompt = new Prompt(
                List.of(new Turn("user", "What is the capital of France?")),
                tokens,
                Sampling.greedy(),
                List.of());
        var end = network.untilEnded(network.ask(prompt));
        if (!(end instanceof Answer.Completed)) {
            throw new IllegalStateException("the request did not complete: " + end);
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
