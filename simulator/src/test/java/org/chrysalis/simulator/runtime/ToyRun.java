package org.chrysalis.simulator.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Runs the toy network for two virtual minutes. As a program it prints the trace's hash. */
final class ToyRun {

    private ToyRun() {}

    public static void main(String[] arguments) {
        var trace = new TraceHash();
        run(Long.parseLong(arguments[0]), System::nanoTime, trace);
        System.out.println(trace.hex() + " " + trace.count());
    }

    /** All that happened, in order. */
    static List<Occurrence> occurrences(long seed, LongSupplier stamp) {
        var all = new ArrayList<Occurrence>();
        run(seed, stamp, new TraceHash(all::add));
        return all;
    }

    static String hash(long seed, LongSupplier stamp) {
        var trace = new TraceHash();
        run(seed, stamp, trace);
        return trace.hex();
    }

    static SimulatedWorld run(long seed, LongSupplier stamp, TraceHash trace) {
        var world = SimulatedWorld.of(seed, 1_000_000, trace);
        var system = SimulatedSystem.start(world, "toy", ToyNetwork.guardian(stamp));
        world.loop().runFor(Duration.ofMinutes(2));
        system.terminate();
        return world;
    }
}
