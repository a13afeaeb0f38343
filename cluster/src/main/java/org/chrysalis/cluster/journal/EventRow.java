package org.chrysalis.cluster.journal;

import org.chrysalis.ton.Bytes;

import java.util.List;

/**
 * One event as it is stored.
 *
 * @param sequenceNumber from 1, without gaps per persistence id
 * @param writer the incarnation of the actor that wrote it
 * @param writtenAt milliseconds UTC
 * @param adapterManifest of the event adapter; empty without one
 * @param serializer Pekko's id of the serializer that made {@code payload}
 * @param manifest tells that serializer the type
 * @param statements that the event bears, stored with it; none in what is read again
 */
public record EventRow(
        String persistenceId,
        long sequenceNumber,
        String writer,
        long writtenAt,
        String adapterManifest,
        int serializer,
        String manifest,
        Bytes payload,
        List<StatementRow> statements) {

    public EventRow {
        statements = List.copyOf(statements);
    }

    /** Without statements. */
    public EventRow(
            String persistenceId,
            long sequenceNumber,
            String writer,
            long writtenAt,
            String adapterManifest,
            int serializer,
            String manifest,
            Bytes payload) {
        this(
                persistenceId,
                sequenceNumber,
                writer,
                writtenAt,
                adapterManifest,
                serializer,
                manifest,
                payload,
                List.of());
    }
}
