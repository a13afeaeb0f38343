package org.chrysalis.simulator.runtime;

import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the nodes of a simulation have on disk, by persistence id; a node's ids name the node. It
 * outlives actors and actor systems: a crash loses nothing that was acknowledged.
 */
public final class SimulatedDisks {

    private final Map<String, List<PersistentRepr>> events = new HashMap<>();
    private final Map<String, Long> highest = new HashMap<>();
    private final Map<String, List<SelectedSnapshot>> snapshots = new HashMap<>();

    /** The events of {@code persistenceId} that were not deleted, in order. */
    public List<Object> events(String persistenceId) {
        return stored(persistenceId).stream().map(PersistentRepr::payload).toList();
    }

    /** Whose events are here, in alphabetical order. */
    public SortedSet<String> persistenceIds() {
        return new TreeSet<>(events.keySet());
    }

    void append(PersistentRepr event) {
        events.computeIfAbsent(event.persistenceId(), _ -> new ArrayList<>()).add(event);
        highest.merge(event.persistenceId(), event.sequenceNr(), Math::max);
    }

    List<PersistentRepr> stored(String persistenceId) {
        return events.getOrDefault(persistenceId, List.of());
    }

    /** Stays when events are deleted. */
    public long highestSequenceNumber(String persistenceId) {
        return highest.getOrDefault(persistenceId, 0L);
    }

    void deleteEvents(String persistenceId, long toSequenceNumber) {
        events.computeIfPresent(persistenceId, (_, all) -> {
            all.removeIf(event -> event.sequenceNr() <= toSequenceNumber);
            return all;
        });
    }

    /** Replaces one of the same sequence number. */
    void save(SelectedSnapshot snapshot) {
        var all = snapshots.computeIfAbsent(
                snapshot.metadata().persistenceId(), _ -> new ArrayList<>());
        all.removeIf(old -> old.metadata().sequenceNr() == snapshot.metadata().sequenceNr());
        all.add(snapshot);
    }

    Optional<SelectedSnapshot> latestSnapshot(
            String persistenceId, SnapshotSelectionCriteria criteria) {
        return snapshots.getOrDefault(persistenceId, List.of()).stream()
                .filter(snapshot -> criteria.matches(snapshot.metadata()))
                .max(Comparator.comparingLong(one -> one.metadata().sequenceNr()));
    }

    void deleteSnapshots(String persistenceId, SnapshotSelectionCriteria criteria) {
        snapshots.computeIfPresent(persistenceId, (_, all) -> {
            all.removeIf(snapshot -> criteria.matches(snapshot.metadata()));
            return all;
        });
    }
}
