package org.chrysalis.simulator.port;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.port.Link;
import org.chrysalis.port.NodeId;
import org.chrysalis.port.Randomness;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.wire.Wire;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The network between the nodes of a simulation. Each message takes a delay of its own, so messages
 * of different requests overtake each other; those of one request, and control messages among
 * themselves, keep their order, as {@link Link} says.
 */
public final class SimulatedLinks {

    private final SimulatedWorld world;
    private final Delays delays;
    private final Map<NodeId, Node> nodes = new TreeMap<>();
    private final Set<Pair> pairs = new TreeSet<>();
    private final Map<Pair, Long> sessions = new TreeMap<>();
    private long lastSession;
    private long sent;

    /**
     * @param least the wire itself
     * @param spread added evenly on top; more than the gap between messages, so it reorders
     * @param detection after which a node's death is noticed
     */
    public record Delays(Duration least, Duration spread, Duration detection) {

        public static final Delays STANDARD =
                new Delays(Duration.ofMillis(1), Duration.ofMillis(9), Duration.ofSeconds(3));
    }

    /** Two nodes that keep a session while both live; the lower id first. */
    private record Pair(NodeId one, NodeId other) implements Comparable<Pair> {

        static Pair of(NodeId a, NodeId b) {
            return a.compareTo(b) < 0 ? new Pair(a, b) : new Pair(b, a);
        }

        @Override
        public int compareTo(Pair that) {
            int first = one.compareTo(that.one);
            return first != 0 ? first : other.compareTo(that.other);
        }
    }

    /** A node that listens. */
    private record Node(ActorRef<? super Link.Event> guardian, long incarnation) {}

    public SimulatedLinks(SimulatedWorld world, Delays delays) {
        this.world = world;
        this.delays = delays;
    }

    /** Messages handed over so far. */
    public long sent() {
        return sent;
    }

    /** These two keep a session from when both listen. */
    public void connect(NodeId a, NodeId b) {
        pairs.add(Pair.of(a, b));
    }

    /** The link of one life of {@code self}. */
    public Link of(NodeId self, long incarnation) {
        return new NodeLink(self, incarnation);
    }

    /**
     * The node is gone at once: nothing more comes from it or gets to it; its peers notice later.
     */
    public void crash(NodeId node) {
        var dead = nodes.remove(node);
        for (var pair : pairs) {
            if (sessions.containsKey(pair)
                    && (pair.one().equals(node) || pair.other().equals(node))) {
                long session = sessions.remove(pair);
                var peer = pair.one().equals(node) ? pair.other() : pair.one();
                var down = new Link.Down(new Link.Peer(node, dead.incarnation(), session));
                world.loop().schedule(delays.detection(), () -> tell(peer, down));
            }
        }
    }

    /** The session of these two breaks, both notice at once, and {@code heal} later they meet. */
    public void cut(NodeId a, NodeId b, Duration heal) {
        var pair = Pair.of(a, b);
        var session = sessions.remove(pair);
        if (session == null) {
            return;
        }
        tell(a, new Link.Down(new Link.Peer(b, nodes.get(b).incarnation(), session)));
        tell(b, new Link.Down(new Link.Peer(a, nodes.get(a).incarnation(), session)));
        world.loop().schedule(heal, () -> {
            if (nodes.containsKey(a) && nodes.containsKey(b) && !sessions.containsKey(pair)) {
                open(pair);
            }
        });
    }

    private void listening(NodeId self, Node node) {
        nodes.put(self, node);
        for (var pair : pairs) {
            boolean complete = nodes.containsKey(pair.one()) && nodes.containsKey(pair.other());
            if (complete && (pair.one().equals(self) || pair.other().equals(self))) {
                open(pair);
            }
        }
    }

    private void open(Pair pair) {
        long session = ++lastSession;
        sessions.put(pair, session);
        up(pair, session, pair.one(), pair.other());
        up(pair, session, pair.other(), pair.one());
    }

    private void up(Pair pair, long session, NodeId to, NodeId peer) {
        var up = new Link.Up(new Link.Peer(peer, nodes.get(peer).incarnation(), session));
        world.loop().schedule(delays.least(), () -> {
            if (Long.valueOf(session).equals(sessions.get(pair))) {
                tell(to, up);
            }
        });
    }

    private void tell(NodeId node, Link.Event event) {
        var listener = nodes.get(node);
        if (listener != null) {
            listener.guardian().tell(event);
        }
    }

    /** One node's end of all its sessions. */
    private final class NodeLink implements Link {

        private final NodeId self;
        private final long incarnation;
        private final Randomness chance;

        /** When the last message of each lane arrives: the next one comes no earlier. */
        private final Map<Object, Instant> lanes = new HashMap<>();

        NodeLink(NodeId self, long incarnation) {
            this.self = self;
            this.incarnation = incarnation;
            this.chance = world.seed().fork("link of " + self.key().hex());
        }

        @Override
        public void listen(ActorRef<? super Event> guardian) {
            listening(self, new Node(guardian, incarnation));
        }

        @Override
        public void send(NodeId to, Wire message) {
            sent++;
            var pair = Pair.of(self, to);
            var session = sessions.get(pair);
            var own = nodes.get(self);
            if (session == null || own == null || own.incarnation() != incarnation) {
                return;
            }
            var now = world.loop().now();
            var arrival = now.plus(delay());
            var lane = java.util.List.of(session, to, lane(message));
            var last = lanes.getOrDefault(lane, arrival);
            var due = arrival.isBefore(last) ? last : arrival;
            lanes.put(lane, due);
            var arrived = new Arrived(new Peer(self, incarnation, session), message);
            world.loop().schedule(Duration.between(now, due), () -> {
                if (session.equals(sessions.get(pair))) {
                    tell(to, arrived);
                }
            });
        }

        private Duration delay() {
            long spread = delays.spread().toNanos() + 1;
            return delays.least().plusNanos(Math.floorMod(chance.next(), spread));
        }

        private static Object lane(Wire message) {
            return switch (message) {
                case Wire.Control _ -> "control";
                case Wire.ClientLeg leg -> leg.key();
                case Wire.WorkerLeg leg -> leg.envHash();
            };
        }
    }
}
