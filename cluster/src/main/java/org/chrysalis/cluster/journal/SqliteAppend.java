package org.chrysalis.cluster.journal;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The statements that store events: each account's highest number moves with them. */
final class SqliteAppend implements AutoCloseable {

    private static final String EVENT = "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

    /** The first of each subject is kept: a later one would be another story about the same. */
    private static final String STATEMENT = "INSERT INTO statement VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (persistence_id, subject) DO NOTHING";

    private static final String FIRST =
            "INSERT INTO account VALUES (?1, ?3, ?2) ON CONFLICT DO NOTHING";
    private static final String LATER =
            "UPDATE account SET highest = ?3 WHERE persistence_id = ?1 AND highest = ?2";

    private final PreparedStatement event;
    private final PreparedStatement statement;
    private final PreparedStatement first;
    private final PreparedStatement later;

    SqliteAppend(SqliteWriter writer) throws SQLException {
        event = writer.prepare(EVENT);
        statement = writer.prepare(STATEMENT);
        first = writer.prepare(FIRST);
        later = writer.prepare(LATER);
    }

    /** Consecutive numbers of one account. */
    private record Run(long first, long last) {

        static Run of(EventRow row) {
            return new Run(row.sequenceNumber(), row.sequenceNumber());
        }
    }

    /** Within a transaction. */
    void append(List<EventRow> rows) throws SQLException, IOException {
        event.clearBatch();
        statement.clearBatch();
        for (var run : runs(rows).entrySet()) {
            advance(run.getKey(), run.getValue());
        }
        boolean stated = false;
        for (var row : rows) {
            bind(row);
            event.addBatch();
            for (var one : row.statements()) {
                bind(row.persistenceId(), one);
                statement.addBatch();
                stated = true;
            }
        }
        event.executeBatch();
        if (stated) {
            statement.executeBatch();
        }
    }

    private static Map<String, Run> runs(List<EventRow> rows) throws IOException {
        var runs = new LinkedHashMap<String, Run>();
        for (var row : rows) {
            var run = runs.get(row.persistenceId());
            if (run != null && row.sequenceNumber() != run.last() + 1) {
                throw unfit(row.persistenceId(), row.sequenceNumber());
            }
            runs.put(
                    row.persistenceId(),
                    run == null ? Run.of(row) : new Run(run.first(), row.sequenceNumber()));
        }
        return runs;
    }

    private void advance(String persistenceId, Run run) throws SQLException, IOException {
        var head = run.first() == 1 ? first : later;
        head.setString(1, persistenceId);
        head.setLong(2, run.first() - 1);
        head.setLong(3, run.last());
        if (head.executeUpdate() != 1) {
            throw unfit(persistenceId, run.first());
        }
    }

    private static IOException unfit(String persistenceId, long number) {
        return new IOException(
                "journal: event " + number + " does not follow the last one of " + persistenceId);
    }

    private void bind(EventRow row) throws SQLException {
        event.setString(1, row.persistenceId());
        event.setLong(2, row.sequenceNumber());
        event.setString(3, row.writer());
        event.setLong(4, row.writtenAt());
        event.setString(5, row.adapterManifest());
        event.setInt(6, row.serializer());
        event.setString(7, row.manifest());
        event.setBytes(8, row.payload().toArray());
    }

    private void bind(String persistenceId, StatementRow row) throws SQLException {
        statement.setString(1, persistenceId);
        statement.setBytes(2, row.subject().toArray());
        statement.setLong(3, row.seq());
        statement.setBytes(4, row.payload().toArray());
    }

    @Override
    public void close() throws SQLException {
        event.close();
        statement.close();
        first.close();
        later.close();
    }
}
