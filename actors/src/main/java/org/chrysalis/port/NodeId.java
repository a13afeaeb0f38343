package org.chrysalis.port;

import org.chrysalis.ton.Bytes;

/**
 * A node: its long-lived Ed25519 public key. Names such as {@code worker-2} are for people.
 *
 * @param key 32 bytes
 */
public record NodeId(Bytes key) implements Comparable<NodeId> {

    public NodeId {
        if (key.length() != 32) {
            throw new IllegalArgumentException("a node id has 32 bytes, not " + key.length());
        }
    }

    @Override
    public int compareTo(NodeId other) {
        return key.compareTo(other.key);
    }

    /** Its first 8 digits: enough for a log line. */
    @Override
    public String toString() {
        return key.hex().substring(0, 8);
    }
}
