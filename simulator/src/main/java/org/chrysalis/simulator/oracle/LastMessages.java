package org.chrysalis.simulator.oracle;

import org.chrysalis.simulator.runtime.Occurrence;
import org.chrysalis.wire.Wire;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What each node said and heard last; put into words only when a violation asks for it. */
final class LastMessages {

    /** Of each kind a node's last ones are kept. */
    private static final int KEPT = 12;

    private static final String USERS = "/user/";

    private record Said(long nanos, Object what) {}

    private record Sent(String from, String to, Wire message) {}

    /** By actors' paths, which are always the same strings. Never iterated. */
    private final Map<String, Deque<Said>> ofActors = new HashMap<>();

    private final Map<String, Deque<Said>> deliveries = new TreeMap<>();
    private final Map<String, Deque<Said>> sent = new TreeMap<>();

    void delivered(Occurrence.Delivery delivery) {
        var ring = ofActors.computeIfAbsent(delivery.to(), path -> ring(deliveries, node(path)));
        keep(ring, new Said(delivery.nanos(), delivery));
    }

    /** Of a node's actor, the node's name; of any other one, nothing. */
    static String node(String path) {
        if (!path.startsWith(USERS)) {
            return "";
        }
        int end = path.indexOf('/', USERS.length());
        var guardian = path.substring(USERS.length(), end < 0 ? path.length() : end);
        int life = guardian.lastIndexOf('-');
        return life < 0 ? guardian : guardian.substring(0, life);
    }

    void sent(long nanos, String from, String to, Wire message) {
        var said = new Said(nanos, new Sent(from, to, message));
        keep(ring(sent, from), said);
        keep(ring(sent, to), said);
    }

    private static Deque<Said> ring(Map<String, Deque<Said>> rings, String node) {
        return rings.computeIfAbsent(node, _ -> new ArrayDeque<>(KEPT + 1));
    }

    private static void keep(Deque<Said> ring, Said said) {
        ring.addLast(said);
        if (ring.size() > KEPT) {
            ring.removeFirst();
        }
    }

    /** The last ones of these nodes, in order. */
    List<String> of(List<String> nodes) {
        var all = new ArrayList<Said>();
        for (var node : nodes) {
            all.addAll(deliveries.getOrDefault(node, new ArrayDeque<>()));
            for (var said : sent.getOrDefault(node, new ArrayDeque<>())) {
                if (!all.contains(said)) {
                    all.add(said);
                }
            }
        }
        all.sort(Comparator.comparingLong(Said::nanos));
        return all.stream().map(LastMessages::words).toList();
    }

    private static String words(Said said) {
        var time = String.format(Locale.ROOT, "%.6f s ", said.nanos() / 1e9);
        return time
                + switch (said.what()) {
                    case Sent(var from, var to, var message) ->
                        from + " sent to " + to + " " + message;
                    case Occurrence.Delivery delivery ->
                        delivery.to() + " heard " + delivery.type();
                    default -> said.what().toString();
                };
    }
}
