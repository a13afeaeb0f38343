package org.chrysalis.simulator.oracle;

import java.time.Instant;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which nodes live, how often they died, and since when nothing troubles them. */
final class Lives {

    private final Map<String, Integer> deaths = new TreeMap<>();
    private final Map<String, Instant> raised = new TreeMap<>();
    private final SortedSet<String> down = new TreeSet<>();
    private Instant healed = Instant.MAX;

    void crashed(String node) {
        deaths.merge(node, 1, Integer::sum);
        down.add(node);
    }

    void raised(String node, Instant now) {
        down.remove(node);
        raised.put(node, now);
    }

    void healed(Instant now) {
        healed = now;
    }

    /** Counted from 0. */
    int life(String node) {
        return deaths.getOrDefault(node, 0);
    }

    boolean isUp(String node) {
        return !down.contains(node);
    }

    boolean areAllUp() {
        return down.isEmpty();
    }

    /** Since when deadlines run for what these nodes have to do; never yet, while faults happen. */
    Instant calmSince(String... nodes) {
        var since = healed;
        for (var node : nodes) {
            var again = isUp(node) ? raised.getOrDefault(node, Instant.MIN) : Instant.MAX;
            since = again.isAfter(since) ? again : since;
        }
        return since;
    }

    /** When a node came back last, or the beginning. */
    Instant back(String node) {
        return raised.getOrDefault(node, Instant.MIN);
    }
}
