package org.chrysalis.proxy.attempt;

import org.chrysalis.encoding.Malformed;
import org.chrysalis.payment.Onward;
import org.chrysalis.port.NodeId;
import org.chrysalis.ton.Bytes;

/**
 * A worker that has the attempt, and how far it came.
 *
 * @param granted completion tokens bought; only grows
 */
public record Run(Routing.Picked worker, Relay relay, long granted) {

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

    /** What the worker is to be paid by now: the completion that was relayed. */
    Onward onward() {
        return relay.started()
                ? new Onward(relay.usage().completionOnly(), relay.coefficient())
                : Onward.NONE;
    }

    Run buying(long upTo) {
        return new Run(worker, relay, Math.max(granted, upTo));
    }
}
