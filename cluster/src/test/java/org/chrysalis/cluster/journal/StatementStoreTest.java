package org.chrysalis.cluster.journal;

import static org.chrysalis.cluster.journal.JournalHarness.event;
import static org.chrysalis.cluster.journal.JournalHarness.text;
import static org.chrysalis.cluster.journal.JournalHarness.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.apache.pekko.persistence.JournalProtocol;
import org.chrysalis.ton.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

class StatementStoreTest {

    @TempDir
    private Path folder;

    private static Bytes subject(int first) {
        var bytes = new byte[32];
        bytes[0] = (byte) first;
        return Bytes.of(bytes);
    }

    private static StatementRow statement(int subject, long seq) {
        return new StatementRow(subject(subject), seq, Bytes.ofUtf8("statement " + seq));
    }

    private static EventRow bearing(String id, long number, StatementRow... statements) {
        return new EventRow(id, number, "w", 0, "", 1, "", Bytes.ofHex("00"), List.of(statements));
    }

    private SqliteEventStore open() {
        return SqliteEventStore.open(JournalSetup.file(folder));
    }

    @Test
    void statementsAreFoundByTheirSubjectsAndInTheirOrder() throws IOException {
        try (var store = open()) {
            store.append(List.of(
                    bearing("a", 1, statement(9, 1)),
                    bearing("a", 2),
                    bearing("a", 3, statement(7, 2), statement(8, 3)),
                    bearing("b", 1, statement(7, 1))));
            assertEquals(
                    List.of(statement(9, 1), statement(8, 3)),
                    store.about("a", List.of(subject(8), subject(1), subject(9), subject(8))));
            assertEquals(List.of(statement(7, 1)), store.above("b", 0, 10));
            assertEquals(List.of(statement(7, 2)), store.above("a", 1, 1));
            assertEquals(List.of(), store.above("a", 3, 10));
            assertEquals(List.of(), store.about("a", List.of()));
        }
    }

    @Test
    void theFirstOfASubjectIsKept() throws IOException {
        try (var store = open()) {
            store.append(List.of(bearing("a", 1, statement(7, 1))));
            store.append(List.of(bearing("a", 2, statement(7, 2), statement(8, 3))));
            assertEquals(List.of(statement(7, 1), statement(8, 3)), store.above("a", 0, 10));
        }
    }

    @Test
    void aStatementIsStoredWithItsEventOrNotAtAll() throws IOException {
        try (var store = open()) {
            assertThrows(
                    IOException.class,
                    () -> store.append(List.of(bearing("a", 1, statement(7, 1)), bearing("b", 2))));
            assertEquals(List.of(), store.above("a", 0, 10));
            store.append(List.of(bearing("a", 1)));
            assertEquals(List.of(), store.above("a", 0, 10), "nothing is left of the first try");
        }
    }

    @Test
    void statementsOutliveTheirEvents() throws IOException {
        try (var store = open()) {
            store.append(List.of(bearing("a", 1, statement(7, 1))));
            store.snapshots().save(new SnapshotRow("a", 1, 0, 1, "", Bytes.EMPTY));
            store.delete("a", 1);
        }
        try (var store = open()) {
            assertEquals(List.of(statement(7, 1)), store.about("a", List.of(subject(7))));
        }
    }

    @Test
    void theJournalStoresWhatAnEventBears() {
        var setup = JournalSetup.standard()
                .withStatements(event ->
                        List.of(statement(7, ((TestEvent.Text) event).text().length())));
        try (var harness = new JournalHarness(JournalHarness.config(folder), setup)) {
            harness.send(write(event("a", 1, text(1))));
            harness.expectSuccess();
            harness.expect(JournalProtocol.WriteMessageSuccess.class);
            var journal = JournalAccess.of(harness.system);
            var expected = List.of(statement(7, 3));
            assertEquals(
                    expected,
                    journal.about("a", List.of(subject(7)))
                            .toCompletableFuture()
                            .join());
            assertEquals(
                    expected, journal.above("a", 0, 5).toCompletableFuture().join());
        }
    }

    @Test
    void aSubjectHasThirtyTwoBytes() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new StatementRow(Bytes.ofHex("00"), 1, Bytes.EMPTY));
    }
}
