package org.chrysalis.cluster.journal;

import org.chrysalis.ton.Bytes;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Events in a table of SQLite. One connection writes and one reads: in WAL mode neither waits for
 * the other.
 */
public final class SqliteEventStore implements EventStore {

    private static final String INSERT = "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String REMEMBER = "INSERT INTO deleted VALUES (?, ?)"
            + " ON CONFLICT DO UPDATE SET to_number = max(to_number, excluded.to_number)";
    private static final String DELETE =
            "DELETE FROM event WHERE persistence_id = ? AND sequence_number <= ?";
    private static final String HIGHEST =
            """
            SELECT max(
              coalesce((SELECT max(sequence_number) FROM event WHERE persistence_id = ?1), 0),
              coalesce((SELECT to_number FROM deleted WHERE persistence_id = ?1), 0))""";
    private static final String REPLAY =
            """
            SELECT * FROM event WHERE persistence_id = ? AND sequence_number BETWEEN ? AND ?
            ORDER BY sequence_number LIMIT ?""";

    private final SqliteFile file;
    private final Connection writer;
    private final PreparedStatement insert;
    private final Connection reader;

    private SqliteEventStore(SqliteFile file) throws SQLException {
        this.file = file;
        this.writer = file.connect();
        this.reader = file.connect();
        writer.setAutoCommit(false);
        insert = writer.prepareStatement(INSERT);
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

    @Override
    public void append(List<EventRow> rows) throws IOException {
        transact(() -> {
            insert.clearBatch();
            for (var row : rows) {
                bind(row);
                insert.addBatch();
            }
            insert.executeBatch();
        });
    }

    @Override
    public void delete(String persistenceId, long toSequenceNumber) throws IOException {
        long to = Math.min(toSequenceNumber, highestSequenceNumber(persistenceId));
        transact(() -> {
            for (var sql : List.of(REMEMBER, DELETE)) {
                try (var statement = writer.prepareStatement(sql)) {
                    statement.setString(1, persistenceId);
                    statement.setLong(2, to);
                    statement.executeUpdate();
                }
            }
        });
    }

    @Override
    public long highestSequenceNumber(String persistenceId) throws IOException {
        synchronized (reader) {
            try (var highest = reader.prepareStatement(HIGHEST)) {
                highest.setString(1, persistenceId);
                try (var row = highest.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            } catch (SQLException failure) {
                throw fault(failure);
            }
        }
    }

    @Override
    public void replay(
            String persistenceId, long from, long to, long max, Consumer<EventRow> consumer)
            throws IOException {
        synchronized (reader) {
            try (var replay = reader.prepareStatement(REPLAY)) {
                replay.setString(1, persistenceId);
                replay.setLong(2, from);
                replay.setLong(3, to);
                replay.setLong(4, max);
                try (var rows = replay.executeQuery()) {
                    while (rows.next()) {
                        consumer.accept(event(rows));
                    }
                }
            } catch (SQLException failure) {
                throw fault(failure);
            }
        }
    }

    @Override
    public void close() {
        try (file;
                writer;
                reader) {
            insert.close();
        } catch (SQLException failure) {
            throw new IllegalStateException("the journal did not close", failure);
        }
    }

    private void bind(EventRow row) throws SQLException {
        insert.setString(1, row.persistenceId());
        insert.setLong(2, row.sequenceNumber());
        insert.setString(3, row.writer());
        insert.setLong(4, row.writtenAt());
        insert.setString(5, row.adapterManifest());
        insert.setInt(6, row.serializer());
        insert.setString(7, row.manifest());
        insert.setBytes(8, row.payload().toArray());
    }

    private static EventRow event(ResultSet row) throws SQLException {
        return new EventRow(
                row.getString(1),
                row.getLong(2),
                row.getString(3),
                row.getLong(4),
                row.getString(5),
                row.getInt(6),
                row.getString(7),
                Bytes.of(row.getBytes(8)));
    }

    private void transact(Work work) throws IOException {
        try {
            work.run();
            writer.commit();
        } catch (SQLException failure) {
            undo(failure);
            throw fault(failure);
        }
    }

    private void undo(SQLException failure) {
        try {
            writer.rollback();
        } catch (SQLException second) {
            failure.addSuppressed(second);
        }
    }

    private static IOException fault(SQLException failure) {
        return new IOException("journal: " + failure.getMessage(), failure);
    }

    private interface Work {
        void run() throws SQLException;
    }
}
