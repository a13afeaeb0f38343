package org.chrysalis.cluster.journal;

import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.chrysalis.ton.Bytes;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Snapshots in a table of SQLite, in a file of their own. Flushed like events, since events that a
 * snapshot stands for may be deleted. For one thread at a time.
 */
public final class SqliteSnapshots implements AutoCloseable {

    private static final String SAVE = "INSERT OR REPLACE INTO snapshot VALUES (?, ?, ?, ?, ?, ?)";
    private static final String SELECTED = " FROM snapshot WHERE persistence_id = ?"
            + " AND sequence_number BETWEEN ? AND ? AND taken_at BETWEEN ? AND ?";
    private static final String LATEST =
            "SELECT *" + SELECTED + " ORDER BY sequence_number DESC LIMIT 1";
    private static final String DELETE = "DELETE" + SELECTED;

    private final SqliteFile file;
    private final Connection connection;

    private SqliteSnapshots(SqliteFile file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /** @throws JournalUnavailable if the file cannot be used, saying why in one sentence */
    public static SqliteSnapshots open(Path path) {
        var file = SqliteFile.open(path, SqliteSchema.SNAPSHOTS);
        try {
            return new SqliteSnapshots(file, file.connect());
        } catch (SQLException failure) {
            file.close();
            throw new JournalUnavailable(
                    path + " cannot be opened: " + failure.getMessage(), failure);
        }
    }

    /** Replaces one of the same number. */
    void save(SnapshotRow row) throws IOException {
        access(SAVE, save -> {
            save.setString(1, row.persistenceId());
            save.setLong(2, row.sequenceNumber());
            save.setLong(3, row.takenAt());
            save.setInt(4, row.serializer());
            save.setString(5, row.manifest());
            save.setBytes(6, row.payload().toArray());
            return save.executeUpdate();
        });
    }

    Optional<SnapshotRow> latest(String persistenceId, SnapshotSelectionCriteria criteria)
            throws IOException {
        return access(LATEST, latest -> {
            select(latest, persistenceId, criteria);
            try (var row = latest.executeQuery()) {
                return row.next()
                        ? Optional.of(new SnapshotRow(
                                row.getString(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getInt(4),
                                row.getString(5),
                                Bytes.of(row.getBytes(6))))
                        : Optional.empty();
            }
        });
    }

    void delete(String persistenceId, SnapshotSelectionCriteria criteria) throws IOException {
        access(DELETE, delete -> {
            select(delete, persistenceId, criteria);
            return delete.executeUpdate();
        });
    }

    @Override
    public void close() {
        try (file) {
            connection.close();
        } catch (SQLException failure) {
            throw new IllegalStateException("the snapshots did not close", failure);
        }
    }

    private static void select(
            PreparedStatement statement, String persistenceId, SnapshotSelectionCriteria criteria)
            throws SQLException {
        statement.setString(1, persistenceId);
        statement.setLong(2, criteria.minSequenceNr());
        statement.setLong(3, criteria.maxSequenceNr());
        statement.setLong(4, criteria.minTimestamp());
        statement.setLong(5, criteria.maxTimestamp());
    }

    private <T> T access(String sql, Access<T> access) throws IOException {
        try (var statement = connection.prepareStatement(sql)) {
            return access.run(statement);
        } catch (SQLException failure) {
            throw new IOException("snapshots: " + failure.getMessage(), failure);
        }
    }

    private interface Access<T> {
        T run(PreparedStatement statement) throws SQLException;
    }
}
