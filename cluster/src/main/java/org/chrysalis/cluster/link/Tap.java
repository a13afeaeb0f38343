package org.chrysalis.cluster.link;

import org.chrysalis.ton.Bytes;

/** Sees all that passes through a node's links, both ways, as it is before TLS. */
@FunctionalInterface
public interface Tap {

    /** Nobody listens. */
    Tap NONE = _ -> {};

    /** Called from any thread; must be quick. */
    void passed(Bytes serialized);
}
