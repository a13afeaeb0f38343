package org.chrysalis.cluster.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.port.NodeId;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

class NodeIdentityTest {

    private static final Bytes PROXY_SEED = Bytes.ofHex("01".repeat(32));

    /** Of one judgement; a second as configured, and what clocks round. */
    private static final Duration LONGEST_RESUMPTION = Duration.ofMillis(1_100);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Instant now = Instant.now();
    private final NodeIdentity proxy = NodeIdentity.of(PROXY_SEED, now);
    private final NodeIdentity client = NodeIdentity.of(Bytes.ofHex("02".repeat(32)), now);
    private final NodeIdentity stranger = NodeIdentity.of(Bytes.ofHex("03".repeat(32)), now);

    @Test
    void aNodesIdIsItsPublicKey() {
        assertEquals(new NodeId(SigningKey.fromSeed(PROXY_SEED).publicKey()), proxy.id());
    }

    @Test
    void pinnedPeersMeetAndKnowEachOtherByTheirKeys() throws IOException {
        try (var server = new TlsPair(proxy.context(only(client)))) {
            var met = server.connect(client.context(only(proxy)));
            assertEquals(new TlsPair.Seen(client.id(), "TLSv1.3"), met.byServer());
            assertEquals(new TlsPair.Seen(proxy.id(), "TLSv1.3"), met.byClient());
        }
    }

    @Test
    void aClientWithoutACertificateIsRefused() throws IOException, GeneralSecurityException {
        var anonymous = SSLContext.getInstance("TLSv1.3");
        anonymous.init(null, new TrustManager[] {new PinnedTrust(only(proxy))}, new SecureRandom());
        try (var server = new TlsPair(proxy.context(_ -> true))) {
            assertRefused(() -> server.connect(anonymous), "Empty client certificate chain");
        }
    }

    @Test
    void aClientWithAnotherKeyThanThePinnedOneIsRefused() throws IOException {
        try (var server = new TlsPair(proxy.context(only(client)))) {
            assertRefused(
                    () -> server.connect(stranger.context(only(proxy))),
                    "node " + stranger.id() + " is not expected here");
        }
    }

    @Test
    void aServerWithAnotherKeyThanThePinnedOneIsRefused() throws IOException {
        try (var server = new TlsPair(stranger.context(only(client)))) {
            assertRefused(
                    () -> server.connect(client.context(only(proxy))),
                    "node " + stranger.id() + " is not expected here");
        }
    }

    @Test
    void whoSpeaksNothingNewerThanTls12IsRefused() throws IOException {
        try (var server = new TlsPair(proxy.context(only(client)))) {
            assertRefused(
                    () -> server.connect(
                            client.context(only(proxy)),
                            socket -> socket.setEnabledProtocols(new String[] {"TLSv1.2"})),
                    "TLSv1.3 is expected, not TLSv1.2");
        }
    }

    /** A node may be up for months: its certificate is made when it starts, and never again. */
    @Test
    void aNodeThatRunsForMonthsIsStillAccepted() throws IOException {
        var started = now.minus(Duration.ofDays(400));
        var old = NodeIdentity.of(PROXY_SEED, started);
        try (var server = new TlsPair(old.context(only(client)))) {
            assertEquals(
                    proxy.id(),
                    server.connect(client.context(only(proxy))).byClient().peer());
        }
    }

    @Test
    void aPeerWhoseClockIsAFewMinutesAheadIsAccepted() throws IOException {
        var ahead = NodeIdentity.of(PROXY_SEED, now.plus(Duration.ofMinutes(4)));
        try (var server = new TlsPair(ahead.context(only(client)))) {
            assertEquals(
                    proxy.id(),
                    server.connect(client.context(only(proxy))).byClient().peer());
        }
    }

    /**
     * docs/decisions/tls-tickets.md: a resumed session skips the trust manager, so it must tell who
     * is there all the same, and end within a second of the judgement it rests on.
     */
    @Test
    void resumedSessionsStillTellWhoIsThereAndSoonAskAgain() throws IOException {
        var judged = new AtomicInteger();
        var dialling = client.context(only(proxy));
        var listening =
                proxy.context(id -> judged.incrementAndGet() > 0 && client.id().equals(id));
        try (var server = new TlsPair(listening)) {
            int resumed = 0;
            long lastJudgement = System.nanoTime();
            long patience = lastJudgement + PATIENCE.toNanos();
            while ((judged.get() < 2 || resumed == 0) && System.nanoTime() < patience) {
                int before = judged.get();
                long start = System.nanoTime();
                var met = server.connect(dialling);
                assertEquals(client.id(), met.byServer().peer());
                assertEquals(proxy.id(), met.byClient().peer());
                if (judged.get() > before) {
                    lastJudgement = System.nanoTime();
                } else {
                    resumed++;
                    assertTrue(start - lastJudgement < LONGEST_RESUMPTION.toNanos());
                }
            }
            assertTrue(resumed > 0, "no session was resumed: the decision can be simplified");
            assertTrue(judged.get() > 1, "a session was resumed for " + PATIENCE);
        }
    }

    private static void assertRefused(Executable connecting, String reason) {
        var refused = assertThrows(IOException.class, connecting);
        var reasons = new StringBuilder(refused.toString());
        for (var other : refused.getSuppressed()) {
            reasons.append(other);
        }
        assertTrue(reasons.toString().contains(reason), reasons.toString());
    }

    private static Predicate<NodeId> only(NodeIdentity peer) {
        return peer.id()::equals;
    }
}
