package org.chrysalis.simulator.breaker;

import org.chrysalis.simulator.runtime.Occurrence;
import org.chrysalis.wire.Wire;

/** Somebody who looks on as a plan is played, and changes nothing. */
public interface Spectator {

    /** Nobody does. */
    Spectator NOBODY = new Spectator() {};

    /**
     * A node sends something to another, behind all that an adversary makes of it.
     *
     * @param nanos virtual, since the start
     * @param from as the topology calls it
     * @param to as the topology calls it; strangers are called by their id
     */
    default void sent(long nanos, String from, String to, Wire message) {}

    /** One entry of the trace. */
    default void happened(Occurrence occurrence) {}

    /** Whether it has seen enough, asked before each step: the play ends there if so. */
    default boolean hasEnough() {
        return false;
    }
}
