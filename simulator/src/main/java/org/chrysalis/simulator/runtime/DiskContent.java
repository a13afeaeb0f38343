package org.chrysalis.simulator.runtime;

import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The fold of a disk's writes, by persistence id. */
final class DiskContent {

    private final TreeMap<String, List<PersistentRepr>> events = new TreeMap<>();
    private final TreeMap<String, Long> highest = new TreeMap<>();
    private final TreeMap<String, List<SelectedSnapshot>> snapshots = new TreeMap<>();
    private final TreeMap<String, List<Object>> kept = new TreeMap<>();

    void apply(Write write) {
        var id = write.persistenceId();
        switch (write) {
            case Write.Append append -> append(append);
            case Write.DeleteEvents delete ->
                events.getOrDefault(id, new ArrayList<>())
                        .removeIf(event -> event.sequenceNr() <= delete.toSequenceNumber());
            case Write.Save save -> save(id, save.snapshot());
            case Write.DeleteSnapshots delete ->
                snapshots.getOrDefault(id, new ArrayList<>()).removeIf(one -> delete.criteria()
                        .matches(one.metadata()));
        }
    }

    private void append(Write.Append append) {
        var id = append.persistenceId();
        events.computeIfAbsent(id, _ -> new ArrayList<>()).addAll(append.events());
        append.events().forEach(event -> highest.merge(id, event.sequenceNr(), Math::max));
        if (!append.kept().isEmpty()) {
            kept.computeIfAbsent(id, _ -> new ArrayList<>()).addAll(append.kept());
        }
    }

    private void save(String id, SelectedSnapshot snapshot) {
        var all = snapshots.computeIfAbsent(id, _ -> new ArrayList<>());
        all.removeIf(old -> old.metadata().sequenceNr() == snapshot.metadata().sequenceNr());
        all.add(snapshot);
    }

    Set<String> persistenceIds() {
        return events.keySet();
    }

    List<PersistentRepr> events(String id) {
        return events.getOrDefault(id, List.of());
    }

    long highestSequenceNumber(String id) {
        return highest.getOrDefault(id, 0L);
    }

    List<Object> kept(String id) {
        return kept.getOrDefault(id, List.of());
    }

    Optional<SelectedSnapshot> latestSnapshot(String id, SnapshotSelectionCriteria criteria) {
        return snapshots.getOrDefault(id, List.of()).stream()
                .filter(snapshot -> criteria.matches(snapshot.metadata()))
                .max(Comparator.comparingLong(one -> one.metadata().sequenceNr()));
    }
}
