package org.chrysalis.simulator.port;

import org.chrysalis.port.NodeId;
import org.chrysalis.wire.Wire;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is wrong between nodes: who cannot meet, and which ways are silent, slow or have gaps. */
final class Troubles {

    private final Map<Pair, Instant> apart = new TreeMap<>();
    private final Map<Way, Instant> silent = new HashMap<>();
    private final Map<Way, Slowness> slow = new HashMap<>();
    private final Set<Pair> gaps = new TreeSet<>();
    private final Map<Way, List<Wire>> again = new HashMap<>();

    /** One direction of a pair. */
    private record Way(NodeId from, NodeId to) {}

    private record Slowness(Instant until, Duration more) {}

    void part(Pair pair, Instant until) {
        apart.merge(pair, until, (one, two) -> one.isAfter(two) ? one : two);
    }

    boolean areApart(Pair pair, Instant now) {
        return now.isBefore(apart.getOrDefault(pair, Instant.MIN));
    }

    void silence(NodeId from, NodeId to, Instant until) {
        silent.put(new Way(from, to), until);
    }

    boolean isSilent(NodeId from, NodeId to, Instant now) {
        var until = silent.get(new Way(from, to));
        return until != null && now.isBefore(until);
    }

    void slow(NodeId from, NodeId to, Instant until, Duration more) {
        slow.put(new Way(from, to), new Slowness(until, more));
    }

    Duration slowness(NodeId from, NodeId to, Instant now) {
        return Optional.ofNullable(slow.get(new Way(from, to)))
                .filter(one -> now.isBefore(one.until()))
                .map(Slowness::more)
                .orElse(Duration.ZERO);
    }

    /** Something vanished in this pair's session. */
    void gap(Pair pair) {
        gaps.add(pair);
    }

    boolean hasGap(Pair pair) {
        return gaps.contains(pair);
    }

    /** A new session has none. */
    void heal(Pair pair) {
        gaps.remove(pair);
    }

    /**
     * It comes once more in the next session.
     *
     * @return that it comes in this one too
     */
    boolean keep(NodeId from, NodeId to, Wire message) {
        again.computeIfAbsent(new Way(from, to), _ -> new ArrayList<>()).add(message);
        return true;
    }

    List<Wire> kept(NodeId from, NodeId to) {
        var kept = again.remove(new Way(from, to));
        return kept == null ? List.of() : kept;
    }
}
