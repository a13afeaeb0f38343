package org.chrysalis.cluster.journal;

import org.chrysalis.ton.Bytes;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where events are kept. {@link #append} and {@link #delete} are called by one thread at a time;
 * reads may come meanwhile, from others.
 */
public interface EventStore extends AutoCloseable {

    /**
     * Stores all {@code rows} and their statements, or none; once it returns they survive a crash
     * of the machine.
     *
     * @throws IOException if one does not follow the last of its account, or the disk fails
     */
    void append(List<EventRow> rows) throws IOException;

    /**
     * Removes events up to and with a number. The highest number and all statements stay.
     *
     * @throws IOException if no snapshot stands for them
     */
    void delete(String persistenceId, long toSequenceNumber) throws IOException;

    /** Of all events ever stored, deleted ones too; 0 if there was none. */
    long highestSequenceNumber(String persistenceId) throws IOException;

    /**
     * Does nothing if a snapshot and the events after it say all that was ever stored.
     *
     * @param snapshot the number of the last event in it; 0 without one
     * @throws JournalDamaged if something is lost
     */
    void requireWhole(String persistenceId, long snapshot) throws IOException;

    /**
     * Shows events in order.
     *
     * @param from first number, inclusive
     * @param to last number, inclusive
     * @param max how many at most
     */
    void replay(String persistenceId, long from, long to, long max, Consumer<EventRow> consumer)
            throws IOException;

    /** The statements about any of {@code subjects} that are there, in the order of their seq. */
    List<StatementRow> about(String persistenceId, Collection<Bytes> subjects) throws IOException;

    /** The first statements above {@code seq}, in the order of theirs, {@code most} of them. */
    List<StatementRow> above(String persistenceId, long seq, int most) throws IOException;

    @Override
    void close();
}
