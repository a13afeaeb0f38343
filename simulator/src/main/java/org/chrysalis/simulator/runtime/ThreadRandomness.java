package org.chrysalis.simulator.runtime;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The state of a thread's {@link ThreadLocalRandom}, from which Pekko draws actor uids, backoff
 * jitter and random routes. The simulation's state is put in when the thread enters it and taken
 * out when it leaves, so that nothing outside draws from it.
 */
final class ThreadRandomness {

    private final Field seedField;
    private final Field secondaryField;
    private long seed;
    private int secondary;

    ThreadRandomness(Seed source) {
        seedField = open("threadLocalRandomSeed");
        secondaryField = open("threadLocalRandomSecondarySeed");
        seed = source.next();
        secondary = (int) source.next() | 1; // zero would mean: not yet seeded
    }

    /** Exchanges this state with the current thread's. */
    void swap() {
        var thread = Thread.currentThread();
        ThreadLocalRandom.current(); // seeds the thread if it never drew
        try {
            long outerSeed = seedField.getLong(thread);
            int outerSecondary = secondaryField.getInt(thread);
            seedField.setLong(thread, seed);
            secondaryField.setInt(thread, secondary);
            seed = outerSeed;
            secondary = outerSecondary;
        } catch (IllegalAccessException closed) {
            throw new IllegalStateException(MissingAgent.REMEDY, closed);
        }
    }

    private static Field open(String name) {
        try {
            var field = Thread.class.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException | InaccessibleObjectException closed) {
            throw new IllegalStateException(MissingAgent.REMEDY, closed);
        }
    }
}
