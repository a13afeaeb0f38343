package org.chrysalis.cluster.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.chrysalis.sealing.Malformed;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.Test;

class WireCodecTest {

    @Test
    void alteredAndTruncatedMessagesAreReadOrRefusedAndNothingElse() {
        for (var message : Samples.MESSAGES) {
            var bytes = WireCodec.encode(message).toArray();
            for (int at = 0; at < bytes.length; at++) {
                for (int bit = 0; bit < 8; bit++) {
                    var altered = bytes.clone();
                    altered[at] ^= (byte) (1 << bit);
                    readOrRefuse(Bytes.of(altered));
                }
                readOrRefuse(Bytes.of(bytes, 0, at));
            }
        }
    }

    @Test
    void wrongLengthsAreRefused() {
        assertThrows(
                Malformed.class,
                () -> WireCodec.decode(WireCodec.encode(new Wire.Stop(Samples.SIGNATURE))));
        assertThrows(
                Malformed.class,
                () -> WireCodec.decode(Bytes.of(new byte[WireCodec.MAX_BYTES + 1])));
        assertThrows(Malformed.class, () -> WireCodec.decode(Bytes.EMPTY));
    }

    @Test
    void anEventOfANewerVersionSaysToUpdate() {
        var newer = new byte[] {8, 2};
        var refused = assertThrows(Malformed.class, () -> EventCodec.decode(newer));
        assertEquals(true, refused.getMessage().contains("update"));
    }

    private static void readOrRefuse(Bytes bytes) {
        try {
            WireCodec.decode(bytes);
        } catch (Malformed refused) {
            assertEquals(Malformed.class, refused.getClass());
        }
    }
}
