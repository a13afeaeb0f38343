package org.chrysalis.cluster.journal;

import org.sqlite.SQLiteConfig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A journal that is only read, also while a node writes it: all answers are of one moment. For one
 * thread.
 */
public final class BooksFile implements AutoCloseable {

    private static final int BUSY_TIMEOUT = 5_000;
    private static final String ALL =
            """
            SELECT persistence_id FROM account UNION SELECT persistence_id FROM event
            UNION SELECT persistence_id FROM snapshot UNION SELECT persistence_id FROM statement
            ORDER BY 1""";
    private static final String SOUND = "ok";

    private final Path shown;
    private final Connection connection;
    private final SqliteReads reads;

    private BooksFile(Path shown, Connection connection) {
        this.shown = shown;
        this.connection = connection;
        this.reads = new SqliteReads(shown, connection);
    }

    /**
     * What the file says of an account's extent.
     *
     * @param highest number of all events ever written
     * @param deleted events up to this number are stood for by a snapshot
     * @param snapshot the number of the newest; 0 without one
     */
    public record Extent(long highest, long deleted, long snapshot) {}

    /** @throws IOException if there is no journal of this version, saying what to do */
    public static BooksFile open(Path file) throws IOException {
        return open(file, file);
    }

    /** @param shown names the file in sentences */
    static BooksFile open(Path file, Path shown) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("There is no file " + shown + ": name a node's journal.db, or a"
                    + " copy of one");
        }
        try {
            var books = new BooksFile(shown, connect(file));
            try {
                books.begin();
                return books;
            } catch (SQLException | RuntimeException refusal) {
                books.connection.close();
                throw refusal;
            }
        } catch (SQLException failure) {
            throw SqliteFaults.of(shown, failure);
        } catch (JournalUnavailable refusal) {
            throw new IOException(refusal.getMessage(), refusal);
        }
    }

    private static Connection connect(Path file) throws SQLException {
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_TIMEOUT);
        return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    }

    /** From here on, what others write is not seen. */
    private void begin() throws SQLException {
        connection.setAutoCommit(false);
        var schema = SqliteSchema.JOURNAL;
        if (SqliteReads.number(connection, "PRAGMA application_id") != schema.applicationId()) {
            throw new JournalUnavailable(
                    shown + " is no journal of a node: name its journal.db, or a copy of one");
        }
        SqliteFile.requireVersion(
                shown, SqliteReads.number(connection, "PRAGMA user_version"), schema);
        SqliteReads.number(connection, "SELECT count(*) FROM account WHERE highest = 0");
    }

    Connection connection() {
        return connection;
    }

    /** What SQLite finds wrong with the file; nothing if it is sound. */
    public List<String> faults() throws IOException {
        return texts("PRAGMA integrity_check").stream()
                .filter(line -> !line.equals(SOUND))
                .toList();
    }

    /** The persistence ids of all that is there, in order. */
    public List<String> accounts() throws IOException {
        return texts(ALL);
    }

    private List<String> texts(String query) throws IOException {
        return read(() -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(query)) {
                var texts = new ArrayList<String>();
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
                return List.copyOf(texts);
            }
        });
    }

    public Extent extent(String persistenceId) throws IOException {
        return read(() -> {
            var head = reads.head(persistenceId);
            return new Extent(head.highest(), head.deleted(), reads.newestSnapshot(persistenceId));
        });
    }

    /**
     * Does nothing if a node that starts with this file would find all of the account.
     *
     * @throws JournalDamaged if something is lost
     */
    public void requireWhole(String persistenceId) throws IOException {
        read(() -> {
            reads.requireWhole(persistenceId, reads.newestSnapshot(persistenceId));
            return persistenceId;
        });
    }

    public Optional<SnapshotRow> newestSnapshot(String persistenceId) throws IOException {
        return read(() -> SqliteSnapshots.newest(connection, persistenceId));
    }

    /** Shows the events from {@code from} on, in order. */
    public void replay(String persistenceId, long from, Consumer<EventRow> consumer)
            throws IOException {
        read(() -> {
            reads.replay(persistenceId, from, Long.MAX_VALUE, Long.MAX_VALUE, consumer);
            return from;
        });
    }

    /** All statements of an account, in the order of their seq. */
    public List<StatementRow> statements(String persistenceId) throws IOException {
        return read(() -> reads.above(persistenceId, Long.MIN_VALUE, Integer.MAX_VALUE));
    }

    private <T> T read(SqliteWriter.Work<T> work) throws IOException {
        try {
            return work.run();
        } catch (SQLException failure) {
            throw SqliteFaults.of(shown, failure);
        }
    }

    @Override
    public void close() throws IOException {
        read(() -> {
            connection.close();
            return shown;
        });
    }
}
