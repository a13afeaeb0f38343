package org.chrysalis.cluster.journal;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where events are kept. {@link #append} and {@link #delete} are called by one thread at a time;
 * reads may come meanwhile, from another one.
 */
public interface EventStore extends AutoCloseable {

    /**
     * Stores all {@code rows} or none; once it returns they survive a crash of the machine.
     *
     * @throws IOException if one of them is there already, or the disk fails
     */
    void append(List<EventRow> rows) throws IOException;

    /** Removes events up to and with a number. The highest number stays what it is. */
    void delete(String persistenceId, long toSequenceNumber) throws IOException;

    /** Of all events ever stored, deleted ones too; 0 if there was none. */
    long highestSequenceNumber(String persistenceId) throws IOException;

    /**
     * Shows events in order.
     *
     * @param from first number, inclusive
     * @param to last number, inclusive
     * @param max how many at most
     */
    void replay(String persistenceId, long from, long to, long max, Consumer<EventRow> consumer)
            throws IOException;

    @Override
    void close();
}
