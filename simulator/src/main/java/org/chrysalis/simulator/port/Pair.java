package org.chrysalis.simulator.port;

import org.chrysalis.port.NodeId;

/** Two nodes that keep a session while both live; the lower id first. */
record Pair(NodeId one, NodeId other) implements Comparable<Pair> {

    static Pair of(NodeId a, NodeId b) {
        return a.compareTo(b) < 0 ? new Pair(a, b) : new Pair(b, a);
    }

    boolean has(NodeId node) {
        return one.equals(node) || other.equals(node);
    }

    NodeId peer(NodeId node) {
        return one.equals(node) ? other : one;
    }

    @Override
    public int compareTo(Pair that) {
        int first = one.compareTo(that.one);
        return first != 0 ? first : other.compareTo(that.other);
    }
}
