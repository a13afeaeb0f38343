package org.chrysalis.simulator.runtime;

import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;

import java.util.List;

/** What one write changes on a disk; all of it or nothing. */
public sealed interface Write {

    String persistenceId();

    /**
     * Events, in order.
     *
     * @param kept what the disks' index takes from them (see {@link SimulatedDisks#keep})
     */
    record Append(String persistenceId, List<PersistentRepr> events, List<Object> kept)
            implements Write {}

    record DeleteEvents(String persistenceId, long toSequenceNumber) implements Write {}

    /** Replaces one of the same sequence number. */
    record Save(String persistenceId, SelectedSnapshot snapshot) implements Write {}

    record DeleteSnapshots(String persistenceId, SnapshotSelectionCriteria criteria)
            implements Write {}

    /**
     * A write that became durable.
     *
     * @param number from 1, over all disks
     * @param owner whose disk
     * @param nanos virtual, when it became durable
     * @param traced entries of the run's trace before it
     */
    record Logged(long number, String owner, long nanos, long traced, Write write) {}
}
