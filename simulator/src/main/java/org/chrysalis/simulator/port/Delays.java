package org.chrysalis.simulator.port;

import java.time.Duration;

/**
 * How long the simulated network takes.
 *
 * @param least the wire itself
 * @param spread added evenly on top; more than the gap between messages, so it reorders
 * @param detection after which a node's death is noticed
 */
public record Delays(Duration least, Duration spread, Duration detection) {

    /** Between machines of one region. */
    public static final Delays STANDARD =
            new Delays(Duration.ofMillis(1), Duration.ofMillis(9), Duration.ofSeconds(3));
}
