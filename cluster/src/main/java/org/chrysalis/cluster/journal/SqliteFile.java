package org.chrysalis.cluster.journal;

import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A SQLite database that no other process may open as its own. Commits are flushed to the disk
 * before they return: WAL with synchronous = FULL.
 */
final class SqliteFile implements AutoCloseable {

    /** For other tools that read or back up the file; milliseconds. */
    private static final int BUSY_TIMEOUT = 5_000;

    private static final int PRIMARY_CODE = 0xFF;

    private final Path path;
    private final FileChannel lock;

    private SqliteFile(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Opens the file, or makes it and its folder.
     *
     * @throws JournalUnavailable if it is no such file, in use, or of a newer version
     */
    static SqliteFile open(Path path, SqliteSchema schema) {
        var lock = lock(path, schema);
        try {
            var file = new SqliteFile(path, lock);
            file.prepare(schema);
            return file;
        } catch (JournalUnavailable refusal) {
            release(lock);
            throw refusal;
        } catch (SQLException failure) {
            release(lock);
            throw isNoDatabase(failure) ? foreign(path, schema) : unopened(path, schema, failure);
        }
    }

    Connection connect() throws SQLException {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setBusyTimeout(BUSY_TIMEOUT);
        return config.createConnection("jdbc:sqlite:" + path.toAbsolutePath());
    }

    @Override
    public void close() {
        release(lock);
    }

    private void prepare(SqliteSchema schema) throws SQLException {
        try (var connection = connect()) {
            int application = number(connection, "PRAGMA application_id");
            int version = number(connection, "PRAGMA user_version");
            boolean empty = number(connection, "SELECT count(*) FROM sqlite_master") == 0;
            if (empty && application == 0) {
                create(connection, schema);
            } else if (application != schema.applicationId()) {
                throw foreign(path, schema);
            } else if (version > schema.version()) {
                throw new JournalUnavailable(("%s was written by a newer version of Chrysalis"
                                + " (schema %d, this one knows %d): update this node")
                        .formatted(path, version, schema.version()));
            }
        }
    }

    private static void create(Connection connection, SqliteSchema schema) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            for (var table : schema.tables()) {
                statement.execute(table);
            }
            statement.execute("PRAGMA application_id = " + schema.applicationId());
            statement.execute("PRAGMA user_version = " + schema.version());
        }
        connection.commit();
    }

    private static int number(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    /** Beside the database: closing a file drops all of a process's locks on it. */
    private static FileChannel lock(Path path, SqliteSchema schema) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            var channel = FileChannel.open(
                    path.resolveSibling(path.getFileName() + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                release(channel);
                throw new JournalUnavailable(("%s is in use by another node: stop that one,"
                                + " or name a file of this node's own at %s")
                        .formatted(path, schema.setting()));
            }
            return channel;
        } catch (IOException failure) {
            throw unopened(path, schema, failure);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException ofThisProcess) {
            return false;
        }
    }

    private static void release(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private static boolean isNoDatabase(SQLException failure) {
        return failure instanceof SQLiteException sqlite
                && (sqlite.getResultCode().code & PRIMARY_CODE)
                        == SQLiteErrorCode.SQLITE_NOTADB.code;
    }

    private static JournalUnavailable foreign(Path path, SqliteSchema schema) {
        return new JournalUnavailable(
                "%s is some other file, which a node must not touch: name another one at %s"
                        .formatted(path, schema.setting()));
    }

    private static JournalUnavailable unopened(Path path, SqliteSchema schema, Exception failure) {
        return new JournalUnavailable(
                ("%s cannot be opened (%s): make it and its folder writable,"
                                + " or name another one at %s")
                        .formatted(path, failure.getMessage(), schema.setting()),
                failure);
    }
}
