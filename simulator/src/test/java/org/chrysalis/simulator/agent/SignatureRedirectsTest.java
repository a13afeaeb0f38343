package org.chrysalis.simulator.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.simulator.runtime.Seed;
import org.chrysalis.simulator.runtime.SimulationLoop;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.SigningKey;
import org.junit.jupiter.api.Test;

/** Signatures inside a simulation are judged as they are outside. */
class SignatureRedirectsTest {

    private static final Bytes MESSAGE = Bytes.ofUtf8("what is signed");

    /** A point of order 8, which RFC 8032 forgives and the TVM does not. */
    private static final Bytes SMALL_ORDER =
            Bytes.ofHex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a");

    private final SimulationLoop loop = new SimulationLoop(Seed.of(1), 1_000);
    private final SigningKey own = SigningKey.fromSeed(Seed.of(1).bytes(32));
    private final SigningKey other = SigningKey.fromSeed(Seed.of(2).bytes(32));

    @Test
    void aSignatureMadeInsideIsTheSameAndIsRight() {
        var signature = loop.inside(() -> own.sign(MESSAGE));
        assertEquals(own.sign(MESSAGE), signature);
        assertTrue(verifies(own, MESSAGE, signature));
        assertTrue(SigningKey.verifies(own.publicKey(), MESSAGE, signature));
    }

    @Test
    void whatIsKnownOfOneSignatureSaysNothingOfAnother() {
        var signature = loop.inside(() -> own.sign(MESSAGE));
        for (int i = 0; i < signature.length(); i++) {
            var bytes = signature.toArray();
            bytes[i] ^= 1;
            assertFalse(verifies(own, MESSAGE, Bytes.of(bytes)), "byte " + i);
        }
        assertFalse(verifies(own, Bytes.ofUtf8("what is not"), signature));
        assertFalse(verifies(other, MESSAGE, signature));
        assertTrue(verifies(own, MESSAGE, signature));
    }

    @Test
    void aSignatureFromElsewhereIsProvedEachTimeUntilItIsKnown() {
        var signature = other.sign(MESSAGE);
        assertFalse(verifies(own, MESSAGE, signature));
        assertTrue(verifies(other, MESSAGE, signature));
        assertTrue(verifies(other, MESSAGE, signature));
    }

    @Test
    void pointsOfSmallOrderAreRefusedAlsoInside() {
        var forged = Bytes.concat(SMALL_ORDER, Bytes.of(new byte[32]));
        assertFalse(loop.inside(() -> SigningKey.verifies(SMALL_ORDER, MESSAGE, forged)));
        assertFalse(loop.inside(() -> SigningKey.verifies(SMALL_ORDER, MESSAGE, forged)));
    }

    private boolean verifies(SigningKey key, Bytes message, Bytes signature) {
        return loop.inside(() -> SigningKey.verifies(key.publicKey(), message, signature));
    }
}
