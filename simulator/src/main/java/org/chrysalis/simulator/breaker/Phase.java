package org.chrysalis.simulator.breaker;

/** A part of a play; each begins when all held in the one before it. */
public enum Phase {
    /** Nothing goes wrong, and nobody asks. */
    WARM_UP,
    /** Only safety counts. */
    FAULTS,
    /** Whoever stays away for longer than the faults is waited for no longer. */
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
