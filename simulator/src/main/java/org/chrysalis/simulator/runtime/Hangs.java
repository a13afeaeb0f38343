package org.chrysalis.simulator.runtime;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Processes that stand still, as in a long pause for garbage: none of their actors runs, whatever
 * comes waits in their mailboxes, and their timers' messages too.
 */
public final class Hangs {

    private final SimulationLoop loop;
    private final Map<String, Instant> until = new TreeMap<>();

    Hangs(SimulationLoop loop) {
        this.loop = loop;
    }

    /** Neither the actor of that path nor any below it runs before {@code end}. */
    public void hold(String path, Instant end) {
        until.merge(path, end, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** When the actor of that path may run again; empty if it may now. */
    Optional<Instant> end(String path) {
        if (until.isEmpty()) {
            return Optional.empty();
        }
        until.values().removeIf(end -> !loop.now().isBefore(end));
        return until.entrySet().stream()
                .filter(one -> isWithin(path, one.getKey()))
                .map(Map.Entry::getValue)
                .max(Instant::compareTo);
    }

    private static boolean isWithin(String path, String process) {
        return path.equals(process) || path.startsWith(process + "/");
    }
}
