package org.chrysalis.cluster.journal;

import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/**
 * A SQLite database that no other process may open as its own, and no other user may read. Commits
 * are flushed to the disk before they return: WAL with synchronous = FULL.
 */
final class SqliteFile implements AutoCloseable {

    /** For other tools that read or back up the file; milliseconds. */
    private static final int BUSY_TIMEOUT = 5_000;

    private final Path path;
    private final FileChannel lock;

    private SqliteFile(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Opens the file, or makes it and its folder.
     *
     * @throws JournalUnavailable if it is no such file, in use, or of another version
     */
    static SqliteFile open(Path path, SqliteSchema schema) {
        var lock = lock(path, schema);
        try {
            createPrivate(path);
            var file = new SqliteFile(path, lock);
            file.prepare(schema);
            return file;
        } catch (JournalUnavailable refusal) {
            release(lock);
            throw refusal;
        } catch (IOException failure) {
            release(lock);
            throw unopened(path, schema, failure);
        } catch (SQLException failure) {
            release(lock);
            throw SqliteFaults.is(failure, SQLiteErrorCode.SQLITE_NOTADB)
                    ? foreign(path, schema)
                    : unopened(path, schema, failure);
        }
    }

    Path path() {
        return path;
    }

    Connection connect() throws SQLException {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_TIMEOUT);
        return config.createConnection("jdbc:sqlite:" + path.toAbsolutePath());
    }

    @Override
    public void close() {
        release(lock);
    }

    private void prepare(SqliteSchema schema) throws SQLException {
        try (var connection = connect()) {
            int application = SqliteReads.number(connection, "PRAGMA application_id");
            boolean empty =
                    SqliteReads.number(connection, "SELECT count(*) FROM sqlite_master") == 0;
            if (empty && application == 0) {
                create(connection, schema);
            } else if (application != schema.applicationId()) {
                throw foreign(path, schema);
            } else {
                requireVersion(path, SqliteReads.number(connection, "PRAGMA user_version"), schema);
            }
        }
    }

    static void requireVersion(Path path, int version, SqliteSchema schema) {
        if (version > schema.version()) {
            throw new JournalUnavailable(path + " was written by a newer version of Chrysalis"
                    + " (schema " + version + ", this one knows " + schema.version()
                    + "): update this node");
        }
        if (version < schema.version()) {
            throw new JournalUnavailable(path + " was written by an older version of Chrysalis"
                    + " (schema " + version + ", this one writes " + schema.version()
                    + ") and says who owes what: keep it and what lies beside it, and run the"
                    + " release that wrote it");
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

    /** SQLite gives its -wal and -shm files the rights of the file itself. */
    private static void createPrivate(Path path) throws IOException {
        try {
            Files.createFile(path, OwnerOnly.FILE);
        } catch (FileAlreadyExistsException there) {
            // its rights are whatever its owner gave it
        }
    }

    /** Beside the database: closing a file drops all of a process's locks on it. */
    private static FileChannel lock(Path path, SqliteSchema schema) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent(), OwnerOnly.FOLDER);
            var channel = FileChannel.open(
                    path.resolveSibling(path.getFileName() + ".lock"),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    OwnerOnly.FILE);
            if (!isLocked(channel)) {
                release(channel);
                throw new JournalUnavailable(path + " is in use by another node: stop that one,"
                        + " or name a file of this node's own at " + schema.setting());
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

    private static JournalUnavailable foreign(Path path, SqliteSchema schema) {
        return new JournalUnavailable(path + " is some other file, which a node must not touch:"
                + " name another one at " + schema.setting());
    }

    private static JournalUnavailable unopened(Path path, SqliteSchema schema, Exception failure) {
        return new JournalUnavailable(
                path + " cannot be opened (" + failure.getMessage() + "): make it and its folder"
                        + " writable, or name another one at " + schema.setting(),
                failure);
    }
}
