package org.chrysalis.cluster.journal;

import org.chrysalis.ton.Bytes;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Another store, with the number of rows of every transaction that it made durable. */
final class CountingStore implements EventStore {

    final List<Integer> appended = new ArrayList<>();
    private final EventStore store;

    private final Runnable beforeAppend;

    CountingStore(EventStore store, Runnable beforeAppend) {
        this.beforeAppend = beforeAppend;
        this.store = store;
    }

    @Override
    public void append(List<EventRow> rows) throws IOException {
        beforeAppend.run();
        store.append(rows);
        appended.add(rows.size());
    }

    @Override
    public void delete(String persistenceId, long toSequenceNumber) throws IOException {
        store.delete(persistenceId, toSequenceNumber);
    }

    @Override
    public long highestSequenceNumber(String persistenceId) throws IOException {
        return store.highestSequenceNumber(persistenceId);
    }

    @Override
    public void requireWhole(String persistenceId, long snapshot) throws IOException {
        store.requireWhole(persistenceId, snapshot);
    }

    @Override
    public List<StatementRow> about(String persistenceId, Collection<Bytes> subjects)
            throws IOException {
        return store.about(persistenceId, subjects);
    }

    @Override
    public List<StatementRow> above(String persistenceId, long seq, int most) throws IOException {
        return store.above(persistenceId, seq, most);
    }

    @Override
    public void replay(
            String persistenceId, long from, long to, long max, Consumer<EventRow> consumer)
            throws IOException {
        store.replay(persistenceId, from, to, max, consumer);
    }

    @Override
    public void close() {
        store.close();
    }
}
