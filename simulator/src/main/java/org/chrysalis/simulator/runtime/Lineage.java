package org.chrysalis.simulator.runtime;

/**
 * The stable name of one execution in a simulation, as a number, and what that execution names and
 * draws in its turn. It says how the execution came about, and nothing of what happened beside it:
 * a message more or less elsewhere changes no name here, and so neither order nor chance.
 */
final class Lineage {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final long CHANCE = 0xD1B54A32D192ED03L;

    private final long name;
    private long children;
    private long draws;

    Lineage(long name) {
        this.name = name;
    }

    long name() {
        return name;
    }

    /** Of the next task or timer that this execution begins, mailboxes excepted. */
    Lineage child() {
        return new Lineage(Seed.mix(name + ++children * GOLDEN_GAMMA));
    }

    /** The next of its own random numbers. */
    long draw() {
        return Seed.mix(Seed.mix(name ^ CHANCE) + ++draws * GOLDEN_GAMMA);
    }
}
