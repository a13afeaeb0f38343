package org.chrysalis.simulator.campaign;

import java.util.List;

/** Somebody who plays a seed again, elsewhere. */
@FunctionalInterface
public interface Twin {

    /** Nobody does. */
    Twin NONE = (_, _) -> List.of();

    /** What is wrong if its trace is not of this hash: one thing, or nothing. */
    List<Played.Broken> compare(long seed, String hash);
}
