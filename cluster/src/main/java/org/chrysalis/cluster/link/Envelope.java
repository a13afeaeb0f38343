package org.chrysalis.cluster.link;

import java.util.Objects;

/**
 * What members of one cluster send each other: a frame around a message's protobuf.
 *
 * @param node 32 bytes, the sender's id; by the attested code's word, for Artery does not tell
 * @param incarnation the sender's
 * @param session drawn by the dialling side; frames of another one are old
 * @param number from 0, without gaps, in each direction
 * @param endpoint where the sender listens, an actor path
 * @param body a message's protobuf; empty for a sign of life
 */
@SuppressWarnings("ArrayRecordComponent") // Kryo writes arrays as they are; nobody compares these
record Envelope(
        Kind kind,
        byte[] node,
        long incarnation,
        long session,
        long number,
        String endpoint,
        byte[] body) {

    /** Kryo reads what is missing as null. */
    Envelope {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(body, "body");
    }

    /** What it is for. */
    enum Kind {
        OPEN,
        OPENED,
        BEAT,
        WIRE,
        CLOSE
    }

    /** Without the body. */
    @Override
    public String toString() {
        return "Envelope[" + kind + ", " + session + ", " + number + "]";
    }
}
