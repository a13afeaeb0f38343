package org.chrysalis.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.chrysalis.port.Randomness;
import org.chrysalis.prompt.Prompt;
import org.chrysalis.prompt.Sampling;
import org.chrysalis.prompt.Turn;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.sealing.Envelope;
import org.chrysalis.sealing.KeyConfig;
import org.chrysalis.sealing.Plaintext;
import org.chrysalis.sealing.RequestSealer;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

/** Which of a worker's payload keys opens what, and for how long. */
class KeyRingTest {

    private static final long NOW = 1_795_000_000_000L;
    private static final Bytes ZERO_32 = Bytes.of(new byte[32]);

    private final Randomness chance = new Chance(new Random(5));
    private final KeyRing ring = new KeyRing(SomeWorker.settings(), ZERO_32, chance, NOW);

    private record Chance(Random random) implements Randomness {
        @Override
        public long next() {
            return random.nextLong();
        }

        @Override
        public Randomness fork(String name) {
            return this;
        }
    }

    @Test
    void nothingIsOnOfferBeforeThereIsEvidence() {
        ring.attested(Bytes.ofHex("0a"));
        var first = ring.config();
        ring.renew(NOW);
        assertEquals(first, ring.config());
        assertNotEquals(first.hash(), ring.claim());
        ring.attested(Bytes.ofHex("0b"));
        assertEquals(Bytes.ofHex("0b"), ring.evidence());
        assertNotEquals(first, ring.config());
    }

    @Test
    void whatWasSealedForTheKeyBeforeIsOpenedUntilThatRetires() {
        ring.attested(Bytes.EMPTY);
        var before = ring.config();
        var one = sealed(before);
        var two = sealed(before);
        ring.renew(NOW);
        ring.attested(Bytes.EMPTY);
        var opened = assertInstanceOf(RequestOpener.Result.Opened.class, ring.open(one, NOW));
        assertEquals(before, opened.config());
        ring.retire();
        assertEquals(
                new RequestOpener.Result.Refused(new Refusal.NotOpened()), ring.open(two, NOW));
        assertInstanceOf(RequestOpener.Result.Opened.class, ring.open(sealed(ring.config()), NOW));
    }

    @Test
    void theOnlyKeyDoesNotRetire() {
        ring.attested(Bytes.EMPTY);
        ring.retire();
        assertInstanceOf(RequestOpener.Result.Opened.class, ring.open(sealed(ring.config()), NOW));
    }

    @Test
    void aRequestIsOpenedOnceWhicheverKeyItIsFor() {
        ring.attested(Bytes.EMPTY);
        var one = sealed(ring.config());
        assertInstanceOf(RequestOpener.Result.Opened.class, ring.open(one, NOW));
        ring.renew(NOW);
        ring.attested(Bytes.EMPTY);
        assertEquals(new RequestOpener.Result.Refused(new Refusal.Replayed()), ring.open(one, NOW));
    }

    private Wire.Dispatch sealed(KeyConfig config) {
        var envelope = new Envelope(
                chance.bytes(16),
                0,
                ZERO_32,
                100,
                64,
                SomeWorker.TERMS.version(),
                2_000,
                1_000,
                60,
                NOW + 90_000,
                ZERO_32,
                SomeWorker.ADDRESS.hash(),
                Bytes.of(new byte[16]));
        var prompt = new Prompt(List.of(new Turn("user", "Hi")), 64, Sampling.greedy(), List.of());
        var plaintext = new Plaintext(Bytes.of(new byte[16]), ZERO_32, prompt);
        var request =
                RequestSealer.seal(envelope, plaintext, List.of(config), chance).request();
        return new Wire.Dispatch(request.envHash(), request.encode(), 16);
    }
}
