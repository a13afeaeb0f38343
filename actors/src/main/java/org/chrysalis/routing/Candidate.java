package org.chrysalis.routing;

import org.chrysalis.port.NodeId;

/**
 * One worker that an attempt is sealed for and that is connected.
 *
 * @param coefficient its price, per mille of the network's
 * @param running attempts it runs for this proxy
 * @param slots attempts it runs at once; at least 1
 */
public record Candidate(NodeId node, long coefficient, int running, int slots) {

    /** Attempts per slot, in thousandths, once it had one more: a stand-in for expected finish. */
    long load() {
        return 1_000L * (running + 1) / slots;
    }
}
