package org.chrysalis.cluster.node;

import org.chrysalis.port.Randomness;
import org.chrysalis.ton.Bytes;

import java.security.SecureRandom;

/** The operating system's chance, fit for keys. Every fork draws from it too. */
public final class SystemRandomness implements Randomness {

    private final SecureRandom random = new SecureRandom();

    @Override
    public long next() {
        return random.nextLong();
    }

    @Override
    public Randomness fork(String name) {
        return this;
    }

    @Override
    public Bytes bytes(int count) {
        var drawn = new byte[count];
        random.nextBytes(drawn);
        return Bytes.of(drawn);
    }
}
