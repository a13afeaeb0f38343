package org.chrysalis.cluster.link;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.grpc.GrpcClientSettings;
import org.apache.pekko.stream.javadsl.Sink;
import org.chrysalis.cluster.proto.link.LinkClient;
import org.chrysalis.cluster.tls.NodeIdentity;
import org.chrysalis.port.Link;
import org.chrysalis.port.NodeId;
import org.chrysalis.wire.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private final AtomicReference<GrpcSession> current = new AtomicReference<>();
    private final AtomicBoolean closed = new AtomicBoolean();

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
                .withChannelBuilderOverrides(builder -> builder.directExecutor());
    }

    @Override
    public void listen(ActorRef<? super Event> node) {
        guardian.set(node);
        system.scheduler()
                .scheduleWithFixedDelay(
                        bounds.heartbeat(),
                        bounds.heartbeat(),
                        this::beat,
                        system.executionContext());
        dial(bounds.redial());
    }

    private void beat() {
        var session = current.get();
        if (session != null) {
            session.beat();
        }
    }

    private void dial(Duration wait) {
        if (closed.get()) {
            return;
        }
        var session =
                GrpcSession.with(proxy, incarnation, guardian.get(), bounds, Tap.NONE, system);
        current.set(session);
        var opened = new AtomicBoolean();
        // A channel of its own for each dial: one that failed waits longer and longer by itself.
        var client = LinkClient.create(dialling, system);
        var _ = client.control(session.outgoing())
                .runWith(
                        Sink.foreach(frame -> {
                            opened.set(true);
                            session.receive(frame);
                        }),
                        system)
                .whenComplete((done, failure) -> {
                    LOG.debug("{} is not reached: {}", proxy, String.valueOf(failure));
                    session.end();
                    var _ = client.close();
                    redial(opened.get() ? bounds.redial() : wait);
                });
    }

    private void redial(Duration wait) {
        var longer = wait.multipliedBy(2);
        var next = longer.compareTo(bounds.redialMost()) < 0 ? longer : bounds.redialMost();
        var _ = system.scheduler().scheduleOnce(wait, () -> dial(next), system.executionContext());
    }

    @Override
    public void send(NodeId to, Wire message) {
        var session = current.get();
        if (session != null && to.equals(proxy)) {
            session.send(message);
        }
    }

    /** Ends the session, and dials no more. */
    public void close() {
        closed.set(true);
        var session = current.get();
        if (session != null) {
            session.end();
        }
    }
}
