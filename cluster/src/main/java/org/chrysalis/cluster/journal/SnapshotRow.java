package org.chrysalis.cluster.journal;

import org.chrysalis.ton.Bytes;

/**
 * One snapshot as it is stored.
 *
 * @param sequenceNumber of the last event in it
 * @param takenAt milliseconds UTC
 * @param serializer Pekko's id of the serializer that made {@code payload}
 * @param manifest tells that serializer the type
 */
public record SnapshotRow(
        String persistenceId,
        long sequenceNumber,
        long takenAt,
        int serializer,
        String manifest,
        Bytes payload) {}
