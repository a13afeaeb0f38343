package org.chrysalis.simulator.runtime;

import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.setup.Setup;

/**
 * What an actor system in a simulation shares with the ports around it, and what outlives it: time,
 * seed, trace, disks. Handed to Pekko's plugins by the system's setup; there is one a simulation.
 */
public final class SimulatedWorld extends Setup {

    /** Steps after which a run is taken for endless, unless said otherwise. */
    public static final long DEFAULT_MAX_STEPS = 1_000_000_000L;

    private final Seed seed;
    private final SimulationLoop loop;
    private final TraceHash trace;
    private final ContentDigest content = new ContentDigest();
    private final SimulatedDisks disks = new SimulatedDisks(this);
    private final Deaths deaths;
    private final Hangs hangs;

    private SimulatedWorld(Seed seed, SimulationLoop loop, TraceHash trace) {
        this.seed = seed;
        this.loop = loop;
        this.trace = trace;
        this.deaths = new Deaths(loop);
        this.hangs = new Hangs(loop);
    }

    /** A world of {@code seed}, owned by the current thread. */
    public static SimulatedWorld of(long seed) {
        return of(seed, DEFAULT_MAX_STEPS, new TraceHash());
    }

    /**
     * @param maxSteps see {@link SimulationLoop}
     * @throws IllegalStateException without the agent, saying how to start java with it
     */
    public static SimulatedWorld of(long seed, long maxSteps, TraceHash trace) {
        return of(seed, maxSteps, trace, Order.SEEDED);
    }

    /**
     * @param maxSteps see {@link SimulationLoop}
     * @param order of what is ready at one instant
     * @throws IllegalStateException without the agent, saying how to start java with it, and where
     *     a clock is real all the same
     */
    public static SimulatedWorld of(long seed, long maxSteps, TraceHash trace, Order order) {
        MissingAgent.refuse();
        var stream = Seed.of(seed);
        var loop = new SimulationLoop(stream, maxSteps, order);
        ClockCheck.prove(loop);
        return new SimulatedWorld(stream, loop, trace);
    }

    /** The world in which {@code settings} were made. */
    static SimulatedWorld of(ActorSystem.Settings settings) {
        return settings.setup()
                .get(SimulatedWorld.class)
                .orElseThrow(() -> new IllegalStateException(
                        "this configuration is for simulations: use SimulatedSystem.start"));
    }

    /** Draw from a fork of it: one name, one purpose. */
    public Seed seed() {
        return seed;
    }

    public SimulationLoop loop() {
        return loop;
    }

    public TraceHash trace() {
        return trace;
    }

    public SimulatedDisks disks() {
        return disks;
    }

    /** Actors that died, and which of them may. */
    public Deaths deaths() {
        return deaths;
    }

    /** Processes that stand still. */
    public Hangs hangs() {
        return hangs;
    }

    /** How contents become digests in this world's trace. */
    public ContentDigest content() {
        return content;
    }

    /** Puts a transaction of the chain into the trace; {@code content} as for a message. */
    public void recordTransaction(Object transaction) {
        trace.add(new Occurrence.Transaction(loop.nanoTime(), content.of(transaction)));
    }
}
