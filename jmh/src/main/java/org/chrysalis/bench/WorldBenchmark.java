package org.chrysalis.bench;

import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.simulator.scenario.Founding;
import org.chrysalis.simulator.scenario.SimulatedNetwork;
import org.chrysalis.simulator.scenario.Wiring;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.util.concurrent.TimeUnit;

/**
 * A fresh world of one proxy, one client and two workers: its contracts deployed on the TVM each
 * time, beside a copy of a chain on which they were deployed once. It runs from the project's
 * folder, where the simulator's agent was built.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(jvmArgsAppend = {"-javaagent:simulator/target/agent/simulator-agent.jar", "-Xss4m"})
public class WorldBenchmark {

    private static final long SEED = 1;
    private static final int WORKERS = 2;

    private final Founding image = Founding.of(WORKERS);

    @Benchmark
    public Founding found() {
        return Founding.of(WORKERS);
    }

    @Benchmark
    public SimulatedNetwork fromImage() {
        var network = new SimulatedNetwork(SimulatedWorld.of(SEED), image, Wiring.PLAIN);
        network.end();
        return network;
    }
}
