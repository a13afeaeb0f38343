package org.chrysalis.cluster.journal;

import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.chrysalis.ton.Bytes;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The snapshots in a journal's file, on the connection that writes it. Flushed like events, since
 * events that a snapshot stands for are deleted.
 */
final class SqliteSnapshots {

    private static final String SAVE = "INSERT OR REPLACE INTO snapshot VALUES (?, ?, ?, ?, ?, ?)";
    private static final String SELECTED = " FROM snapshot WHERE persistence_id = ?"
            + " AND sequence_number BETWEEN ? AND ? AND taken_at BETWEEN ? AND ?";
    private static final String LATEST =
            "SELECT *" + SELECTED + " ORDER BY sequence_number DESC LIMIT 1";
    private static final String DELETE = "DELETE" + SELECTED;

    private final SqliteWriter writer;
    private final SqliteReads reads;

    SqliteSnapshots(SqliteWriter writer, SqliteReads reads) {
        this.writer = writer;
        this.reads = reads;
    }

    /** Replaces one of the same number. */
    void save(SnapshotRow row) throws IOException {
        writer.transact(() -> {
            try (var save = writer.prepare(SAVE)) {
                save.setString(1, row.persistenceId());
                save.setLong(2, row.sequenceNumber());
                save.setLong(3, row.takenAt());
                save.setInt(4, row.serializer());
                save.setString(5, row.manifest());
                save.setBytes(6, row.payload().toArray());
                return save.executeUpdate();
            }
        });
    }

    Optional<SnapshotRow> latest(String persistenceId, SnapshotSelectionCriteria criteria)
            throws IOException {
        return writer.read(() -> {
            try (var latest = writer.prepare(LATEST)) {
                return one(latest, persistenceId, criteria);
            }
        });
    }

    /** Of a journal that another connection reads. */
    static Optional<SnapshotRow> newest(java.sql.Connection connection, String persistenceId)
            throws SQLException {
        try (var latest = connection.prepareStatement(LATEST)) {
            return one(latest, persistenceId, SnapshotSelectionCriteria.latest());
        }
    }

    private static Optional<SnapshotRow> one(
            PreparedStatement latest, String persistenceId, SnapshotSelectionCriteria criteria)
            throws SQLException {
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
    }

    /** @throws IOException if none were left that stands for the events which are deleted */
    void delete(String persistenceId, SnapshotSelectionCriteria criteria) throws IOException {
        writer.transact(() -> {
            try (var delete = writer.prepare(DELETE)) {
                select(delete, persistenceId, criteria);
                int deleted = delete.executeUpdate();
                long needed = reads.head(persistenceId).deleted();
                if (reads.newestSnapshot(persistenceId) < needed) {
                    throw new IOException("journal: the snapshots of " + persistenceId
                            + " are kept, since one stands for its events up to " + needed);
                }
                return deleted;
            }
        });
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
}
