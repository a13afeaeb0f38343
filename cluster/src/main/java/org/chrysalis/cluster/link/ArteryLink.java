package org.chrysalis.cluster.link;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.chrysalis.cluster.codec.WireCodec;
import org.chrysalis.cluster.link.Envelope.Kind;
import org.chrysalis.encoding.Malformed;
import org.chrysalis.port.Link;
import org.chrysalis.port.NodeId;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Sessions between members of one operator's cluster, over Artery. One endpoint actor a node, at a
 * path that all know; a worker's dials its proxy's. Requests depend on these sessions, never on
 * cluster membership.
 */
public final class ArteryLink implements Link {

    private static final String ENDPOINT = "chrysalis-link";
    private static final String PATH = "/system/" + ENDPOINT;

    private final ActorRef<Object> endpoint;

    /**
     * @param self this node
     * @param members whose sessions are accepted
     * @param dial addresses of actor systems to keep a session with, e.g. {@code
     *     pekko://chrysalis@127.0.0.1:2551}
     */
    public record Settings(
            NodeId self, long incarnation, Predicate<NodeId> members, List<String> dial) {}

    private record Listen(ActorRef<? super Event> guardian) {}

    private record Send(NodeId to, Wire message) {}

    private record Beat() {}

    /** One session, seen from here. */
    private static final class Session {
        private final ActorRef<Object> remote;
        private final Peer peer;
        private final long id;
        private long nextOut = 1;
        private long nextIn = 1;
        private Instant heard;

        Session(ActorRef<Object> remote, Peer peer, long id, Instant heard) {
            this.remote = remote;
            this.peer = peer;
            this.id = id;
            this.heard = heard;
        }
    }

    public ArteryLink(
            ActorSystem<?> system,
            Settings settings,
            LinkBounds bounds,
            InstantSource clock,
            Tap tap) {
        this.endpoint = system.systemActorOf(
                Behaviors.setup(context -> Behaviors.withTimers(timers ->
                        new Endpoint(settings, bounds, clock, tap, context, timers).deaf())),
                ENDPOINT,
                Props.empty());
    }

    @Override
    public void listen(ActorRef<? super Event> guardian) {
        endpoint.tell(new Listen(guardian));
    }

    @Override
    public void send(NodeId to, Wire message) {
        endpoint.tell(new Send(to, message));
    }

    /** All state is the actor's, so that no lock is needed. */
    private static final class Endpoint {

        private final Settings settings;
        private final LinkBounds bounds;
        private final InstantSource clock;
        private final Tap tap;
        private final ActorContext<Object> context;
        private final TimerScheduler<Object> timers;
        private final ActorRefResolver resolver;
        private final String own;
        private final Map<NodeId, Session> sessions = new TreeMap<>();
        private ActorRef<? super Event> guardian;
        private long nextSession;

        Endpoint(
                Settings settings,
                LinkBounds bounds,
                InstantSource clock,
                Tap tap,
                ActorContext<Object> context,
                TimerScheduler<Object> timers) {
            this.settings = settings;
            this.bounds = bounds;
            this.clock = clock;
            this.tap = tap;
            this.context = context;
            this.timers = timers;
            this.resolver = ActorRefResolver.get(context.getSystem());
            this.own = resolver.toSerializationFormat(context.getSelf());
            this.guardian = context.getSystem().deadLetters();
            this.nextSession = clock.millis() << 10;
        }

        /** Nobody is opened to before the guardian listens. */
        Behavior<Object> deaf() {
            return Behaviors.receiveMessage(message -> {
                if (message instanceof Listen(var listener)) {
                    guardian = listener;
                    timers.startTimerAtFixedRate(new Beat(), bounds.heartbeat());
                    dial();
                    return listening();
                }
                return Behaviors.same();
            });
        }

        private Behavior<Object> listening() {
            return Behaviors.receiveMessage(message -> {
                switch (message) {
                    case Envelope envelope -> heard(envelope);
                    case Send(var to, var wire) -> send(to, wire);
                    case Beat _ -> beat();
                    default -> context.getLog().debug("ignored a {}", message.getClass());
                }
                return Behaviors.same();
            });
        }

