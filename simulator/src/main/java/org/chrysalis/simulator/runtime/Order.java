package org.chrysalis.simulator.runtime;

/** In which order a simulation runs what is ready at one instant. */
public enum Order {
    /** As the seed says: each seed is another interleaving, which is how faults are found. */
    SEEDED,

    /** As it became ready: one interleaving for all seeds, for statistics of delays and loads. */
    FIFO
}
