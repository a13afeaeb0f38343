package org.chrysalis.cluster.link;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.esotericsoftware.kryo.KryoException;
import com.sun.management.ThreadMXBean;

import org.chrysalis.ton.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;

/** Kryo alone believes any length, and makes room for it: one byte could end a member's JVM. */
class EnvelopeNoiseTest {

    private static final EnvelopeSerializer KRYO = new EnvelopeSerializer();
    private static final long LITTLE = 1 << 24;

    private static byte[] whole() {
        return KRYO.toBinary(new Envelope(
                Envelope.Kind.WIRE, new byte[32], 1, 2, 3, "pekko://x/system/y", new byte[] {5}));
    }

    private static Object read(byte[] bytes) {
        return KRYO.fromBinaryJava(bytes, Envelope.class);
    }

    /** A body of 2^28 bytes, and one that is missing. */
    @ParameterizedTest
    @ValueSource(strings = {"8180808001", "00"})
    void noRoomIsMadeForABodyThatDoesNotCome(String length) {
        var whole = Bytes.of(whole());
        refused(Bytes.concat(Bytes.ofHex(length), whole.slice(2, whole.length())));
    }

    /** The flag of one that is not ASCII, and 2^28 characters. */
    @Test
    void noRoomIsMadeForAnAddressThatDoesNotCome() {
        refused(Bytes.concat(Bytes.of(whole()).slice(0, 2), Bytes.ofHex("c180808002")));
    }

    private static void refused(Bytes told) {
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        assertThrows(KryoException.class, () -> read(told.toArray()));
        long made = thread.getCurrentThreadAllocatedBytes() - before;
        assertTrue(made < LITTLE, () -> made + " bytes were made room for");
    }

    @Test
    void noChangedByteIsReadAsAnythingButAnEnvelope() {
        for (int at = 0; at < whole().length; at++) {
            for (int value = 0; value < 256; value++) {
                var noise = whole();
                noise[at] = (byte) value;
                try {
                    assertInstanceOf(Envelope.class, read(noise));
                } catch (KryoException refused) {
                    // As good: Artery drops what cannot be read.
                }
            }
        }
    }
}
