package org.chrysalis.cluster.node;

import org.chrysalis.encoding.Hashes;
import org.chrysalis.port.Randomness;
import org.chrysalis.ton.Bytes;

import java.nio.ByteBuffer;

/**
 * Keys out of one secret: SHA-256 over the secret, a path of names and a counter. All processes of
 * a dev network derive the same ones; the secret is in a file that only its owner reads.
 */
final class SeededKeys implements Randomness {

    private final Bytes secret;
    private long counter;

    SeededKeys(Bytes secret) {
        this.secret = secret;
    }

    @Override
    public long next() {
        var block = Hashes.sha256(secret, number(counter++));
        return ByteBuffer.wrap(block.toArray()).getLong();
    }

    @Override
    public Randomness fork(String name) {
        return new SeededKeys(
                Hashes.sha256(Bytes.ofUtf8("chrysalis dev key"), secret, Bytes.ofUtf8(name)));
    }

    private static Bytes number(long value) {
        return Bytes.of(ByteBuffer.allocate(8).putLong(value).array());
    }
}
