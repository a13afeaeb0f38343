package org.chrysalis.simulator.port;

import org.chrysalis.wire.Wire;

import java.util.Comparator;

/**
 * One direction of one session, for one attempt or for control messages: the order within it stays.
 *
 * @param session of the pair, from 1
 * @param name {@code control}, or which attempt
 */
record Lane(String from, String to, long session, String name) implements Comparable<Lane> {

    private static final Comparator<Lane> ORDER = Comparator.comparing(Lane::from)
            .thenComparing(Lane::to)
            .thenComparing(Lane::session)
            .thenComparing(Lane::name);

    /** Enough digits to tell attempts apart. */
    private static final int DIGITS = 16;

    /** What the lane of a message is called. */
    static String name(Wire message) {
        return switch (message) {
            case Wire.Control _ -> "control";
            case Wire.ClientLeg leg ->
                leg.key().request().hex() + "/" + leg.key().attempt();
            case Wire.WorkerLeg leg -> leg.envHash().hex().substring(0, DIGITS);
        };
    }

    @Override
    public int compareTo(Lane other) {
        return ORDER.compare(this, other);
    }
}