        private void dial() {
            for (var address : settings.dial()) {
                ActorRef<Object> remote = resolver.resolveActorRef(address + PATH);
                remote.tell(envelope(Kind.OPEN, nextSession, 0, new byte[0]));
            }
        }

        private void heard(Envelope envelope) {
            if (envelope.node().length != 32) {
                return;
            }
            var node = new NodeId(Bytes.of(envelope.node()));
            switch (envelope.kind()) {
                case OPEN, OPENED -> {
                    if (settings.members().test(node)) {
                        remote(envelope).ifPresent(remote -> met(node, envelope, remote));
                    }
                }
                case BEAT, WIRE, CLOSE -> inSession(node, envelope);
            }
        }

        /** Where a member says that it listens: nobody but another node's endpoint is told. */
        private Optional<ActorRef<Object>> remote(Envelope envelope) {
            try {
                ActorRef<Object> remote = resolver.resolveActorRef(envelope.endpoint());
                var place = remote.path().address();
                var here = context.getSystem().address();
                boolean endpoint = remote.path().toStringWithoutAddress().equals(PATH)
                        && place.hasGlobalScope()
                        && place.protocol().equals(here.protocol())
                        && !place.equals(here);
                return endpoint ? Optional.of(remote) : Optional.empty();
            } catch (RuntimeException malformed) {
                return Optional.empty();
            }
        }

        /** An Open is sent until it is answered, so the same one may come more than once. */
        private void met(NodeId node, Envelope envelope, ActorRef<Object> remote) {
            var known = sessions.get(node);
            boolean again = known != null && known.id == envelope.session();
            var session = again ? known : opened(node, envelope, remote);
            if (envelope.kind() == Kind.OPEN) {
                session.remote.tell(envelope(Kind.OPENED, session.id, 0, new byte[0]));
            } else {
                nextSession = session.id + 1;
            }
        }

        private Session opened(NodeId node, Envelope envelope, ActorRef<Object> remote) {
            var old = sessions.remove(node);
            if (old != null) {
                guardian.tell(new Down(old.peer));
            }
            var peer = new Peer(node, envelope.incarnation(), envelope.session());
            var session = new Session(remote, peer, envelope.session(), clock.instant());
            sessions.put(node, session);
            guardian.tell(new Up(peer));
            return session;
        }

        private void inSession(NodeId node, Envelope envelope) {
            var session = sessions.get(node);
            if (session == null || session.id != envelope.session()) {
                return;
            }
            if (envelope.number() != session.nextIn++ || envelope.kind() == Kind.CLOSE) {
                end(session);
                return;
            }
            session.heard = clock.instant();
            if (envelope.kind() == Kind.WIRE) {
                deliver(session, Bytes.of(envelope.body()));
            }
        }

        private void deliver(Session session, Bytes body) {
            tap.passed(body);
            try {
                guardian.tell(new Arrived(session.peer, WireCodec.decode(body)));
            } catch (Malformed malformed) {
                end(session);
            }
        }

        private void send(NodeId to, Wire message) {
            var session = sessions.get(to);
            if (session != null) {
                var body = WireCodec.encode(message);
                tap.passed(body);
                session.remote.tell(
                        envelope(Kind.WIRE, session.id, session.nextOut++, body.toArray()));
            }
        }

        private void beat() {
            var silent = clock.instant().minus(bounds.silence());
            for (var session : List.copyOf(sessions.values())) {
                if (session.heard.isBefore(silent)) {
                    end(session);
                } else {
                    session.remote.tell(
                            envelope(Kind.BEAT, session.id, session.nextOut++, new byte[0]));
                }
            }
            if (sessions.isEmpty()) {
                dial();
            }
        }

        private void end(Session session) {
            sessions.remove(session.peer.node());
            session.remote.tell(envelope(Kind.CLOSE, session.id, session.nextOut++, new byte[0]));
            guardian.tell(new Down(session.peer));
        }

        private Envelope envelope(Kind kind, long session, long number, byte[] body) {
            return new Envelope(
                    kind,
                    settings.self().key().toArray(),
                    settings.incarnation(),
                    session,
                    number,
                    own,
                    body);
        }
    }
}
