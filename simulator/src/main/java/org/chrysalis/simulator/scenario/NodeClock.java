package org.chrysalis.simulator.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A node's wall clock, which may be wrong. Its timers are not: no machine sleeps by it. */
public final class NodeClock implements InstantSource {

    private static final long MILLION = 1_000_000;

    private final InstantSource right;
    private Duration ahead = Duration.ZERO;
    private Instant since = Instant.EPOCH;
    private long drift;

    NodeClock(InstantSource right) {
        this.right = right;
    }

    /**
     * It jumps, and goes wrong from now on.
     *
     * @param jump ahead, or behind if negative
     * @param partsPerMillion ahead, or behind if negative
     */
    public void disturb(Duration jump, long partsPerMillion) {
        ahead = ahead().plus(jump);
        since = right.instant();
        drift = partsPerMillion;
    }

    /** It is right again. */
    void mend() {
        ahead = Duration.ZERO;
        drift = 0;
    }

    private Duration ahead() {
        return drift == 0
                ? ahead
                : ahead.plus(Duration.between(since, right.instant())
                        .dividedBy(MILLION)
                        .multipliedBy(drift));
    }

    @Override
    public Instant instant() {
        return right.instant().plus(ahead());
    }
}
