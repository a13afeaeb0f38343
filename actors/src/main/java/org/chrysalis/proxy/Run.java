package org.chrysalis.proxy;

import org.chrysalis.port.NodeId;
import org.chrysalis.sealing.Malformed;
import org.chrysalis.ton.Bytes;

/**
 * A worker that has the attempt, and how far it came.
 *
 * @param granted completion tokens bought; only grows
 */
record Run(ProxyCommand.Picked worker, Relay relay, long granted) {

    boolean isOf(NodeId node) {
        return worker.node().equals(node);
    }

    /**
     * With the worker's next bytes.
     *
     * @throws Malformed if they break the format, the envelope or the grant
     */
    Run after(Bytes frames) throws Malformed {
        return new Run(worker, relay.after(frames, granted), granted);
    }

    Run buying(long upTo) {
        return new Run(worker, relay, Math.max(granted, upTo));
    }
}
