package org.chrysalis.proxy.attempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.chrysalis.config.Section;
import org.chrysalis.contract.ChannelCodes;
import org.chrysalis.money.Multipliers;
import org.chrysalis.money.Terms;
import org.chrysalis.port.NodeId;
import org.chrysalis.proxy.settings.ProxySettings;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.sealing.Envelope;
import org.chrysalis.sealing.SealedRequest;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/** What a proxy refuses of an Ask at its door. */
class AdmissibilityTest {

    private static final long NOW = 1_795_000_000_000L;
    private static final SigningKey KEY = SigningKey.fromSeed(filled(1, 32));
    private static final Address CONTRACT = Address.of(filled(2, 32));
    private static final Address CHANNEL = Address.of(filled(3, 32));
    private static final Bytes SECRET = filled(4, 32);
    private static final NodeId CLIENT = new NodeId(filled(5, 32));
    private static final Terms TERMS =
            new Terms(1, 1_000_000, 800_000, new Multipliers(10_000, 1_000, 30_000, 30_000));
    private static final ProxySettings SETTINGS = new ProxySettings(
            new NodeId(KEY.publicKey()),
            "proxy",
            KEY,
            CONTRACT,
            -7,
            TERMS,
            60,
            Nanoton.ZERO,
            ChannelCodes.OWN,
            ProxySettings.Limits.of(Section.reference()));

    @Test
    void aRequestOfNowIsAdmissible() {
        var asked = asked(NOW, NOW + 90_000);
        var order = assertInstanceOf(Admissibility.Admissible.class, asked).order();
        assertEquals(CLIENT, order.client());
        assertEquals(16, order.attempt().bought());
        assertEquals(Duration.ofMinutes(5), order.deadline());
    }

    @Test
    void clocksMayDifferByHalfAMinute() {
        assertInstanceOf(
                Admissibility.Admissible.class, asked(NOW + 30_000, NOW + 30_000 + 120_000));
        assertInstanceOf(Admissibility.Admissible.class, asked(NOW - 120_000, NOW - 30_000));
    }

    @Test
    void whatIsExpiredOrFarAheadIsRefusedWithTheTime() {
        assertRefused(new Refusal.Expired(NOW), asked(NOW, NOW - 30_001));
        assertRefused(new Refusal.Expired(NOW), asked(NOW, NOW + 150_001));
    }

    /** Its settlement may be forgotten, whatever its envelope says of an expiry. */
    @Test
    void anIdOfAnotherTimeIsRefusedWithTheTime() {
        long old = NOW - RequestKey.GOOD_FOR.toMillis();
        assertInstanceOf(Admissibility.Admissible.class, asked(old, NOW + 90_000));
        assertRefused(new Refusal.Expired(NOW), asked(old - 1, NOW + 90_000));
        assertRefused(new Refusal.Expired(NOW), asked(NOW + 30_001, NOW + 90_000));
        assertRefused(new Refusal.Expired(NOW), asked(-1, NOW + 90_000));
        assertRefused(new Refusal.Expired(NOW), asked(Long.MAX_VALUE, NOW + 90_000));
    }

    @Test
    void anEnvelopeOfAnotherRequestOrProxyIsNotOpened() {
        var key = key(NOW);
        var envelope = envelope(key, NOW + 90_000);
        assertRefused(new Refusal.NotOpened(), decide(ask(key(NOW + 1), envelope, SECRET)));
        assertRefused(new Refusal.NotOpened(), decide(ask(key, envelope, filled(9, 32))));
        var elsewhere = new RequestKey(CONTRACT, key.request(), 0);
        assertRefused(new Refusal.NotOpened(), decide(ask(elsewhere, envelope, SECRET)));
        var broken = new Wire.Ask(key, filled(0, 400), 0, SECRET, 16, voucher());
        assertRefused(new Refusal.NotOpened(), decide(broken));
    }

    private static void assertRefused(Refusal expected, Admissibility decision) {
        assertEquals(new Admissibility.Refused(expected), decision);
    }

    private static Admissibility asked(long asked, long expires) {
        var key = key(asked);
        return decide(ask(key, envelope(key, expires), SECRET));
    }

    private static Admissibility decide(Wire.Ask ask) {
        return Admissibility.of(ask, CLIENT, SETTINGS, NOW);
    }

    private static RequestKey key(long asked) {
        var id = ByteBuffer.allocate(16).putLong(asked).putLong(7).array();
        return new RequestKey(CHANNEL, Bytes.of(id), 0);
    }

    private static Envelope envelope(RequestKey key, long expires) {
        return new Envelope(
                key.request(),
                key.attempt(),
                filled(6, 32),
                100,
                64,
                TERMS.version(),
                1_000,
                1_000_000,
                300,
                expires,
                Envelope.billingRef(CHANNEL, 0, key.request(), SECRET),
                CONTRACT.hash(),
                filled(0, 16));
    }

    private static Wire.Ask ask(RequestKey key, Envelope envelope, Bytes secret) {
        var recipient = new SealedRequest.Recipient(filled(7, 16), filled(8, 1_120), filled(9, 48));
        var sealed = new SealedRequest(envelope, List.of(recipient), filled(1, 272));
        return new Wire.Ask(key, sealed.encode(), 0, secret, 16, voucher());
    }

    private static Voucher voucher() {
        return Voucher.sign(-7, CHANNEL, 0, Nanoton.ton(1), KEY);
    }

    private static Bytes filled(int octet, int length) {
        var bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) octet);
        return Bytes.of(bytes);
    }
}
