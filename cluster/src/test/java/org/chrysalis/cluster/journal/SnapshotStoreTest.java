package org.chrysalis.cluster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.typesafe.config.ConfigFactory;

import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.persistence.DeleteSnapshotSuccess;
import org.apache.pekko.persistence.DeleteSnapshotsSuccess;
import org.apache.pekko.persistence.Persistence;
import org.apache.pekko.persistence.SaveSnapshotSuccess;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotProtocol;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.chrysalis.ton.Bytes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import scala.jdk.javaapi.OptionConverters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Snapshots 11 to 15 of a new id, taken at 1100 to 1500 ms. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnapshotStoreTest {

    private static final long ANY = Long.MAX_VALUE;

    private JournalHarness harness;
    private SqliteSnapshots snapshots;
    private ActorRef store;
    private String id = "";

    @BeforeAll
    void start(@TempDir Path folder) {
        var journal = SqliteEventStore.open(JournalSetup.file(folder));
        snapshots = journal.snapshots();
        var standard = JournalSetup.standard();
        var setup =
                new JournalSetup(_ -> journal, standard.writer, standard.reader, standard.clock);
        harness = new JournalHarness(JournalHarness.config(folder), setup);
        store = Persistence.get(harness.system).snapshotStoreFor("", ConfigFactory.empty());
    }

    @AfterAll
    void stop() {
        harness.close();
    }

    /** In the file itself, for Pekko stamps what it saves with the time of day. */
    @BeforeEach
    void takeFiveOfANewId(TestInfo test) throws IOException {
        id = test.getDisplayName();
        for (long number = 11; number <= 15; number++) {
            snapshots.save(new SnapshotRow(
                    id,
                    number,
                    number * 100,
                    TestSerializer.ID,
                    "Text",
                    Bytes.ofUtf8("s-" + number)));
        }
    }

    private SnapshotMetadata save(long number, TestEvent state) {
        tell(new SnapshotProtocol.SaveSnapshot(new SnapshotMetadata(id, number, 0), state));
        return harness.expect(SaveSnapshotSuccess.class).metadata();
    }

    private void tell(Object message) {
        store.tell(message, harness.probe.getRef());
    }

    private Optional<SelectedSnapshot> load(
            String of, SnapshotSelectionCriteria criteria, long to) {
        tell(new SnapshotProtocol.LoadSnapshot(of, criteria, to));
        return OptionConverters.toJava(
                harness.expect(SnapshotProtocol.LoadSnapshotResult.class).snapshot());
    }

    /** Number of the snapshot found; 0 if none is. */
    private long found(SnapshotSelectionCriteria criteria, long to) {
        return load(id, criteria, to)
                .map(snapshot -> snapshot.metadata().sequenceNr())
                .orElse(0L);
    }

    private void delete(SnapshotSelectionCriteria criteria) {
        tell(new SnapshotProtocol.DeleteSnapshots(id, criteria));
        harness.expect(DeleteSnapshotsSuccess.class);
    }

    private static SnapshotSelectionCriteria upTo(long number, long time) {
        return SnapshotSelectionCriteria.create(number, time);
    }

    @Test
    void anUnknownIdHasNone() {
        assertEquals(Optional.empty(), load("nobody", SnapshotSelectionCriteria.latest(), ANY));
    }

    @Test
    void noneIsFoundBeforeTheFirstTime() {
        assertEquals(0, found(upTo(ANY, 1099), ANY));
    }

    @Test
    void noneIsFoundBelowTheFirstNumber() {
        assertEquals(0, found(upTo(10, ANY), ANY));
        assertEquals(0, found(SnapshotSelectionCriteria.latest(), 10));
    }

    @Test
    void theLatestIsFoundAsItWasTaken() {
        var latest = load(id, SnapshotSelectionCriteria.latest(), ANY).orElseThrow();
        assertEquals(new SnapshotMetadata(id, 15, 1500), latest.metadata());
        assertEquals(new TestEvent.Text("s-15"), latest.snapshot());
    }

    @Test
    void theLatestUpToANumberIsFound() {
        assertEquals(13, found(upTo(13, ANY), ANY));
        assertEquals(13, found(SnapshotSelectionCriteria.latest(), 13));
    }

    @Test
    void theLatestUpToANumberAndATimeIsFound() {
        assertEquals(13, found(upTo(13, 1300), ANY));
        assertEquals(13, found(upTo(ANY, 1300), 13));
        assertEquals(12, found(upTo(13, 1299), ANY));
    }

    @Test
    void oneCanBeDeletedByItsNumber() {
        tell(new SnapshotProtocol.DeleteSnapshot(new SnapshotMetadata(id, 13, 0)));
        harness.expect(DeleteSnapshotSuccess.class);
        assertEquals(12, found(upTo(13, ANY), ANY));
        assertEquals(15, found(SnapshotSelectionCriteria.latest(), ANY));
    }

    @Test
    void allUpToANumberAndATimeCanBeDeleted() {
        delete(upTo(13, 1300));
        assertEquals(0, found(upTo(13, 1300), ANY));
        assertEquals(15, found(SnapshotSelectionCriteria.latest(), ANY));
        assertEquals(14, found(upTo(14, ANY), ANY));
    }

    @Test
    void oneOfALaterTimeIsNotDeleted() {
        delete(upTo(14, 1399));
        assertEquals(14, found(upTo(14, 1400), ANY));
        assertEquals(0, found(upTo(13, ANY), ANY));
    }

    @Test
    void oneOfTheSameNumberIsOverwritten() {
        var saved = save(15, new TestEvent.Text("again"));
        var latest = load(id, SnapshotSelectionCriteria.latest(), ANY).orElseThrow();
        assertEquals(new TestEvent.Text("again"), latest.snapshot());
        assertEquals(saved, latest.metadata());
    }

    @Test
    void tenThousandBytesComeBackEqual() {
        var large = new TestEvent.Text("x".repeat(10_000));
        save(100, large);
        assertEquals(
                large,
                load(id, SnapshotSelectionCriteria.latest(), ANY).orElseThrow().snapshot());
    }

    @Test
    void whatTheSerializerReadsWithTransportInformationComesBackEqual() {
        save(100, new TestEvent.Reference(harness.probe.getRef()));
        var latest = load(id, SnapshotSelectionCriteria.latest(), ANY).orElseThrow();
        assertEquals(
                harness.probe.getRef(),
                assertInstanceOf(TestEvent.Reference.class, latest.snapshot()).actor());
    }
}
