package org.chrysalis.cluster.link;

import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.grpc.GrpcClientSettings;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.chrysalis.cluster.codec.WireCodec;
import org.chrysalis.cluster.node.LocalNetwork;
import org.chrysalis.cluster.proto.link.Frame;
import org.chrysalis.cluster.proto.link.LinkClient;
import org.chrysalis.cluster.proto.link.Open;
import org.chrysalis.cluster.tls.NodeIdentity;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends of links on loopback, over TLS; a Stranger need not keep to the protocol. */
final class GrpcPeers {

    private static final LinkBounds BOUNDS = new LinkBounds(
            64,
            Duration.ofMillis(200),
            Duration.ofSeconds(2),
            Duration.ofMillis(50),
            Duration.ofMillis(200));
    private static final String HOST = "127.0.0.1";
    static final NodeIdentity PROXY = identity(1);
    static final NodeIdentity CLIENT = identity(2);
    private static final Address CHANNEL = Address.of(filled(3, 32));
    static final Voucher VOUCHER = new Voucher(CHANNEL, 0, Nanoton.of(82_000), filled(4, 64));
    static final RequestKey ONE = new RequestKey(CHANNEL, filled(5, 16), 0);
    static final RequestKey TWO = new RequestKey(CHANNEL, filled(6, 16), 0);
    static final Wire DIRECTORY = new Wire.Directory(List.of());

    private final List<AutoCloseable> open = new ArrayList<>();

    /** One life of the proxy's end. */
    final class Proxy {
        private final ActorSystem<Void> system = started("proxy");
        final Guardian guardian = new Guardian(system);
        final GrpcLinkServer link;
        final int port;

        private Proxy(long incarnation, int port) throws Exception {
            link = new GrpcLinkServer(
                    system, PROXY, incarnation, CLIENT.id()::equals, BOUNDS, Tap.NONE);
            link.listen(guardian.ref());
            this.port = now(link.bind(HOST, port)).localAddress().getPort();
        }

        /** At once, without a word to its peers. */
        void die() {
            system.terminate();
            now(system.getWhenTerminated());
        }
    }

    /** The client's end. */
    final class Client {
        private final ActorSystem<Void> system = started("client");
        final Guardian guardian = new Guardian(system);
        final GrpcLinkClient link;

        private Client(int port) {
            link = new GrpcLinkClient(system, CLIENT, 70, PROXY.id(), HOST, port, BOUNDS);
            open.add(link::close);
            link.listen(guardian.ref());
        }
    }

    /** A client that says what it likes. */
    final class Stranger {
        private final ActorSystem<Void> system = started("stranger");
        private final LinkClient client;

        private Stranger(int port) {
            client = LinkClient.create(
                    GrpcClientSettings.connectToServiceAt(HOST, port, system)
                            .withTls(true)
                            .withSslContext(CLIENT.context(PROXY.id()::equals)),
                    system);
        }

        /** The end of a call that says just this. */
        CompletionStage<Done> says(Frame frame) {
            return client.control(Source.single(frame).concat(Source.maybe()))
                    .runWith(Sink.ignore(), system);
        }

        /** Its side of a call; what comes back is not even read. */
        BoundedSourceQueue<Frame> control() {
            var queue = Source.<Frame>queue(1_024).preMaterialize(system);
            var _ = client.control(queue.second()).runWith(Sink.never(), system);
            return queue.first();
        }

        BoundedSourceQueue<Frame> attempt() {
            var queue = Source.<Frame>queue(1_024).preMaterialize(system);
            var _ = client.attempt(queue.second()).runWith(Sink.ignore(), system);
            return queue.first();
        }
    }

    Proxy proxy(long incarnation, int port) throws Exception {
        return new Proxy(incarnation, port);
    }

    Client client(int port) {
        return new Client(port);
    }

    Stranger stranger(int port) {
        return new Stranger(port);
    }

    void close() throws Exception {
        for (var one : open.reversed()) {
            one.close();
        }
    }

    static Wire ask(RequestKey key) {
        return new Wire.Ask(key, filled(8, 3_000), 0, filled(8, 32), 16, VOUCHER);
    }

    static Frame opening(long number, long session) {
        return Frame.newBuilder()
                .setNumber(number)
                .setOpen(Open.newBuilder().setIncarnation(70).setSession(session))
                .build();
    }

    static Frame frame(long number, Wire message) {
        return Frame.newBuilder()
                .setNumber(number)
                .setWire(WireCodec.toProto(message))
                .build();
    }

    private ActorSystem<Void> started(String name) {
        var system = LocalNetwork.system(name);
        open.add(() -> {
            system.terminate();
            now(system.getWhenTerminated());
        });
        return system;
    }

    static <T> T now(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static NodeIdentity identity(int seed) {
        return NodeIdentity.of(filled(seed, 32), Instant.now());
    }

    static Bytes filled(int value, int length) {
        var bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return Bytes.of(bytes);
    }
}
