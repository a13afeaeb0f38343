package org.chrysalis.cluster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;

import org.apache.pekko.persistence.JournalProtocol;
import org.apache.pekko.persistence.Persistence;
import org.apache.pekko.persistence.SnapshotProtocol;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import scala.jdk.javaapi.OptionConverters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** A journal that somebody or something changed between two lives of a node. */
class JournalDamageTest {

    private static final String REMEDY = "; stop the node, keep this file as it is, and put in its"
            + " place the newest copy by chrysalis books backup that chrysalis books verify finds"
            + " whole";

    @TempDir
    private Path folder;

    /** Of events 1 to 5, a snapshot stands for the first 3, and the first 2 are deleted. */
    @BeforeEach
    void live() {
        try (var before = new JournalHarness(folder)) {
            before.writeFive("account");
            before.save("account", 3);
            before.delete("account", 2);
            before.writeFive("other");
        }
    }

    private void edit(String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection("jdbc:sqlite:" + JournalSetup.file(folder));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** As a persistent actor does: the newest snapshot, then the events after it. */
    private static void askToRecover(JournalHarness harness, String id) {
        Persistence.get(harness.system)
                .snapshotStoreFor("", ConfigFactory.empty())
                .tell(
                        new SnapshotProtocol.LoadSnapshot(
                                id, SnapshotSelectionCriteria.latest(), Long.MAX_VALUE),
                        harness.probe.getRef());
        var snapshot = OptionConverters.toJava(
                harness.expect(SnapshotProtocol.LoadSnapshotResult.class).snapshot());
        long from = snapshot.map(one -> one.metadata().sequenceNr()).orElse(0L) + 1;
        harness.askForReplay(id, from, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    private static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }

    @Test
    void anUntouchedJournalIsWhole() {
        try (var after = new JournalHarness(folder)) {
            askToRecover(after, "account");
            var replayed = after.replayed();
            assertEquals(List.of(4L, 5L), replayed.numbers());
            assertEquals(5, replayed.highest());
            assertTrue(JournalAccess.of(after.system).fault().isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            DELETE FROM event WHERE persistence_id = 'account' AND sequence_number = 4 \
                    | has lost event 4; its events end at 5
            DELETE FROM event WHERE persistence_id = 'account' AND sequence_number = 5 \
                    | has lost event 5; its events end at 5
            DELETE FROM event WHERE persistence_id = 'account' \
                    | has lost event 4; its events end at 5
            DELETE FROM event \
                    | has lost event 4; its events end at 5
            DELETE FROM snapshot \
                    | has lost the snapshot that stands for its events up to 2
            UPDATE snapshot SET sequence_number = 1 \
                    | has lost the snapshot that stands for its events up to 2
            UPDATE snapshot SET sequence_number = 9 \
                    | has a snapshot of event 9, but its events end at 5
            DELETE FROM account WHERE persistence_id = 'account' \
                    | has a snapshot of event 3, but its events end at 0
            UPDATE account SET highest = 4 WHERE persistence_id = 'account' \
                    | has event 5, but its events end at 4
            """)
    void anAccountWhosePastIsDamagedDoesNotStart(String change, String sentence)
            throws SQLException {
        edit(change);
        try (var after = new JournalHarness(folder)) {
            askToRecover(after, "account");
            var failed = after.expect(JournalProtocol.ReplayMessagesFailure.class);
            var damage = assertInstanceOf(JournalDamaged.class, root(failed.cause()));
            var file = JournalSetup.file(folder);
            assertEquals(
                    file + " is damaged: account account " + sentence + REMEDY,
                    damage.getMessage());
            assertEquals(damage, JournalAccess.of(after.system).fault().orElseThrow());
        }
    }

    @Test
    void anAccountWithoutSnapshotMissesItsFirstEvent() throws SQLException {
        edit("DELETE FROM event WHERE persistence_id = 'other' AND sequence_number = 1");
        try (var after = new JournalHarness(folder)) {
            askToRecover(after, "other");
            var failed = after.expect(JournalProtocol.ReplayMessagesFailure.class);
            assertTrue(root(failed.cause()).getMessage().contains("other has lost event 1"));
            askToRecover(after, "account");
            assertEquals(List.of(4L, 5L), after.replayed().numbers(), "one is damaged alone");
        }
    }

    @Test
    void aPayloadThatIsNoEventIsNamed() throws SQLException {
        edit("UPDATE event SET manifest = 'Strange' WHERE sequence_number = 5");
        try (var after = new JournalHarness(folder)) {
            askToRecover(after, "account");
            after.expect(JournalProtocol.ReplayedMessage.class);
            after.expect(JournalProtocol.ReplayMessagesFailure.class);
            assertEquals(
                    JournalSetup.file(folder)
                            + " has event 5 of account account, which this node cannot read:"
                            + " Strange",
                    JournalAccess.of(after.system).fault().orElseThrow().getMessage());
        }
    }

    @Test
    void aFileWithTornPagesIsDamaged() throws IOException {
        var file = JournalSetup.file(folder);
        try (var store = SqliteEventStore.open(file)) {
            var bytes = Files.readAllBytes(file);
            Arrays.fill(bytes, 4096, bytes.length, (byte) 7);
            Files.write(file, bytes);
            var damage = assertThrows(JournalDamaged.class, () -> store.requireWhole("account", 3));
            assertTrue(damage.getMessage().startsWith(file + " is damaged: "));
        }
    }

    @Test
    void eventsAreDeletedOnlyUpToASnapshot() throws IOException {
        try (var store = SqliteEventStore.open(JournalSetup.file(folder))) {
            var refusal = assertThrows(IOException.class, () -> store.delete("account", 4));
            assertEquals(
                    "journal: the events of account up to 4 are kept, since its newest snapshot is"
                            + " of event 3",
                    refusal.getMessage());
            store.requireWhole("account", 3);
            store.delete("account", 3);
            store.requireWhole("account", 3);
        }
    }

    @Test
    void aSnapshotThatStandsForDeletedEventsIsKept() throws IOException {
        try (var store = SqliteEventStore.open(JournalSetup.file(folder))) {
            assertThrows(IOException.class, () -> store.snapshots()
                    .delete("account", SnapshotSelectionCriteria.latest()));
            assertTrue(store.snapshots()
                    .latest("account", SnapshotSelectionCriteria.latest())
                    .isPresent());
        }
    }
}
