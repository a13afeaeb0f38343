package org.chrysalis.cluster.demo;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.cluster.codec.WireCodec;
import org.chrysalis.sealing.Frame;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

class PlaintextScanTest {

    private static final List<String> TEXTS =
            List.of("What is the capital of France?", "Paris is the capital", "Hi");

    /** The negative control: sealing that seals nothing is found out. */
    @Test
    void identitySealingIsSeen() {
        var frame = new Frame.Data(16, 0, Bytes.ofUtf8("…Paris is the capital of it"));
        var message = new Wire.Generated(Bytes.of(new byte[32]), frame.encode());
        assertTrue(PlaintextScan.sees(WireCodec.encode(message).toArray(), TEXTS));
    }

    @Test
    void randomBytesAndTextsTooShortToMeanAnythingAreNot() {
        var random = new byte[1 << 20];
        new Random(1).nextBytes(random);
        random[0] = 'H';
        random[1] = 'i';
        assertFalse(PlaintextScan.sees(random, TEXTS));
    }
}
