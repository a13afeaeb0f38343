package org.chrysalis.cluster.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;

import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.grpc.GrpcClientSettings;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.chrysalis.cluster.codec.WireCodec;
import org.chrysalis.cluster.node.LocalNetwork;
import org.chrysalis.cluster.proto.link.Frame;
import org.chrysalis.cluster.proto.link.Heartbeat;
import org.chrysalis.cluster.proto.link.LinkClient;
import org.chrysalis.cluster.proto.link.Open;
import org.chrysalis.cluster.tls.NodeIdentity;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Both ends on loopback, over TLS; some peers of these tests do not keep to the protocol. */
class GrpcLinkTest {

    private static final LinkBounds BOUNDS = new LinkBounds(
            64,
            Duration.ofMillis(200),
            Duration.ofSeconds(2),
            Duration.ofMillis(50),
            Duration.ofMillis(200));
    private static final String HOST = "127.0.0.1";
    private static final NodeIdentity PROXY = identity(1);
    private static final NodeIdentity CLIENT = identity(2);
    private static final Address CHANNEL = Address.of(filled(3, 32));
    private static final Voucher VOUCHER =
            new Voucher(CHANNEL, 0, Nanoton.of(82_000), filled(4, 64));
    private static final RequestKey ONE = new RequestKey(CHANNEL, filled(5, 16), 0);
    private static final RequestKey TWO = new RequestKey(CHANNEL, filled(6, 16), 0);
    private static final Wire DIRECTORY = new Wire.Directory(List.of());

    private final List<AutoCloseable> open = new ArrayList<>();

    /** One life of the proxy's end. */
    private final class Proxy {
        private final ActorSystem<Void> system = started("proxy");
        private final Guardian guardian = new Guardian(system);
        private final GrpcLinkServer link;
        private final int port;

