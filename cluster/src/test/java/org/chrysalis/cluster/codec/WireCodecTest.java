package org.chrysalis.cluster.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.chrysalis.encoding.Malformed;
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
    void anEventOfAnotherVersionSaysWhatToDo() {
        assertEquals(
                "an event of version 3; this Chrysalis reads version 2: update it",
                refusalOfVersion(3));
        assertEquals(
                "an event of version 1; this Chrysalis reads version 2: keep the file, and settle"
                        + " what it holds with the release that wrote it",
                refusalOfVersion(1));
    }

    private static String refusalOfVersion(int version) {
        var bytes = new byte[] {8, (byte) version};
        return assertThrows(Malformed.class, () -> EventCodec.decode(bytes)).getMessage();
    }

    private static void readOrRefuse(Bytes bytes) {
        try {
            WireCodec.decode(bytes);
        } catch (Malformed refused) {
            assertEquals(Malformed.class, refused.getClass());
        }
    }
}
