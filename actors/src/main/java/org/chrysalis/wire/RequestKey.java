package org.chrysalis.wire;

import org.chrysalis.sealing.Hashes;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;

/**
 * One attempt of one request: what is admitted, settled and paid once.
 *
 * @param channel the client's
 * @param request 16 bytes, drawn by the client
 * @param attempt u8, from 0
 */
public record RequestKey(Address channel, Bytes request, int attempt)
        implements Comparable<RequestKey> {

    public RequestKey {
        if (request.length() != 16 || attempt < 0 || attempt > 255) {
            throw new IllegalArgumentException("not a request key");
        }
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

    /** The first 4 bytes of the request: enough for a log line. */
    @Override
    public String toString() {
        return request.hex().substring(0, 8) + "/" + attempt;
    }
}
