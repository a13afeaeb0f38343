package org.chrysalis.port;

import org.chrysalis.ton.Bytes;

import java.nio.ByteBuffer;

/** The only source of chance. Live nodes draw from the system; the simulator from a seed. */
public interface Randomness {

    long next();

    /** A stream of its own, fixed by this one's seed and {@code name}, whoever else draws. */
    Randomness fork(String name);

    /** Fit for keys where the source is. */
    default Bytes bytes(int count) {
        var drawn = ByteBuffer.allocate((count + 7) & ~7);
        while (drawn.hasRemaining()) {
            drawn.putLong(next());
        }
        return Bytes.of(drawn.array(), 0, count);
    }

    /** 0 to {@code bound} − 1, evenly enough: the bias is below bound / 2^63. */
    default int below(int bound) {
        return (int) Math.floorMod(next(), (long) bound);
    }
}
