package org.chrysalis.wire;

import org.chrysalis.encoding.Hashes;
import org.chrysalis.port.Randomness;
import org.chrysalis.sealing.Envelope;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;

import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * One attempt of one request: what is admitted, settled and paid once.
 *
 * @param channel the client's
 * @param request 16 bytes: when it was asked, u64 ms UTC, and 8 drawn by the client. A proxy must
 *     never settle the same attempt twice, and could not forget one if ids did not tell their age
 * @param attempt u8, from 0
 */
public record RequestKey(Address channel, Bytes request, int attempt)
        implements Comparable<RequestKey> {

    /**
     * An older request is refused unseen: the longest that one can take, from its expiry to the end
     * of a last attempt, and what clocks may differ by.
     */
    public static final Duration GOOD_FOR = Duration.ofMinutes(15);

    private static final int DRAWN = 8;

    public RequestKey {
        if (request.length() != 16 || attempt < 0 || attempt > 255) {
            throw new IllegalArgumentException("not a request key");
        }
    }

    /**
     * The first attempt of a new request.
     *
     * @param now ms UTC
     */
    public static RequestKey first(Address channel, long now, Randomness randomness) {
        var asked = Bytes.of(ByteBuffer.allocate(Long.BYTES).putLong(now).array());
        return new RequestKey(channel, Bytes.concat(asked, randomness.bytes(DRAWN)), 0);
    }

    /** Ms UTC, as its client says; negative for a figure that no clock shows. */
    public long asked() {
        return ByteBuffer.wrap(request.toArray()).getLong();
    }

    /**
     * Whether it is neither so old that its settlement may be forgotten, nor of the future.
     *
     * @param now ms UTC
     */
    public boolean isTimely(long now) {
        return asked() >= now - GOOD_FOR.toMillis() && asked() <= now + Envelope.TOLERANCE;
    }

    /** What a statement to the client is about: SHA-256(request ‖ attempt). */
    public Bytes subject() {
        return Hashes.sha256(request, Bytes.of(new byte[] {(byte) attempt}));
    }

    @Override
    public int compareTo(RequestKey other) {
        int byChannel = channel.compareTo(other.channel);
        if (byChannel != 0) {
            return byChannel;
        }
        int byRequest = request.compareTo(other.request);
        return byRequest != 0 ? byRequest : Integer.compare(attempt, other.attempt);
    }

    /** Four of the bytes that were drawn: enough for a log line. */
    @Override
    public String toString() {
        return request.hex().substring(2 * DRAWN, 2 * DRAWN + 8) + "/" + attempt;
    }
}
