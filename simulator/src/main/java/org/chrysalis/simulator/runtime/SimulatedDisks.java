package org.chrysalis.simulator.runtime;

import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.journal.Tagged;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What the nodes of a simulation have on disk. It outlives actors and actor systems. A write takes
 * a flush and is durable when it is acknowledged; a crash loses what was not, or not all of it.
 *
 * <p>Whose disk a persistence id is on is the scenario's to say ({@link #ownedBy}); until it does,
 * each id is on a disk of its own.
 */
public final class SimulatedDisks {

    private final SimulatedWorld world;
    private final Map<String, Disk> disks = new TreeMap<>();
    private final List<Write.Logged> log = new ArrayList<>();
    private Function<String, String> ownerOf = id -> id;
    private Function<Object, List<?>> kept = _ -> List.of();

    SimulatedDisks(SimulatedWorld world) {
        this.world = world;
    }

    /** @param owner the node of a persistence id; set before anything is written */
    public void ownedBy(Function<String, String> owner) {
        if (!log.isEmpty()) {
            throw new IllegalStateException("the disks have owners already");
        }
        ownerOf = owner;
    }

    /**
     * Indexes what events bear, for example statements: {@link #kept} finds it by persistence id,
     * also when the event was deleted, and it is rolled back with its disk. Set before anything is
     * written.
     *
     * @param index what an event bears, in order; none for most
     */
    public void keep(Function<Object, List<?>> index) {
        kept = index;
    }

    /** The events of {@code persistenceId} that were not deleted, in order. */
    public List<Object> events(String persistenceId) {
        return stored(persistenceId).stream().map(PersistentRepr::payload).toList();
    }

    /** What the standing writes of {@code persistenceId} bear (see {@link #keep}). */
    public List<Object> kept(String persistenceId) {
        return List.copyOf(content(persistenceId).kept(persistenceId));
    }

    /** Whose events are here, in alphabetical order. */
    public SortedSet<String> persistenceIds() {
        var ids = new TreeSet<String>();
        disks.values().forEach(disk -> ids.addAll(disk.content().persistenceIds()));
        return ids;
    }

    /** The same of one disk. */
    public SortedSet<String> persistenceIds(String owner) {
        return new TreeSet<>(disk(owner).content().persistenceIds());
    }

    /** Stays when events are deleted. */
    public long highestSequenceNumber(String persistenceId) {
        return content(persistenceId).highestSequenceNumber(persistenceId);
    }

    /** Every write that ever became durable, of all nodes, in that order. */
    public List<Write.Logged> log() {
        return List.copyOf(log);
    }

    /** The writes that make up the disk of {@code owner} now, in order. */
    public List<Write> writes(String owner) {
        return List.copyOf(disk(owner).standing());
    }

    /** Its node dies: from now on nothing is written until {@link #start}. */
    public void crash(String owner) {
        disk(owner).crash();
    }

    /** Its node is there again. */
    public void start(String owner) {
        disk(owner).start();
    }

    /** While its node is down: only the first {@code writes} are there. */
    public void rollBack(String owner, int writes) {
        disk(owner).rollBack(writes);
    }

    /** While its node is down: the last {@code writes} are gone. */
    public void tear(String owner, int writes) {
        rollBack(owner, Math.max(0, writes(owner).size() - writes));
    }

    /** While its node is down: the file is gone. */
    public void lose(String owner) {
        rollBack(owner, 0);
    }

    /** From now on events and snapshots are refused with an IOException, until {@link #free}. */
    public void fill(String owner) {
        disk(owner).setFull(true);
    }

    public void free(String owner) {
        disk(owner).setFull(false);
    }

    CompletionStage<Void> append(List<PersistentRepr> events) {
        var facts = events.stream().map(SimulatedDisks::untagged).toList();
        var bears = facts.stream()
                .flatMap(event -> kept.apply(event.payload()).stream())
                .<Object>map(one -> one)
                .toList();
        return write(new Write.Append(facts.getFirst().persistenceId(), facts, bears));
    }

    CompletionStage<Void> deleteEvents(String persistenceId, long toSequenceNumber) {
        return write(new Write.DeleteEvents(persistenceId, toSequenceNumber));
    }

    CompletionStage<Void> save(SelectedSnapshot snapshot) {
        return write(new Write.Save(snapshot.metadata().persistenceId(), snapshot));
    }

    CompletionStage<Void> deleteSnapshots(
            String persistenceId, SnapshotSelectionCriteria criteria) {
        return write(new Write.DeleteSnapshots(persistenceId, criteria));
    }

    List<PersistentRepr> stored(String persistenceId) {
        return content(persistenceId).events(persistenceId);
    }

    Optional<SelectedSnapshot> latestSnapshot(
            String persistenceId, SnapshotSelectionCriteria criteria) {
        return content(persistenceId).latestSnapshot(persistenceId, criteria);
    }

    private CompletionStage<Void> write(Write write) {
        return disk(ownerOf.apply(write.persistenceId())).write(write);
    }

    private DiskContent content(String persistenceId) {
        return disk(ownerOf.apply(persistenceId)).content();
    }

    private Disk disk(String owner) {
        return disks.computeIfAbsent(
                owner,
                _ -> new Disk(
                        world.loop(),
                        world.seed().fork("disk of " + owner),
                        write -> durable(owner, write)));
    }

    private void durable(String owner, Write write) {
        long now = world.loop().nanoTime();
        if (write instanceof Write.Append append) {
            append.events().forEach(this::trace);
        }
        log.add(new Write.Logged(log.size() + 1L, owner, now, world.trace().count(), write));
    }

    private void trace(PersistentRepr event) {
        world.trace()
                .add(new Occurrence.Append(
                        world.loop().nanoTime(),
                        event.persistenceId(),
                        event.sequenceNr(),
                        world.content().of(event.payload())));
    }

    private static PersistentRepr untagged(PersistentRepr event) {
        return event.payload() instanceof Tagged tagged
                ? event.withPayload(tagged.payload())
                : event;
    }
}
