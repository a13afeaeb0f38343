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
    private final Map<NodeId, Long> born = new TreeMap<>();
    private final Map<NodeId, Long> gone = new TreeMap<>();
    private final Set<Pair> pairs = new TreeSet<>();
    private final Map<Pair, Long> sessions = new TreeMap<>();
    /** Until when a pair cannot meet, and a way is silent. */
    private final Map<Pair, Instant> apart = new TreeMap<>();

    private final Map<Way, Instant> silent = new HashMap<>();
    /** Sessions in which something vanished. */
    private final Set<Long> gaps = new TreeSet<>();

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

    /** One direction of a pair. */
    private record Way(NodeId from, NodeId to) {}

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
        born.put(self, incarnation);
        return new NodeLink(self, incarnation);
    }

    /**
     * The node is gone at once: nothing more comes from it or gets to it; its peers notice later.
     */
    public void crash(NodeId node) {
        gone.put(node, born.getOrDefault(node, 0L));
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
        part(pair, heal);
        end(pair);
    }

    /**
     * What {@code from} sends to {@code to} vanishes for {@code time}, and nobody is told; what
     * comes the other way arrives. Without heartbeat the session ends on both sides; it ends too
     * when something was lost and the next message shows the gap.
     */
    public void silence(NodeId from, NodeId to, Duration time) {
        var pair = Pair.of(from, to);
        var way = new Way(from, to);
        part(pair, time);
        silent.put(way, world.loop().now().plus(time));
        var session = sessions.get(pair);
        if (session == null) {
            return;
        }
        boolean outlasts = time.compareTo(delays.detection()) >= 0;
        world.loop().schedule(outlasts ? delays.detection() : time, () -> {
            if (session.equals(sessions.get(pair)) && (outlasts || gaps.contains(session))) {
                end(pair);
                meet(pair);
            }
        });
    }

    /** For {@code time} these two open no session. */
    private void part(Pair pair, Duration time) {
        apart.merge(
                pair, world.loop().now().plus(time), (one, two) -> one.isAfter(two) ? one : two);
        world.loop().schedule(time, () -> meet(pair));
    }

    /** Both notice at once. */
    private void end(Pair pair) {
        var session = sessions.remove(pair);
        if (session != null) {
            var one = nodes.get(pair.one());
            var other = nodes.get(pair.other());
            tell(
                    pair.one(),
                    new Link.Down(new Link.Peer(pair.other(), other.incarnation(), session)));
            tell(
                    pair.other(),
                    new Link.Down(new Link.Peer(pair.one(), one.incarnation(), session)));
        }
    }

    private boolean isSilent(NodeId from, NodeId to) {
        var until = silent.get(new Way(from, to));
        return until != null && world.loop().now().isBefore(until);
    }

    /** Opens a session if both listen, have none, and are not parted. */
    private void meet(Pair pair) {
        boolean both = nodes.containsKey(pair.one()) && nodes.containsKey(pair.other());
        var until = apart.getOrDefault(pair, Instant.MIN);
        if (both && !sessions.containsKey(pair) && !world.loop().now().isBefore(until)) {
            open(pair);
        }
    }

    private void listening(NodeId self, Node node) {
        nodes.put(self, node);
        for (var pair : pairs) {
            if (pair.one().equals(self) || pair.other().equals(self)) {
                meet(pair);
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
            // one that crashed while it started may come to this yet, and would haunt its pairs
            if (incarnation > gone.getOrDefault(self, 0L)) {
                listening(self, new Node(guardian, incarnation));
            }
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
            if (isSilent(self, to)) {
                gaps.add(session);
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
