package org.chrysalis.cluster.journal;

import org.chrysalis.ton.Bytes;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Events, snapshots and statements in one file of SQLite, so that no part of the books can be lost
 * or go back without the others. One connection writes and one reads: in WAL mode neither waits for
 * the other.
 */
public final class SqliteEventStore implements EventStore {

    private static final String REMEMBER =
            "UPDATE account SET deleted = ?2 WHERE persistence_id = ?1";
    private static final String DELETE =
            "DELETE FROM event WHERE persistence_id = ?1 AND sequence_number <= ?2";

    private final SqliteFile file;
    private final SqliteWriter writer;
    private final SqliteAppend append;
    private final SqliteReads written;
    private final SqliteSnapshots snapshots;
    private final Connection reader;
    private final SqliteReads reads;

    private SqliteEventStore(SqliteFile file) throws SQLException {
        this.file = file;
        writer = new SqliteWriter(file);
        append = new SqliteAppend(writer);
        written = new SqliteReads(file.path(), writer.connection());
        snapshots = new SqliteSnapshots(writer, written);
        reader = file.connect();
        reads = new SqliteReads(file.path(), reader);
    }

    /** @throws JournalUnavailable if the file cannot be used, saying why in one sentence */
    public static SqliteEventStore open(Path path) {
        var file = SqliteFile.open(path, SqliteSchema.JOURNAL);
        try {
            return new SqliteEventStore(file);
        } catch (SQLException failure) {
            file.close();
            throw new JournalUnavailable(
                    path + " cannot be opened: " + failure.getMessage(), failure);
        }
    }

    /** Those of the same file; written by the thread that appends. */
    SqliteSnapshots snapshots() {
        return snapshots;
    }

    Path path() {
        return file.path();
    }

    /** For tests that make it fail. */
    Connection writing() {
        return writer.connection();
    }

    @Override
    public void append(List<EventRow> rows) throws IOException {
        writer.transact(() -> {
            append.append(rows);
            return rows.size();
        });
    }

    @Override
    public void delete(String persistenceId, long toSequenceNumber) throws IOException {
        writer.transact(() -> {
            var head = written.head(persistenceId);
            long to = Math.min(toSequenceNumber, head.highest());
            if (to > head.deleted()) {
                requireSnapshot(persistenceId, to);
                delete(REMEMBER, persistenceId, to);
                delete(DELETE, persistenceId, to);
            }
            return to;
        });
    }

    private void requireSnapshot(String persistenceId, long to) throws SQLException, IOException {
        long newest = written.newestSnapshot(persistenceId);
        if (newest < to) {
            throw new IOException("journal: the events of " + persistenceId + " up to " + to
                    + " are kept, since its newest snapshot is of event " + newest);
        }
    }

    private void delete(String sql, String persistenceId, long to) throws SQLException {
        try (var statement = writer.prepare(sql)) {
            statement.setString(1, persistenceId);
            statement.setLong(2, to);
            statement.executeUpdate();
        }
    }

    @Override
    public long highestSequenceNumber(String persistenceId) throws IOException {
        return read(() -> reads.head(persistenceId).highest());
    }

    @Override
    public void requireWhole(String persistenceId, long snapshot) throws IOException {
        read(() -> {
            reads.requireWhole(persistenceId, snapshot);
            return snapshot;
        });
    }

    @Override
    public void replay(
            String persistenceId, long from, long to, long max, Consumer<EventRow> consumer)
            throws IOException {
        read(() -> {
            reads.replay(persistenceId, from, to, max, consumer);
            return to;
        });
    }

    @Override
    public List<StatementRow> about(String persistenceId, Collection<Bytes> subjects)
            throws IOException {
        return read(() -> reads.about(persistenceId, subjects));
    }

    @Override
    public List<StatementRow> above(String persistenceId, long seq, int most) throws IOException {
        return read(() -> reads.above(persistenceId, seq, most));
    }

    /** All that ever wrote, by persistence id. */
    List<String> accounts() throws IOException {
        return read(reads::accounts);
    }

    private <T> T read(SqliteWriter.Work<T> work) throws IOException {
        synchronized (reader) {
            try {
                return work.run();
            } catch (SQLException failure) {
                throw SqliteFaults.of(file.path(), failure);
            }
        }
    }

    @Override
    public void close() {
        try (file;
                writer;
                reader) {
            append.close();
        } catch (SQLException failure) {
            throw new IllegalStateException("the journal did not close", failure);
        }
    }
}
