package org.chrysalis.simulator.port;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.port.Link;
import org.chrysalis.port.NodeId;
import org.chrysalis.simulator.fault.Chance;
import org.chrysalis.simulator.fault.Fault;
import org.chrysalis.simulator.fault.Faults;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.wire.Wire;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The network between the nodes of a simulation. Each message takes a delay of its own, so messages
 * of different requests overtake each other; those of one request, and control messages among
 * themselves, keep their order, as {@link Link} says. A delay is a hash of the message's place in
 * its lane: a message more or less changes none of another lane.
 */
public final class SimulatedLinks {

    private final SimulatedWorld world;
    private final Delays delays;
    private final Faults faults;
    private final Chance chance;
    private final Map<NodeId, Node> nodes = new TreeMap<>();
    private final Map<NodeId, String> names = new TreeMap<>();
    private final Map<NodeId, Long> born = new TreeMap<>();
    private final Map<NodeId, Long> gone = new TreeMap<>();
    private final Set<Pair> pairs = new TreeSet<>();

    /** Of pairs that have met, the number of their last session; and whether it goes on. */
    private final Map<Pair, Long> numbers = new TreeMap<>();

    private final Map<Pair, Long> sessions = new TreeMap<>();

    private final Troubles troubles = new Troubles();
    private long sent;

    /** A node that listens. */
    private record Node(ActorRef<? super Link.Event> guardian, long incarnation) {}

    public SimulatedLinks(SimulatedWorld world, Delays delays, Faults faults) {
        this.world = world;
        this.delays = delays;
        this.faults = faults;
        this.chance = Chance.of(world.seed(), "delays of messages");
    }

    /** What faults call this node; without it they call it by its key. */
    public void name(NodeId node, String name) {
        names.put(node, name);
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
            if (sessions.containsKey(pair) && pair.has(node)) {
                long session = sessions.remove(pair);
                var peer = pair.peer(node);
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
        part(pair, time);
        troubles.silence(from, to, world.loop().now().plus(time));
        var session = sessions.get(pair);
        if (session == null) {
            return;
        }
        boolean outlasts = time.compareTo(delays.detection()) >= 0;
        world.loop().schedule(outlasts ? delays.detection() : time, () -> {
            if (session.equals(sessions.get(pair)) && (outlasts || troubles.hasGap(pair))) {
                end(pair);
                meet(pair);
            }
        });
    }

    /** What {@code from} sends to {@code to} within {@code time} takes so much longer. */
    public void slow(NodeId from, NodeId to, Duration time, Duration more) {
        troubles.slow(from, to, world.loop().now().plus(time), more);
    }

    /** A node that does nothing for that long: its sessions end if its heartbeat is missed. */
    public void hang(NodeId node, Duration time) {
        if (time.compareTo(delays.detection()) < 0) {
            return;
        }
        world.loop().schedule(delays.detection(), () -> pairs.stream()
                .filter(pair -> pair.has(node))
                .forEach(pair -> {
                    part(pair, time.minus(delays.detection()));
                    end(pair);
                }));
    }

    /** For {@code time} these two open no session. */
    private void part(Pair pair, Duration time) {
        troubles.part(pair, world.loop().now().plus(time));
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

    /** Opens a session if both listen, have none, and are not parted. */
    private void meet(Pair pair) {
        boolean both = nodes.containsKey(pair.one()) && nodes.containsKey(pair.other());
        boolean apart = troubles.areApart(pair, world.loop().now());
        if (both && !sessions.containsKey(pair) && !apart) {
            open(pair);
        }
    }

    private void listening(NodeId self, Node node) {
        nodes.put(self, node);
        for (var pair : pairs) {
            if (pair.has(self)) {
                meet(pair);
            }
        }
    }

    private void open(Pair pair) {
        long session = numbers.merge(pair, 1L, Long::sum);
        sessions.put(pair, session);
        troubles.heal(pair);
        up(pair, session, pair.one(), pair.other());
        up(pair, session, pair.other(), pair.one());
    }

    private void up(Pair pair, long session, NodeId to, NodeId peer) {
        var up = new Link.Up(new Link.Peer(peer, nodes.get(peer).incarnation(), session));
        world.loop().schedule(delays.least(), () -> {
            if (Long.valueOf(session).equals(sessions.get(pair))) {
                tell(to, up);
                repeat(peer, to, up.peer());
            }
        });
    }

    /** What came in a session before comes once more in this one. */
    private void repeat(NodeId from, NodeId to, Link.Peer peer) {
        troubles.kept(from, to).forEach(one -> tell(to, new Link.Arrived(peer, one)));
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
        private final Lanes lanes = new Lanes(delays, faults, chance);

        NodeLink(NodeId self, long incarnation) {
            this.self = self;
            this.incarnation = incarnation;
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
            if (troubles.isSilent(self, to, world.loop().now())) {
                troubles.gap(pair);
                return;
            }
            send(pair, new Peer(self, incarnation, session), message);
        }

        private void send(Pair pair, Peer from, Wire message) {
            var to = pair.peer(self);
            var now = world.loop().now();
            var lane = new Lane(
                    names.getOrDefault(self, self.toString()),
                    names.getOrDefault(to, to.toString()),
                    from.session(),
                    Lane.name(message));
            var transit = lanes.next(lane, now, troubles.slowness(self, to, now));
            if (transit.twist().map(one -> comes(one, pair, message)).orElse(true)) {
                deliver(pair, transit.arrival(), new Arrived(from, message));
            }
        }

        /** Whether it comes in this session. */
        private boolean comes(Fault.Twist twist, Pair pair, Wire message) {
            return switch (twist) {
                case DELAYED -> true;
                case LOST -> lost(pair);
                case REPEATED -> troubles.keep(self, pair.peer(self), message);
            };
        }

        /**
         * The gap shows with the next message, and until then nothing passes it: neither in this
         * session nor, if something else ends it first, in the next.
         */
        private boolean lost(Pair pair) {
            var session = sessions.get(pair);
            var notice = delays.least().plus(delays.spread());
            troubles.silence(self, pair.peer(self), world.loop().now().plus(notice));
            world.loop().schedule(notice, () -> {
                boolean goesOn = session.equals(sessions.get(pair));
                if (goesOn || (sessions.containsKey(pair) && troubles.hasGap(pair))) {
                    end(pair);
                    meet(pair);
                }
            });
            return false;
        }

        private void deliver(Pair pair, Instant due, Arrived arrived) {
            Long session = arrived.peer().session();
            var to = pair.peer(self);
            world.loop().schedule(Duration.between(world.loop().now(), due), () -> {
                if (session.equals(sessions.get(pair))) {
                    tell(to, arrived);
                }
            });
        }
    }
}
