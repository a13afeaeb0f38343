package org.chrysalis.cluster.link;

import io.grpc.Status;

import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.grpc.GrpcServiceException;
import org.apache.pekko.grpc.javadsl.Metadata;
import org.apache.pekko.http.javadsl.ConnectionContext;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.japi.function.Function;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.chrysalis.cluster.grpc.GrpcGuard;
import org.chrysalis.cluster.proto.link.Frame;
import org.chrysalis.cluster.proto.link.LinkPowerApi;
import org.chrysalis.cluster.proto.link.LinkPowerApiHandlerFactory;
import org.chrysalis.cluster.tls.NodeIdentity;
import org.chrysalis.port.Link;
import org.chrysalis.port.NodeId;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

import javax.net.ssl.SSLPeerUnverifiedException;

/** The proxy's end of gRPC sessions: whoever dials in is who its TLS certificate says. */
public final class GrpcLinkServer implements Link {

    /** Set here from the TLS session, after whatever the peer sent under this name is removed. */
    private static final String PEER_HEADER = "chrysalis-peer";

    private final ActorSystem<?> system;
    private final NodeIdentity identity;
    private final long incarnation;
    private final Predicate<NodeId> accepted;
    private final LinkBounds bounds;
    private final Tap tap;
    private final AtomicReference<ActorRef<? super Event>> guardian = new AtomicReference<>();
    private final AtomicReference<Cancellable> beats =
            new AtomicReference<>(Cancellable.alreadyCancelled());
    private final Map<NodeId, GrpcSession> sessions = new ConcurrentHashMap<>();

    /** @param accepted whose TLS connections are accepted; what they may do, Proof decides */
    public GrpcLinkServer(
            ActorSystem<?> system,
            NodeIdentity identity,
            long incarnation,
            Predicate<NodeId> accepted,
            LinkBounds bounds,
            Tap tap) {
        this.system = system;
        this.identity = identity;
        this.incarnation = incarnation;
        this.accepted = accepted;
        this.bounds = bounds;
        this.tap = tap;
    }

    /** Accepts sessions at {@code host:port} from now on; 0 for a free port. */
    public CompletionStage<ServerBinding> bind(String host, int port) {
        var tls = identity.context(accepted);
        var context = ConnectionContext.httpsServer(() -> {
            var engine = tls.createSSLEngine();
            engine.setUseClientMode(false);
            engine.setNeedClientAuth(true);
            return engine;
        });
        var service = LinkPowerApiHandlerFactory.create(new Service(), system);
        var guarded = GrpcGuard.guarded(service, LinkBounds.MAX_FRAME);
        Function<HttpRequest, CompletionStage<HttpResponse>> handler =
                request -> guarded.apply(named(request));
        beats.set(system.scheduler()
                .scheduleWithFixedDelay(
                        bounds.heartbeat(),
                        bounds.heartbeat(),
                        () -> sessions.values().forEach(GrpcSession::beat),
                        system.executionContext()));
        return Http.get(system).newServerAt(host, port).enableHttps(context).bind(handler);
    }

    private static HttpRequest named(HttpRequest request) throws SSLPeerUnverifiedException {
        var session = request.getAttribute(AttributeKeys.sslSession)
                .orElseThrow(() -> new SSLPeerUnverifiedException("no TLS session"));
        var peer = NodeIdentity.peer(session.getSession());
        return request.removeHeader(PEER_HEADER)
                .addHeader(RawHeader.create(PEER_HEADER, peer.key().hex()));
    }

    @Override
    public void listen(ActorRef<? super Event> node) {
        guardian.set(node);
    }

    @Override
    public void send(NodeId to, Wire message) {
        var session = sessions.get(to);
        if (session != null) {
            session.send(message);
        }
    }

    /** Ends all sessions. */
    public void close() {
        beats.get().cancel();
        sessions.values().forEach(GrpcSession::end);
    }

    private final class Service implements LinkPowerApi {

        @Override
        public Source<Frame, NotUsed> control(Source<Frame, NotUsed> in, Metadata metadata) {
            var listener = guardian.get();
            if (listener == null) {
                return Source.failed(notYet("this node does not listen yet"));
            }
            var node = peer(metadata);
            var context = new GrpcSession.Context(system, incarnation, listener, bounds, tap);
            var session = new GrpcSession(node, context, new GrpcSession.Answering());
            var before = sessions.put(node, session);
            if (before != null) {
                before.end();
            }
            var _ = fed(session, session.control(), in)
                    .whenComplete((_, _) -> sessions.remove(node, session));
            return session.control().outgoing();
        }

        @Override
        public Source<Frame, NotUsed> attempt(Source<Frame, NotUsed> in, Metadata metadata) {
            var session = sessions.get(peer(metadata));
            if (session == null) {
                return Source.failed(notYet("open a session first"));
            }
            var lane = session.lane();
            var _ = fed(session, lane, in);
            return lane.outgoing();
        }

        private CompletionStage<Done> fed(
                GrpcSession session, Lane lane, Source<Frame, NotUsed> in) {
            return in.runWith(Sink.foreach(frame -> session.receive(lane, frame)), system)
                    .whenComplete((_, _) -> session.ended(lane));
        }

        private static NodeId peer(Metadata metadata) {
            return metadata.getText(PEER_HEADER)
                    .map(name -> new NodeId(Bytes.ofHex(name)))
                    .orElseThrow(() -> new AssertionError("set by the handler"));
        }

        private static GrpcServiceException notYet(String why) {
            return new GrpcServiceException(Status.FAILED_PRECONDITION.withDescription(why));
        }
    }
}
