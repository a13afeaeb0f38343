package org.chrysalis.cluster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.chrysalis.ton.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionException;

/** A disk that is full, as SQLite's own bound on a file's pages makes one. */
class FullDiskTest {

    private static final Bytes LARGE = Bytes.of(new byte[100_000]);
    private static final Bytes SMALL = Bytes.ofHex("00");

    @TempDir
    private Path folder;

    private Path path;
    private SqliteEventStore store;

    @BeforeEach
    void open() throws IOException {
        path = folder.resolve("journal.db");
        store = SqliteEventStore.open(path);
        store.append(List.of(event("a", 1, SMALL)));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static EventRow event(String id, long number, Bytes payload) {
        return new EventRow(id, number, "w", 0, "", 1, "", payload);
    }

    /** Of 4 KiB each; SQLite takes no fewer than there are. */
    private void bound(int pages) throws SQLException {
        try (var statement = store.writing().createStatement()) {
            statement.execute("PRAGMA max_page_count = " + pages);
        }
    }

    @Test
    void anAppendThatFindsNoSpaceFailsAndTheNextWorksOnceThereIsSome() throws Exception {
        bound(1);
        var failure = assertThrows(
                IOException.class,
                () -> store.append(List.of(event("b", 1, SMALL), event("a", 2, LARGE))));
        assertEquals(
                path + " cannot grow, since its disk is full: free space there, and start the node"
                        + " again",
                failure.getMessage());
        assertEquals(0, store.highestSequenceNumber("b"));
        bound(1_000_000);
        store.append(List.of(event("a", 2, LARGE)));
        store.append(List.of(event("a", 3, SMALL)));
        store.requireWhole("a", 0);
        assertEquals(3, store.highestSequenceNumber("a"));
    }

    @Test
    void ofAGroupOnlyWhatFindsNoSpaceFails() throws Exception {
        var committer = new GroupCommitter(store, Runnable::run, 10);
        bound(1);
        var large = committer.commit(List.of(event("b", 1, LARGE)));
        assertThrows(CompletionException.class, large::join);
        committer.commit(List.of(event("a", 2, SMALL))).join();
        assertEquals(2, store.highestSequenceNumber("a"));
    }

    @Test
    void aSnapshotThatFindsNoSpaceFailsAndTheNextWorksOnceThereIsSome() throws Exception {
        var snapshot = new SnapshotRow("a", 1, 0, 1, "", LARGE);
        bound(1);
        assertThrows(IOException.class, () -> store.snapshots().save(snapshot));
        store.append(List.of(event("a", 2, SMALL)));
        bound(1_000_000);
        store.snapshots().save(snapshot);
        store.delete("a", 1);
        store.requireWhole("a", 1);
        assertTrue(store.snapshots()
                .latest("a", SnapshotSelectionCriteria.latest())
                .isPresent());
    }
}
