package org.chrysalis.cluster.journal;

import static scala.jdk.javaapi.FutureConverters.asScala;

import com.typesafe.config.Config;

import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.snapshot.japi.SnapshotStore;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializers;
import org.chrysalis.ton.Bytes;

import scala.concurrent.Future;

import java.util.Optional;

/** Pekko Persistence's snapshot store in the journal's file, written by the journal's thread. */
public final class SqliteSnapshotStore extends SnapshotStore {

    private final Serialization serialization =
            SerializationExtension.get(context().system());
    private final JournalAccess journal = JournalAccess.of(context().system());

    /** Called by Pekko with what is configured at the plugin's id. */
    public SqliteSnapshotStore(Config config) {}

    @Override
    public Future<Optional<SelectedSnapshot>> doLoadAsync(
            String persistenceId, SnapshotSelectionCriteria criteria) {
        return asScala(journal.vital(journal.write(() ->
                journal.store.snapshots().latest(persistenceId, criteria).map(this::snapshot))));
    }

    /** Serializes on the caller: the state may refer to actors of this system. */
    @Override
    public Future<Void> doSaveAsync(SnapshotMetadata metadata, Object state) {
        var row = row(metadata, state);
        return asScala(journal.write(() -> {
            journal.store.snapshots().save(row);
            return null;
        }));
    }

    @Override
    public Future<Void> doDeleteAsync(SnapshotMetadata metadata) {
        long number = metadata.sequenceNr();
        return doDeleteAsync(
                metadata.persistenceId(),
                SnapshotSelectionCriteria.create(number, Long.MAX_VALUE, number, 0));
    }

    @Override
    public Future<Void> doDeleteAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
        return asScala(journal.write(() -> {
            journal.store.snapshots().delete(persistenceId, criteria);
            return null;
        }));
    }

    private SnapshotRow row(SnapshotMetadata metadata, Object state) {
        var bytes = serialization.serialize(state).get();
        var serializer = serialization.findSerializerFor(state);
        return new SnapshotRow(
                metadata.persistenceId(),
                metadata.sequenceNr(),
                metadata.timestamp(),
                serializer.identifier(),
                Serializers.manifestFor(serializer, state),
                Bytes.of(bytes));
    }

    private SelectedSnapshot snapshot(SnapshotRow row) {
        var state = serialization
                .deserialize(row.payload().toArray(), row.serializer(), row.manifest())
                .get();
        return SelectedSnapshot.create(
                new SnapshotMetadata(row.persistenceId(), row.sequenceNumber(), row.takenAt()),
                state);
    }
}
