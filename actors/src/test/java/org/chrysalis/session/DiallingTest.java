package org.chrysalis.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.port.Link;
import org.chrysalis.port.NodeId;
import org.chrysalis.port.Randomness;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.wire.SessionProof;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.Test;

import java.util.List;

/** How a session opens, and everything that must not open one. */
class DiallingTest {

    private static final SigningKey OWN = key(1);
    private static final SigningKey PROXY = key(2);
    private static final NodeId SELF = new NodeId(key(3).publicKey());
    private static final NodeId PROXY_NODE = new NodeId(key(4).publicKey());
    private static final Address CHANNEL = Address.of(Bytes.ofHex("05".repeat(32)));
    private static final Link.Peer PEER = new Link.Peer(PROXY_NODE, 1, 1);
    private static final Link.Peer NEXT = new Link.Peer(PROXY_NODE, 1, 2);
    private static final Bytes NONCE = Bytes.ofHex("06".repeat(32));

    private long drawn;
    private final Dialling dialling = new Dialling(
            new Dialling.Party(
                    Wire.Role.CLIENT,
                    "client",
                    SELF,
                    PROXY_NODE,
                    CHANNEL,
                    3,
                    OWN,
                    PROXY.publicKey()),
            new Randomness() {
                @Override
                public long next() {
                    return ++drawn;
                }

                @Override
                public Randomness fork(String name) {
                    return this;
                }
            });

    @Test
    void aProxyThatSignsOurNonceOpensTheSession() {
        var greeted = greet(PEER);
        var proving = prove(greeted);
        assertTrue(SessionProof.verifies(
                NONCE, PROXY_NODE, CHANNEL, 3, OWN.publicKey(), proof(proving).signature()));
        var next = dialling.heard(
                proving.stage(), arrived(PEER, proofOf(nonce(greeted), SELF, 3, PROXY)));
        assertEquals(
                PEER, assertInstanceOf(Dialling.Opened.class, next).session().peer());
    }

    @Test
    void aProofOfAnotherNonceNodeEpochOrKeyIsTurnedAway() {
        var greeted = greet(PEER);
        var stage = prove(greeted).stage();
        var nonce = nonce(greeted);
        for (var forged : List.of(
                proofOf(NONCE, SELF, 3, PROXY),
                proofOf(nonce, PROXY_NODE, 3, PROXY),
                proofOf(nonce, SELF, 2, PROXY),
                proofOf(nonce, SELF, 3, OWN))) {
            var refused = assertInstanceOf(
                    Dialling.Refused.class, dialling.heard(stage, arrived(PEER, forged)));
            assertEquals(new Refusal.ProofInvalid(), refused.refusal());
            assertInstanceOf(Dialling.Say.class, dialling.again(refused.stage()));
        }
    }

    @Test
    void aProofOfAFormerSessionDoesNotOpenTheNext() {
        var former = nonce(greet(PEER));
        var stage = prove(greet(NEXT), NEXT).stage();
        assertInstanceOf(
                Dialling.Refused.class,
                dialling.heard(stage, arrived(NEXT, proofOf(former, SELF, 3, PROXY))));
        assertEquals(
                new Dialling.Stay(stage),
                dialling.heard(stage, arrived(PEER, proofOf(former, SELF, 3, PROXY))));
    }

    @Test
    void aProofBeforeAHelloAndAStrangersUpChangeNothing() {
        var stage = greet(PEER).stage();
        assertEquals(
                new Dialling.Stay(stage),
                dialling.heard(stage, arrived(PEER, proofOf(NONCE, SELF, 3, PROXY))));
        var stranger = new Link.Up(new Link.Peer(SELF, 1, 1));
        assertEquals(
                new Dialling.Stay(new Dialling.Apart()),
                dialling.heard(new Dialling.Apart(), stranger));
    }

    @Test
    void theEndOfAFormerSessionDoesNotEndTheNext() {
        var stage = greet(NEXT).stage();
        assertEquals(new Dialling.Stay(stage), dialling.heard(stage, new Link.Down(PEER)));
        assertEquals(
                new Dialling.Stay(new Dialling.Apart()),
                dialling.heard(stage, new Link.Down(NEXT)));
    }

    @Test
    void eachGreetingHasANonceOfItsOwn() {
        assertTrue(!nonce(greet(PEER)).equals(nonce(greet(PEER))));
    }

    private Dialling.Say greet(Link.Peer peer) {
        var up = dialling.heard(new Dialling.Apart(), new Link.Up(peer));
        return assertInstanceOf(Dialling.Say.class, up);
    }

    private Dialling.Say prove(Dialling.Say greeted) {
        return prove(greeted, PEER);
    }

    private Dialling.Say prove(Dialling.Say greeted, Link.Peer peer) {
        var hello = new Wire.Hello(Wire.VERSION, Wire.Role.PROXY, NONCE, CHANNEL, 3, "proxy");
        return assertInstanceOf(
                Dialling.Say.class, dialling.heard(greeted.stage(), arrived(peer, hello)));
    }

    private static Bytes nonce(Dialling.Say greeted) {
        return ((Wire.Hello) greeted.message()).nonce();
    }

    private static Wire.Proof proof(Dialling.Say said) {
        return (Wire.Proof) said.message();
    }

    private static Link.Event arrived(Link.Peer peer, Wire message) {
        return new Link.Arrived(peer, message);
    }

    private static Wire.Proof proofOf(Bytes nonce, NodeId to, long epoch, SigningKey key) {
        var signature = SessionProof.sign(nonce, to, CHANNEL, epoch, key);
        return new Wire.Proof(signature);
    }

    private static SigningKey key(int number) {
        return SigningKey.fromSeed(Bytes.ofHex("0%d".formatted(number).repeat(32)));
    }
}
