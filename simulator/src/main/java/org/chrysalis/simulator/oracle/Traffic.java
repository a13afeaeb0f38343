package org.chrysalis.simulator.oracle;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** How much nodes said of late. L7: at rest no storm of retries remains. */
final class Traffic {

    private static final long LATE = Duration.ofMinutes(1).toNanos();

    /** An answer of the largest kind is through by then. */
    private static final long QUIET = Duration.ofMinutes(3).toNanos();

    /**
     * A minute, for each node: nobody asks anything, and a session that is refused is tried again
     * after two seconds.
     */
    private static final int EACH = 60;

    /** Kept of one node. */
    private static final int KEPT = 2_000;

    private final Map<String, Deque<Long>> times = new TreeMap<>();

    void sent(String node, long nanos) {
        var own = times.computeIfAbsent(node, _ -> new ArrayDeque<>());
        own.addLast(nanos);
        if (own.size() > KEPT) {
            own.removeFirst();
        }
    }

    /** @param asked when somebody asked something last */
    void atRest(long now, long asked, Assumptions assumptions, Verdicts verdicts) {
        if (asked > now - QUIET) {
            return;
        }
        int most = EACH * (times.size() + 1);
        times.forEach((node, own) -> {
            long late = own.stream().filter(nanos -> nanos > now - LATE).count();
            verdicts.require(
                    late <= most || !assumptions.areHonest(node),
                    "L7",
                    () -> "at rest " + node + " sent " + late + " messages in a minute",
                    node);
        });
    }
}
