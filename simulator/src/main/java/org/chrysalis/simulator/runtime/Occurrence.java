package org.chrysalis.simulator.runtime;

import org.chrysalis.ton.Bytes;

/** One entry of a run's trace. Times are virtual nanoseconds since the start. */
public sealed interface Occurrence {

    long nanos();

    /** Of the content, 32 bytes. */
    Bytes digest();

    /**
     * A message left its mailbox for its actor.
     *
     * @param from path of the classic sender; empty for typed actors, which have none
     * @param to path of the actor
     * @param type class of the message
     */
    record Delivery(long nanos, String from, String to, String type, Bytes digest)
            implements Occurrence {}

    /** An event became durable. */
    record Append(long nanos, String persistenceId, long sequenceNumber, Bytes digest)
            implements Occurrence {}

    /** The chain executed a transaction. */
    record Transaction(long nanos, Bytes digest) implements Occurrence {}
}
