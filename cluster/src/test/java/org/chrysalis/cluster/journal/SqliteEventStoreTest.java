package org.chrysalis.cluster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.chrysalis.ton.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

class SqliteEventStoreTest {

    @TempDir
    private Path folder;

    private Path path() {
        return folder.resolve("journal.db");
    }

    private static EventRow row(String id, long number) {
        return new EventRow(id, number, "w", 9, "adapter", 7, "type", Bytes.ofHex("00ff"));
    }

    private String refusal() {
        var refusal = assertThrows(JournalUnavailable.class, () -> SqliteEventStore.open(path()));
        return refusal.getMessage().replace(path().toString(), "FILE");
    }

    private void execute(String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + path());
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private String pragma(SqliteFile file, String name) throws SQLException {
        try (var connection = file.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("PRAGMA " + name)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void rowsComeBackEqual() throws IOException {
        try (var store = SqliteEventStore.open(path())) {
            store.append(List.of(row("a", 1), row("b", 1), row("a", 2)));
        }
        try (var store = SqliteEventStore.open(path())) {
            var rows = new ArrayList<EventRow>();
            store.replay("a", 0, Long.MAX_VALUE, Long.MAX_VALUE, rows::add);
            assertEquals(List.of(row("a", 1), row("a", 2)), rows);
        }
    }

    @Test
    void everyCommitIsFlushedToTheDisk() throws SQLException {
        try (var file = SqliteFile.open(path(), SqliteSchema.JOURNAL)) {
            assertEquals("wal", pragma(file, "journal_mode"));
            assertEquals("2", pragma(file, "synchronous"), "2 is FULL");
        }
    }

    @Test
    void aFailedAppendStoresNothingAndTheNextWorks() throws IOException {
        try (var store = SqliteEventStore.open(path())) {
            store.append(List.of(row("a", 1)));
            assertThrows(IOException.class, () -> store.append(List.of(row("b", 1), row("a", 1))));
            assertEquals(0, store.highestSequenceNumber("b"));
            store.append(List.of(row("b", 1)));
            assertEquals(1, store.highestSequenceNumber("b"));
        }
    }

    @Test
    void anotherToolMayReadWhileTheNodeRuns() throws IOException, SQLException {
        try (var store = SqliteEventStore.open(path())) {
            store.append(List.of(row("a", 1)));
            execute("SELECT count(*) FROM event");
            store.append(List.of(row("a", 2)));
            assertEquals(2, store.highestSequenceNumber("a"));
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedAndKept() throws IOException {
        var text = "Dear diary, ".repeat(100);
        Files.writeString(path(), text);
        assertEquals(
                "FILE is some other file, which a node must not touch:"
                        + " name another one at chrysalis.journal.path",
                refusal());
        assertEquals(text, Files.readString(path()));
    }

    @Test
    void anotherDatabaseIsRefused() throws SQLException {
        execute("CREATE TABLE diary (day TEXT)");
        assertEquals(
                "FILE is some other file, which a node must not touch:"
                        + " name another one at chrysalis.journal.path",
                refusal());
    }

    @Test
    void aNewerSchemaIsRefused() throws SQLException {
        SqliteEventStore.open(path()).close();
        execute("PRAGMA user_version = 3");
        assertEquals(
                "FILE was written by a newer version of Chrysalis"
                        + " (schema 3, this one knows 2): update this node",
                refusal());
    }

    @Test
    void anOlderSchemaIsRefusedAndKept() throws SQLException {
        execute(
                "CREATE TABLE event (persistence_id TEXT)",
                "INSERT INTO event VALUES ('account')",
                "PRAGMA application_id = 1128811057",
                "PRAGMA user_version = 1");
        assertEquals(
                "FILE was written by an older version of Chrysalis (schema 1, this one writes 2)"
                        + " and says who owes what: keep it and what lies beside it, and run the"
                        + " release that wrote it",
                refusal());
        execute("SELECT persistence_id FROM event");
    }

    @Test
    void theFileAndAllBesideItAreItsOwnersAlone() throws IOException {
        var inside = folder.resolve("made").resolve("journal.db");
        try (var store = SqliteEventStore.open(inside)) {
            store.append(List.of(row("a", 1)));
            try (var files = Files.walk(inside.getParent())) {
                var rights = new TreeMap<String, String>();
                for (var file : files.toList()) {
                    rights.put(
                            "" + file.getFileName(),
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
                }
                assertEquals(
                        "{journal.db=rw-------, journal.db-shm=rw-------,"
                                + " journal.db-wal=rw-------, journal.db.lock=rw-------,"
                                + " made=rwx------}",
                        rights.toString());
            }
        }
    }

    @Test
    void aFileInUseIsRefusedUntilItIsClosed() {
        try (var _ = SqliteEventStore.open(path())) {
            assertEquals(
                    "FILE is in use by another node: stop that one,"
                            + " or name a file of this node's own at chrysalis.journal.path",
                    refusal());
        }
        SqliteEventStore.open(path()).close();
    }

    @Test
    void aPathThatCannotBeOpenedIsNamedWithItsCause() throws IOException {
        Files.createDirectory(path());
        assertEquals(
                "FILE cannot be opened", refusal().substring(0, "FILE cannot be opened".length()));
    }
}
