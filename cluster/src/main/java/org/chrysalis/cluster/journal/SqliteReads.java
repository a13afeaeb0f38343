package org.chrysalis.cluster.journal;

import org.chrysalis.ton.Bytes;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Questions to a journal's tables on one connection. For one thread at a time. */
final class SqliteReads {

    private static final String HEAD =
            "SELECT highest, deleted FROM account WHERE persistence_id = ?";
    private static final String NUMBERS = "SELECT sequence_number FROM event"
            + " WHERE persistence_id = ? AND sequence_number > ? ORDER BY sequence_number";
    private static final String REPLAY =
            """
            SELECT * FROM event WHERE persistence_id = ? AND sequence_number BETWEEN ? AND ?
            ORDER BY sequence_number LIMIT ?""";
    private static final String ACCOUNTS =
            "SELECT persistence_id FROM account ORDER BY persistence_id";
    private static final String ABOUT = "SELECT subject, seq, payload FROM statement"
            + " WHERE persistence_id = ? AND subject = ?";
    private static final String ABOVE = "SELECT subject, seq, payload FROM statement"
            + " WHERE persistence_id = ? AND seq > ? ORDER BY seq LIMIT ?";
    private static final String NEWEST =
            "SELECT coalesce(max(sequence_number), 0) FROM snapshot WHERE persistence_id = ?";

    private final Path file;
    private final Connection connection;

    SqliteReads(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /**
     * What the journal remembers of an account besides its events.
     *
     * @param highest number ever written
     * @param deleted events up to this number are stood for by a snapshot
     */
    record Head(long highest, long deleted) {

        /** Of an account that never wrote. */
        static final Head NONE = new Head(0, 0);
    }

    Head head(String persistenceId) throws SQLException {
        try (var head = connection.prepareStatement(HEAD)) {
            head.setString(1, persistenceId);
            try (var row = head.executeQuery()) {
                return row.next() ? new Head(row.getLong(1), row.getLong(2)) : Head.NONE;
            }
        }
    }

    /** Number of the newest snapshot; 0 if there is none. */
    long newestSnapshot(String persistenceId) throws SQLException {
        try (var newest = connection.prepareStatement(NEWEST)) {
            newest.setString(1, persistenceId);
            try (var row = newest.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** As {@link EventStore#requireWhole}. */
    void requireWhole(String persistenceId, long snapshot) throws SQLException, IOException {
        var head = head(persistenceId);
        if (snapshot > head.highest()) {
            throw JournalDamaged.account(
                    file,
                    persistenceId,
                    "has a snapshot of event " + snapshot + ", but its events end at "
                            + head.highest());
        }
        if (snapshot < head.deleted()) {
            throw JournalDamaged.account(
                    file,
                    persistenceId,
                    "has lost the snapshot that stands for its events up to " + head.deleted());
        }
        long last = lastWithoutGap(persistenceId, snapshot, head);
        if (last < head.highest()) {
            throw missing(persistenceId, last + 1, head);
        }
        if (last > head.highest()) {
            throw JournalDamaged.account(
                    file,
                    persistenceId,
                    "has event " + last + ", but its events end at " + head.highest());
        }
    }

    private long lastWithoutGap(String persistenceId, long snapshot, Head head)
            throws SQLException, IOException {
        try (var numbers = connection.prepareStatement(NUMBERS)) {
            numbers.setString(1, persistenceId);
            numbers.setLong(2, snapshot);
            long last = snapshot;
            try (var row = numbers.executeQuery()) {
                while (row.next()) {
                    if (row.getLong(1) != last + 1) {
                        throw missing(persistenceId, last + 1, head);
                    }
                    last++;
                }
            }
            return last;
        }
    }

    private JournalDamaged missing(String persistenceId, long number, Head head) {
        return JournalDamaged.account(
                file,
                persistenceId,
                "has lost event " + number + "; its events end at " + head.highest());
    }

    void replay(String persistenceId, long from, long to, long max, Consumer<EventRow> consumer)
            throws SQLException {
        try (var replay = connection.prepareStatement(REPLAY)) {
            replay.setString(1, persistenceId);
            replay.setLong(2, from);
            replay.setLong(3, to);
            replay.setLong(4, max);
            try (var rows = replay.executeQuery()) {
                while (rows.next()) {
                    consumer.accept(event(rows));
                }
            }
        }
    }

    List<String> accounts() throws SQLException {
        try (var all = connection.prepareStatement(ACCOUNTS);
                var rows = all.executeQuery()) {
            var ids = new ArrayList<String>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        }
    }

    List<StatementRow> about(String persistenceId, Collection<Bytes> subjects) throws SQLException {
        try (var about = connection.prepareStatement(ABOUT)) {
            about.setString(1, persistenceId);
            var found = new ArrayList<StatementRow>();
            for (var subject : subjects) {
                about.setBytes(2, subject.toArray());
                found.addAll(statements(about));
            }
            return found.stream()
                    .distinct()
                    .sorted(Comparator.comparingLong(StatementRow::seq))
                    .toList();
        }
    }

    List<StatementRow> above(String persistenceId, long seq, int most) throws SQLException {
        try (var above = connection.prepareStatement(ABOVE)) {
            above.setString(1, persistenceId);
            above.setLong(2, seq);
            above.setInt(3, most);
            return statements(above);
        }
    }

    private static List<StatementRow> statements(PreparedStatement query) throws SQLException {
        try (var rows = query.executeQuery()) {
            var found = new ArrayList<StatementRow>();
            while (rows.next()) {
                found.add(new StatementRow(
                        Bytes.of(rows.getBytes(1)), rows.getLong(2), Bytes.of(rows.getBytes(3))));
            }
            return List.copyOf(found);
        }
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

    static int number(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