        Proxy(long incarnation, int port) throws Exception {
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
    private final class Client {
        private final ActorSystem<Void> system = started("client");
        private final Guardian guardian = new Guardian(system);
        private final GrpcLinkClient link;

        Client(int port) {
            link = new GrpcLinkClient(system, CLIENT, 70, PROXY.id(), HOST, port, BOUNDS);
            open.add(link::close);
            link.listen(guardian.ref());
        }
    }

    /** A client that says what it likes. */
    private final class Stranger {
        private final ActorSystem<Void> system = started("stranger");
        private final LinkClient client;

        Stranger(int port) {
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

    @AfterEach
    void closeAll() throws Exception {
        for (var one : open.reversed()) {
            one.close();
        }
    }

    @Test
    void aSessionOpensBothWaysAndKeepsTheOrderOfAnAttempt() throws Exception {
        var proxy = new Proxy(7, 0);
        var client = new Client(proxy.port);
        var toClient = proxy.guardian.up();
        var toProxy = client.guardian.up();
        assertEquals(CLIENT.id(), toClient.node());
        assertEquals(70, toClient.incarnation());
        assertEquals(PROXY.id(), toProxy.node());
        assertEquals(7, toProxy.incarnation());
        assertEquals(toClient.session(), toProxy.session());

        client.link.send(PROXY.id(), ask(ONE));
        proxy.guardian.hears(toClient, ask(ONE));
        for (int i = 1; i <= 20; i++) {
            client.link.send(PROXY.id(), new Wire.Step(ONE, i, VOUCHER));
            proxy.link.send(CLIENT.id(), new Wire.Part(ONE, filled(i, 100)));
        }
        for (int i = 1; i <= 20; i++) {
            proxy.guardian.hears(toClient, new Wire.Step(ONE, i, VOUCHER));
            client.guardian.hears(toProxy, new Wire.Part(ONE, filled(i, 100)));
        }
    }

    @Test
    void theProxysLastWordEndsTheAttemptAndNotTheSession() throws Exception {
        var proxy = new Proxy(7, 0);
        var client = new Client(proxy.port);
        var toClient = proxy.guardian.up();
        var toProxy = client.guardian.up();
        client.link.send(PROXY.id(), ask(ONE));
        proxy.guardian.hears(toClient, ask(ONE));
        var refused = new Wire.Refused(ONE, new Refusal.Replayed());
        proxy.link.send(CLIENT.id(), refused);
        client.guardian.hears(toProxy, refused);

        client.link.send(PROXY.id(), new Wire.Cancel(ONE));
        proxy.guardian.hears(toClient, new Wire.Cancel(ONE));
        client.link.send(PROXY.id(), ask(TWO));
        proxy.guardian.hears(toClient, ask(TWO));
        proxy.link.send(CLIENT.id(), DIRECTORY);
        client.guardian.hears(toProxy, DIRECTORY);
    }

    @Test
    void aProxyThatDiesIsNoticedAndItsNextLifeIsDialled() throws Exception {
        var proxy = new Proxy(7, 0);
        var client = new Client(proxy.port);
        var first = client.guardian.up();
        client.link.send(PROXY.id(), ask(ONE));
        proxy.guardian.hears(proxy.guardian.up(), ask(ONE));
        proxy.die();
        assertEquals(first, client.guardian.down());

        var next = new Proxy(8, proxy.port);
        var second = client.guardian.up();
        assertEquals(8, second.incarnation());
        client.link.send(PROXY.id(), ask(TWO));
        next.guardian.hears(next.guardian.up(), ask(TWO));
    }

    @Test
    void aSecondSessionOfTheSameLivesHasAnotherNumber() throws Exception {
        var proxy = new Proxy(7, 0);
        var client = new Client(proxy.port);
        var first = client.guardian.up();
        assertEquals(first.session(), proxy.guardian.up().session());
        proxy.link.close();
        assertEquals(first, client.guardian.down());
        assertEquals(first.session(), proxy.guardian.down().session());
        var second = client.guardian.up();
        assertEquals(first.incarnation(), second.incarnation());
        assertNotEquals(first.session(), second.session());
    }

    @Test
    void aGapInTheNumbersEndsTheSession() throws Exception {
        var proxy = new Proxy(7, 0);
        var control = new Stranger(proxy.port).control();
        control.offer(opening(0, 1));
        var peer = proxy.guardian.up();
        control.offer(Frame.newBuilder()
                .setNumber(2)
                .setHeartbeat(Heartbeat.getDefaultInstance())
                .build());
        assertEquals(peer, proxy.guardian.down());
    }

    @Test
    void aPeerThatFallsSilentIsGone() throws Exception {
        var proxy = new Proxy(7, 0);
        var control = new Stranger(proxy.port).control();
        control.offer(opening(0, 1));
        assertEquals(proxy.guardian.up(), proxy.guardian.down());
    }

    @Test
    void anAttemptsCallCarriesNoOtherAttempt() throws Exception {
        var proxy = new Proxy(7, 0);
        var stranger = new Stranger(proxy.port);
        stranger.control().offer(opening(0, 1));
        var peer = proxy.guardian.up();
        var attempt = stranger.attempt();
        attempt.offer(opening(0, 1));
        attempt.offer(frame(1, ask(ONE)));
        proxy.guardian.hears(peer, ask(ONE));
        attempt.offer(frame(2, new Wire.Cancel(TWO)));
        assertEquals(peer, proxy.guardian.down());
    }

    @Test
    void anAttemptOfAnotherSessionIsNotHeard() throws Exception {
        var proxy = new Proxy(7, 0);
        var stranger = new Stranger(proxy.port);
        var control = stranger.control();
        control.offer(opening(0, 2));
        var peer = proxy.guardian.up();
        var stale = stranger.attempt();
        stale.offer(opening(0, 1));
        stale.offer(frame(1, ask(ONE)));
        var fresh = stranger.attempt();
        fresh.offer(opening(0, 2));
        fresh.offer(frame(1, ask(TWO)));
        proxy.guardian.hears(peer, ask(TWO));
    }

    @Test
    void aCallThatBreaksBeforeItsLastWordEndsTheSession() throws Exception {
        var proxy = new Proxy(7, 0);
        var stranger = new Stranger(proxy.port);
        stranger.control().offer(opening(0, 1));
        var peer = proxy.guardian.up();
        var attempt = stranger.attempt();
        attempt.offer(opening(0, 1));
        attempt.offer(frame(1, ask(ONE)));
        proxy.guardian.hears(peer, ask(ONE));
        attempt.complete();
        assertEquals(peer, proxy.guardian.down());
    }

    @Test
    void aPeerThatDoesNotReadIsGoneWhenTheBufferIsFull() throws Exception {
        var proxy = new Proxy(7, 0);
        var control = new Stranger(proxy.port).control();
        control.offer(opening(0, 1));
        var peer = proxy.guardian.up();
        var large = new Wire.Part(ONE, filled(9, 1 << 20));
        for (int i = 0; i < 200; i++) {
            proxy.link.send(CLIENT.id(), large);
        }
        assertEquals(peer, proxy.guardian.down());
    }

    @Test
    void aFrameLongerThanAnyMessageMayBeEndsTheCallUnheard() throws Exception {
        var proxy = new Proxy(7, 0);
        var stranger = new Stranger(proxy.port);
        var padding = ByteString.copyFrom(new byte[LinkBounds.MAX_FRAME]);
        var unknown = UnknownFieldSet.newBuilder()
                .addField(
                        99,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(padding)
                                .build())
                .build();
        now(stranger.says(opening(0, 1).toBuilder().setUnknownFields(unknown).build()));
        stranger.control().offer(opening(0, 2));
        assertEquals(2, proxy.guardian.up().session());
    }

    private static Wire ask(RequestKey key) {
        return new Wire.Ask(key, filled(8, 3_000), 0, filled(8, 32), 16, VOUCHER);
    }

    private static Frame opening(long number, long session) {
        return Frame.newBuilder()
                .setNumber(number)
                .setOpen(Open.newBuilder().setIncarnation(70).setSession(session))
                .build();
    }

    private static Frame frame(long number, Wire message) {
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

    private static <T> T now(CompletionStage<T> stage) {
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

    private static Bytes filled(int value, int length) {
        var bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) value);
        return Bytes.of(bytes);
    }
}
