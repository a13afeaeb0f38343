package org.chrysalis.sealing;

import org.chrysalis.encoding.Malformed;
import org.chrysalis.ton.Bytes;

import java.nio.ByteBuffer;

/**
 * Padmé: hides a length but for O(log log n) bits, at a cost of at most 12 %, with a floor.
 *
 * @see <a href="https://doi.org/10.2478/popets-2019-0056">Nikitin and others, 2019</a>
 */
final class Padding {

    static final int FLOOR = 256;

    private Padding() {}

    /** {@code length u32 | content | zeros}. */
    static Bytes pad(Bytes content) {
        int size = Math.max(FLOOR, padme(Math.addExact(content.length(), 4)));
        return Bytes.of(ByteBuffer.allocate(size)
                .putInt(content.length())
                .put(content.toArray())
                .array());
    }

    /** The content; its padding must be what {@link #pad} would have written. */
    static Bytes unpad(Bytes padded) throws Malformed {
        var reader = new Reader(padded);
        var content = reader.take(reader.u32());
        if (!pad(content).equals(padded)) {
            throw new Malformed("padding");
        }
        return content;
    }

    private static int padme(int length) {
        int exponent = 31 - Integer.numberOfLeadingZeros(length);
        int significant = 32 - Integer.numberOfLeadingZeros(exponent);
        int mask = (1 << Math.max(0, exponent - significant)) - 1;
        return (length + mask) & ~mask;
    }
}
