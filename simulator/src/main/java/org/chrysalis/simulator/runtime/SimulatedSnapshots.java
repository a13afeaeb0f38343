package org.chrysalis.simulator.runtime;

import com.typesafe.config.Config;

import org.apache.pekko.dispatch.Futures;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.snapshot.japi.SnapshotStore;

import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;

import java.util.Optional;

/** Pekko Persistence's snapshot store on {@link SimulatedDisks}. */
public final class SimulatedSnapshots extends SnapshotStore {

    private final SimulatedDisks disks =
            SimulatedWorld.of(context().system().settings()).disks();

    /** Called by Pekko. */
    public SimulatedSnapshots(Config config) {}

    @Override
    public Future<Optional<SelectedSnapshot>> doLoadAsync(
            String persistenceId, SnapshotSelectionCriteria criteria) {
        return Futures.successful(disks.latestSnapshot(persistenceId, criteria));
    }

    @Override
    public Future<Void> doSaveAsync(SnapshotMetadata metadata, Object state) {
        return FutureConverters.asScala(disks.save(SelectedSnapshot.create(metadata, state)));
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
        return FutureConverters.asScala(disks.deleteSnapshots(persistenceId, criteria));
    }
}
