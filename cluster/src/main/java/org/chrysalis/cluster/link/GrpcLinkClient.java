package org.chrysalis.cluster.link;

import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.grpc.GrpcClientSettings;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.chrysalis.cluster.proto.link.Frame;
import org.chrysalis.cluster.proto.link.LinkClient;
import org.chrysalis.cluster.tls.NodeIdentity;
import org.chrysalis.port.Link;
import org.chrysalis.port.NodeId;
import org.chrysalis.wire.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A node's end of its gRPC session with a proxy: it dials, and dials again whenever it is lost. */
public final class GrpcLinkClient implements Link {

    private static final Logger LOG = LoggerFactory.getLogger(GrpcLinkClient.class);

    private final ActorSystem<?> system;
    private final NodeId proxy;
    private final long incarnation;
    private final LinkBounds bounds;
    private final GrpcClientSettings dialling;
    private final AtomicReference<ActorRef<? super Event>> guardian = new AtomicReference<>();
    private final AtomicReference<Dial> current = new AtomicReference<>();
    private final AtomicReference<Cancellable> beats =
            new AtomicReference<>(Cancellable.alreadyCancelled());
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicLong sessions = new AtomicLong();

    /** @param proxy the only node id that is accepted at the other end */
    public GrpcLinkClient(
            ActorSystem<?> system,
            NodeIdentity identity,
            long incarnation,
            NodeId proxy,
            String host,
            int port,
            LinkBounds bounds) {
        this.system = system;
        this.proxy = proxy;
        this.incarnation = incarnation;
        this.bounds = bounds;
        this.dialling = GrpcClientSettings.connectToServiceAt(host, port, system)
                .withTls(true)
                .withSslContext(identity.context(proxy::equals))
                .withChannelBuilderOverrides(builder ->
                        builder.directExecutor().maxInboundMessageSize(LinkBounds.MAX_FRAME));
    }

    @Override
    public void listen(ActorRef<? super Event> node) {
        guardian.set(node);
        beats.set(system.scheduler()
                .scheduleWithFixedDelay(
                        bounds.heartbeat(),
                        bounds.heartbeat(),
                        this::beat,
                        system.executionContext()));
        dial(bounds.redial());
    }

    private void beat() {
        var dial = current.get();
        if (dial != null) {
            dial.session.beat();
            if (dial.session.isOver()) {
                // A call to a port that nobody serves yet can hang far longer than we wait.
                dial.again();
            }
        }
    }

    private void dial(Duration wait) {
        if (!closed.get()) {
            current.set(new Dial(wait));
        }
    }

    /** One dial, on a channel of its own: one that failed waits longer and longer by itself. */
    private final class Dial {

        private final Duration wait;
        private final LinkClient client = LinkClient.create(dialling, system);
        private final AtomicBoolean opened = new AtomicBoolean();
        private final AtomicBoolean over = new AtomicBoolean();
        private final GrpcSession session = new GrpcSession(
                proxy,
                new GrpcSession.Context(system, incarnation, guardian.get(), bounds, Tap.NONE),
                new GrpcSession.Dialling(sessions.incrementAndGet(), this::attempt));

        Dial(Duration wait) {
            this.wait = wait;
            var _ = fed(session.control(), client.control(session.control().outgoing()))
                    .whenComplete((_, failure) -> {
                        LOG.debug("{} is not reached: {}", proxy, String.valueOf(failure));
                        again();
                    });
        }

        private void attempt(Lane lane) {
            var _ = fed(lane, client.attempt(lane.outgoing()));
        }

        private CompletionStage<Done> fed(Lane lane, Source<Frame, NotUsed> in) {
            return in.runWith(Sink.foreach(frame -> heard(lane, frame)), system)
                    .whenComplete((_, _) -> session.ended(lane));
        }

        private void heard(Lane lane, Frame frame) {
            opened.set(true);
            session.receive(lane, frame);
        }

        /** Once, whoever notices the end first. */
        void again() {
            if (!over.compareAndSet(false, true)) {
                return;
            }
            session.end();
            var _ = client.close();
            var first = opened.get() ? bounds.redial() : wait;
            var longer = first.multipliedBy(2);
            var next = longer.compareTo(bounds.redialMost()) < 0 ? longer : bounds.redialMost();
            var _ = system.scheduler()
                    .scheduleOnce(first, () -> dial(next), system.executionContext());
        }
    }

    @Override
    public void send(NodeId to, Wire message) {
        var dial = current.get();
        if (dial != null && to.equals(proxy)) {
            dial.session.send(message);
        }
    }

    /** Ends the session, and dials no more. */
    public void close() {
        closed.set(true);
        beats.get().cancel();
        var dial = current.get();
        if (dial != null) {
            dial.session.end();
        }
    }
}
