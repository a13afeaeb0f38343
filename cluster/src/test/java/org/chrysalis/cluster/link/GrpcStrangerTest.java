package org.chrysalis.cluster.link;

import static org.chrysalis.cluster.link.GrpcPeers.CLIENT;
import static org.chrysalis.cluster.link.GrpcPeers.ONE;
import static org.chrysalis.cluster.link.GrpcPeers.TWO;
import static org.chrysalis.cluster.link.GrpcPeers.ask;
import static org.chrysalis.cluster.link.GrpcPeers.filled;
import static org.chrysalis.cluster.link.GrpcPeers.frame;
import static org.chrysalis.cluster.link.GrpcPeers.now;
import static org.chrysalis.cluster.link.GrpcPeers.opening;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;

import org.chrysalis.cluster.proto.link.Frame;
import org.chrysalis.cluster.proto.link.Heartbeat;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a peer that does not keep to the protocol gets for it. */
class GrpcStrangerTest {

    private final GrpcPeers peers = new GrpcPeers();

    @AfterEach
    void closeAll() throws Exception {
        peers.close();
    }

    @Test
    void aGapInTheNumbersEndsTheSession() throws Exception {
        var proxy = peers.proxy(7, 0);
        var control = peers.stranger(proxy.port).control();
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
        var proxy = peers.proxy(7, 0);
        var control = peers.stranger(proxy.port).control();
        control.offer(opening(0, 1));
        assertEquals(proxy.guardian.up(), proxy.guardian.down());
    }

    @Test
    void anAttemptsCallCarriesNoOtherAttempt() throws Exception {
        var proxy = peers.proxy(7, 0);
        var stranger = peers.stranger(proxy.port);
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
        var proxy = peers.proxy(7, 0);
        var stranger = peers.stranger(proxy.port);
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
        var proxy = peers.proxy(7, 0);
        var stranger = peers.stranger(proxy.port);
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
        var proxy = peers.proxy(7, 0);
        var control = peers.stranger(proxy.port).control();
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
        var proxy = peers.proxy(7, 0);
        var stranger = peers.stranger(proxy.port);
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
}
