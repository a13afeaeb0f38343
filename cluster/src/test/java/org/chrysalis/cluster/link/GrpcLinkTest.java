package org.chrysalis.cluster.link;

import static org.chrysalis.cluster.link.GrpcPeers.CLIENT;
import static org.chrysalis.cluster.link.GrpcPeers.DIRECTORY;
import static org.chrysalis.cluster.link.GrpcPeers.ONE;
import static org.chrysalis.cluster.link.GrpcPeers.PROXY;
import static org.chrysalis.cluster.link.GrpcPeers.TWO;
import static org.chrysalis.cluster.link.GrpcPeers.VOUCHER;
import static org.chrysalis.cluster.link.GrpcPeers.ask;
import static org.chrysalis.cluster.link.GrpcPeers.filled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.chrysalis.refusal.Refusal;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Both ends on loopback, over TLS; both keep to the protocol. */
class GrpcLinkTest {

    private final GrpcPeers peers = new GrpcPeers();

    @AfterEach
    void closeAll() throws Exception {
        peers.close();
    }

    @Test
    void aSessionOpensBothWaysAndKeepsTheOrderOfAnAttempt() throws Exception {
        var proxy = peers.proxy(7, 0);
        var client = peers.client(proxy.port);
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
        var proxy = peers.proxy(7, 0);
        var client = peers.client(proxy.port);
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
        var proxy = peers.proxy(7, 0);
        var client = peers.client(proxy.port);
        var first = client.guardian.up();
        client.link.send(PROXY.id(), ask(ONE));
        proxy.guardian.hears(proxy.guardian.up(), ask(ONE));
        proxy.die();
        assertEquals(first, client.guardian.down());

        var next = peers.proxy(8, proxy.port);
        var second = client.guardian.up();
        assertEquals(8, second.incarnation());
        client.link.send(PROXY.id(), ask(TWO));
        next.guardian.hears(next.guardian.up(), ask(TWO));
    }

    @Test
    void aSecondSessionOfTheSameLivesHasAnotherNumber() throws Exception {
        var proxy = peers.proxy(7, 0);
        var client = peers.client(proxy.port);
        var first = client.guardian.up();
        assertEquals(first.session(), proxy.guardian.up().session());
        proxy.link.close();
        assertEquals(first, client.guardian.down());
        assertEquals(first.session(), proxy.guardian.down().session());
        var second = client.guardian.up();
        assertEquals(first.incarnation(), second.incarnation());
        assertNotEquals(first.session(), second.session());
    }
}
