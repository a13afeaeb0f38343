package org.chrysalis.simulator.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The state of a thread's {@link ThreadLocalRandom}, from which Pekko draws actor uids, backoff
 * jitter and random routes. Each execution in a simulation has a state of its own; what the thread
 * had before is put back when it leaves, so that nothing outside draws from the simulation's.
 */
final class ThreadRandomness {

    private final VarHandle seed = open("threadLocalRandomSeed", long.class);
    private final VarHandle secondary = open("threadLocalRandomSecondarySeed", int.class);

    /** What a thread would have drawn from. */
    record State(long seed, int secondary) {}

    /** The current thread's. */
    State save() {
        ThreadLocalRandom.current(); // seeds the thread if it never drew
        var thread = Thread.currentThread();
        return new State((long) seed.get(thread), (int) secondary.get(thread));
    }

    /** From now on the current thread draws from {@code state}. */
    void restore(State state) {
        set(state.seed(), state.secondary());
    }

    /**
     * From now on the current thread draws what {@code lineage} would. Each draw adds the thread's
     * number to the state, which is taken off for the first one.
     */
    void follow(Lineage lineage) {
        long drawn = lineage.draw();
        long seeded = drawn - (Thread.currentThread().threadId() << 1);
        set(seeded, (int) (drawn >>> 32) | 1); // zero would mean: not yet seeded
    }

    private void set(long first, int second) {
        var thread = Thread.currentThread();
        seed.set(thread, first);
        secondary.set(thread, second);
    }

    private static VarHandle open(String name, Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup())
                    .findVarHandle(Thread.class, name, type);
        } catch (NoSuchFieldException | IllegalAccessException closed) {
            throw new IllegalStateException(MissingAgent.REMEDY, closed);
        }
    }
}
