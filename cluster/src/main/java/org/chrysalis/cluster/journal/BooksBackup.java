package org.chrysalis.cluster.journal;

import org.chrysalis.model.Progress;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;

/** Copies a journal while its node runs, as it is at one moment. */
public final class BooksBackup {

    /** Pages in one step, between which others may write. */
    private static final int STEP = 256;

    /** Milliseconds to the next try, and how many, if the file is locked. */
    private static final int NAP = 50;

    private static final int NAPS = 100;

    private BooksBackup() {}

    /**
     * Makes {@code to}, whole and on the disk, or nothing.
     *
     * @throws JournalDamaged if what was to be copied is not whole
     * @throws IOException if {@code to} is there already, or cannot be written
     */
    public static void write(Path from, Path to, Progress progress) throws IOException {
        if (Files.exists(to)) {
            throw new IOException(
                    to + " is there already: name another file, for a copy never replaces one");
        }
        var folder = to.toAbsolutePath().getParent();
        Files.createDirectories(folder, OwnerOnly.FOLDER);
        var part = Files.createTempFile(folder, to.getFileName() + "-", ".part", OwnerOnly.FILE);
        try {
            copy(from, part, progress);
            settle(part);
            check(part, from);
            flush(part, StandardOpenOption.WRITE);
            Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
            flush(folder, StandardOpenOption.READ);
        } catch (SQLException failure) {
            throw SqliteFaults.of(from, failure);
        } finally {
            progress.end();
            Files.deleteIfExists(part);
        }
    }

    /** Reads in one transaction: else each write of the node would begin the copy anew. */
    private static void copy(Path from, Path part, Progress progress)
            throws IOException, SQLException {
        try (var books = BooksFile.open(from)) {
            long page = SqliteReads.number(books.connection(), "PRAGMA page_size");
            var database = books.connection().unwrap(SQLiteConnection.class).getDatabase();
            int code = database.backup(
                    "main",
                    part.toAbsolutePath().toString(),
                    (left, all) -> progress.at("copying", page * (all - left), page * all),
                    NAP,
                    NAPS,
                    STEP);
            if (code != 0) {
                throw new IOException(from + " could not be copied (SQLite's code " + code
                        + "): free space for the copy, and try again");
            }
        }
    }

    /** One file, without any beside it: a node that opens it changes it back. */
    private static void settle(Path part) throws SQLException {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.DELETE);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        try (var connection = config.createConnection("jdbc:sqlite:" + part.toAbsolutePath())) {
            SqliteReads.number(connection, "PRAGMA user_version");
        }
    }

    private static void check(Path part, Path shown) throws IOException {
        try (var copy = BooksFile.open(part, shown)) {
            for (var fault : copy.faults()) {
                throw JournalDamaged.of(shown, fault);
            }
            for (var account : copy.accounts()) {
                copy.requireWhole(account);
            }
        }
    }

    private static void flush(Path path, StandardOpenOption how) throws IOException {
        try (var channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }
}
