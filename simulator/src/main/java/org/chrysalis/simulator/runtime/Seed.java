package org.chrysalis.simulator.runtime;

import org.chrysalis.port.Randomness;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A stream of random numbers that one number determines: SplitMix64 (Steele, Lea and Flood, "Fast
 * splittable pseudorandom number generators", OOPSLA 2014; constants of its java.util
 * implementation). Not for secrets.
 *
 * <p>Each purpose draws from a fork of its own name, so that one more draw here changes nothing
 * there.
 */
public final class Seed implements Randomness {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final long origin;
    private long state;

    private Seed(long origin) {
        this.origin = origin;
        this.state = origin;
    }

    public static Seed of(long number) {
        return new Seed(number);
    }

    @Override
    public long next() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** The same stream for {@code name}, however much was drawn from this one before. */
    @Override
    public Seed fork(String name) {
        return new Seed(mix(mix(origin) ^ hash(name)));
    }

    /**
     * The same stream for {@code number}, as cheap as a draw: for what is numbered, where a fork is
     * for what has a name.
     */
    public Seed at(long number) {
        return new Seed(mix(mix(origin) + mix(number * GOLDEN_GAMMA)));
    }

    /** Spreads {@code value} over all 64 bits. */
    static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** The first 8 bytes of SHA-256: stable across JVMs, where a String's hash need not be. */
    static long hash(String name) {
        var digest = Sha256.start().digest(name.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(digest).getLong();
    }
}
