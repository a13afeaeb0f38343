package org.chrysalis.cluster.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * The one connection that writes. Begins and ends its transactions itself: when a disk is full,
 * SQLite may roll back on its own, which JDBC's transactions do not notice.
 */
final class SqliteWriter implements AutoCloseable {

    private final Path path;
    private final Connection connection;

    SqliteWriter(SqliteFile file) throws SQLException {
        this.path = file.path();
        this.connection = file.connect();
    }

    /** What is done in one transaction. */
    interface Work<T> {
        T run() throws SQLException, IOException;
    }

    PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    Connection connection() {
        return connection;
    }

    Path path() {
        return path;
    }

    /** All of {@code work} is durable when this returns; nothing of it if it fails, whatever by. */
    synchronized <T> T transact(Work<T> work) throws IOException {
        try {
            execute("BEGIN IMMEDIATE");
            var result = work.run();
            execute("COMMIT");
            return result;
        } catch (SQLException failure) {
            undo(failure);
            throw SqliteFaults.of(path, failure);
        } catch (IOException | RuntimeException | Error failure) {
            undo(failure);
            throw failure;
        }
    }

    synchronized <T> T read(Work<T> work) throws IOException {
        try {
            return work.run();
        } catch (SQLException failure) {
            throw SqliteFaults.of(path, failure);
        }
    }

    private void undo(Throwable failure) {
        try {
            execute("ROLLBACK");
        } catch (SQLException second) {
            failure.addSuppressed(second); // SQLite has rolled back by itself
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
