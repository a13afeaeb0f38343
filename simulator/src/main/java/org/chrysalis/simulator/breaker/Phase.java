package org.chrysalis.simulator.breaker;

/** A part of a play; each begins when all held in the one before it. */
public enum Phase {
    /** Nothing goes wrong, and nobody asks. */
    WARM_UP,
    /** Only safety counts. */
    FAULTS,
    /** A client stays away for longer than the faults: what it owes is fetched without it. */
    ABSENCE,
    /** A random core is healed, and serves. */
    SERVICE,
    /** Nobody asks any more, and nothing is held. */
    REST,
    /** All channels end. */
    PARTING,
    /** Some owners leave the network. */
    RETIREMENT
}
