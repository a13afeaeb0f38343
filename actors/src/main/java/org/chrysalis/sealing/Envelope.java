package org.chrysalis.sealing;

import org.chrysalis.encoding.Hashes;
import org.chrysalis.encoding.Malformed;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;

import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * The clear part of a sealed request: everything a proxy may act on and a worker may know.
 *
 * @param request 16 bytes
 * @param attempt u8
 * @param modelHash 32 bytes
 * @param maxPrompt tokens, u32; an upper bound that the worker holds the prompt to
 * @param maxOutput completion tokens, u32, rounded up to the grid of {@link #rounded}
 * @param termsVersion u32
 * @param maxCoefficient per mille, u32
 * @param maxCostNano the client's own bound on the charge
 * @param deadlineSeconds from admission, u16
 * @param expires ms UTC, at most 120 s ahead
 * @param billingRef 32 bytes: see {@link #billingRef}
 * @param proxy account hash of its contract, 32 bytes: no other proxy may use the request
 * @param cacheTag 16 bytes, opaque; zeros if unused
 */
public record Envelope(
        Bytes request,
        int attempt,
        Bytes modelHash,
        long maxPrompt,
        long maxOutput,
        long termsVersion,
        long maxCoefficient,
        long maxCostNano,
        int deadlineSeconds,
        long expires,
        Bytes billingRef,
        Bytes proxy,
        Bytes cacheTag) {

    public static final int BYTES =
            1 + 2 + 16 + 1 + 32 + 4 + 4 + 4 + 4 + 8 + 2 + 8 + 32 + 32 + 16 + 1;

    /** No flag is defined yet. */
    private static final byte FLAGS = 0;

    /** How far ahead a request may expire (SEALING §1). */
    public static final Duration FURTHEST = Duration.ofMinutes(2);

    private static final long MAX_AHEAD = FURTHEST.toMillis();

    /** What clocks may differ by, ms. */
    public static final long TOLERANCE = 30_000;

    /** From sealing to the last moment at which anybody's clock lets it be opened. */
    public static final Duration LONGEST_LIFE = Duration.ofMillis(MAX_AHEAD + 2 * TOLERANCE);

    /** Hides the exact figure: 16 below 64, then an eighth of the next lower power of two. */
    public static long rounded(long tokens) {
        long step = Math.max(16, Long.highestOneBit(Math.max(1, tokens)) / 8);
        return Math.ceilDiv(tokens, step) * step;
    }

    /**
     * Hides the payer from the worker; opened for the proxy by {@code epoch} and {@code secret}.
     */
    public static Bytes billingRef(Address channel, long epoch, Bytes request, Bytes secret) {
        return Hashes.sha256(
                channel.hash(),
                Bytes.of(ByteBuffer.allocate(8).putLong(epoch).array()),
                request,
                secret);
    }

    /**
     * Whether it is neither past its expiry nor too far ahead of it.
     *
     * @param now ms UTC
     */
    public boolean isTimely(long now) {
        return now <= expires + TOLERANCE && expires <= now + MAX_AHEAD + TOLERANCE;
    }

    Bytes encode() {
        return Bytes.of(ByteBuffer.allocate(BYTES)
                .put(Suite.VERSION)
                .putShort(Suite.ID)
                .put(request.toArray())
                .put((byte) attempt)
                .put(modelHash.toArray())
                .putInt((int) maxPrompt)
                .putInt((int) maxOutput)
                .putInt((int) termsVersion)
                .putInt((int) maxCoefficient)
                .putLong(maxCostNano)
                .putShort((short) deadlineSeconds)
                .putLong(expires)
                .put(billingRef.toArray())
                .put(proxy.toArray())
                .put(cacheTag.toArray())
                .put(FLAGS)
                .array());
    }

    static Envelope read(Reader reader) throws Malformed {
        if (reader.u8() != Suite.VERSION || reader.u16() != Suite.ID) {
            throw new Malformed("an envelope of another version or suite");
        }
        var envelope = new Envelope(
                reader.take(16),
                reader.u8(),
                reader.take(32),
                reader.u32(),
                reader.u32(),
                reader.u32(),
                reader.u32(),
                reader.u63(),
                reader.u16(),
                reader.u63(),
                reader.take(32),
                reader.take(32),
                reader.take(16));
        if (reader.u8() != FLAGS) {
            throw new Malformed("an unknown flag");
        }
        return envelope;
    }
}
