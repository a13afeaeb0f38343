package org.chrysalis.sealing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.encoding.Malformed;
import org.chrysalis.port.Randomness;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.SigningKey;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Peers choose their public keys and encapsulations: none of them may stop the other side. */
class SmallOrderTest {

    private final Randomness chance = new Samples.Chance(new Random(5));
    private final PayloadKey key = PayloadKey.generate(chance);

    @Test
    void anEncapsulationWithAnX25519PointOfSmallOrderIsMalformed() {
        var config = config(key.publicKey());
        for (var point : smallOrder()) {
            var encapsulation = Bytes.concat(Bytes.of(new byte[1088]), point);
            var recipient = new SealedRequest.Recipient(
                    config.keyId(), encapsulation, Bytes.of(new byte[Suite.WRAPPED_BYTES]));
            var request = new SealedRequest(
                    Samples.envelope(), List.of(recipient), Bytes.of(new byte[272]));
            assertThrows(Malformed.class, () -> key.open(request, config), point::hex);
        }
    }

    @Test
    void aPublicKeyThatCannotBeSealedForIsNotUsable() {
        var good = key.publicKey();
        assertTrue(config(good).usable());
        for (var point : smallOrder()) {
            assertFalse(config(Bytes.concat(good.slice(0, 1184), point)).usable(), point::hex);
        }
        var overModulus = good.toArray();
        Arrays.fill(overModulus, 0, 384, (byte) 0xff);
        assertFalse(config(Bytes.of(overModulus)).usable());
    }

    /** 0, 1 and p: whatever they are multiplied with, the shared secret is zero. */
    private static List<Bytes> smallOrder() {
        var points = new ArrayList<Bytes>();
        points.add(Samples.ZERO_32);
        points.add(Bytes.ofHex("01" + "00".repeat(31)));
        points.add(Bytes.ofHex("ed" + "ff".repeat(30) + "7f"));
        return points;
    }

    private static KeyConfig config(Bytes kemKey) {
        return Samples.config(kemKey, SigningKey.fromSeed(Bytes.ofHex("01".repeat(32))));
    }
}
