package org.chrysalis.sealing;

import org.chrysalis.port.NodeId;
import org.chrysalis.port.Randomness;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.SigningKey;

import java.util.Random;

/** What the tests of sealing seal, and for whom. */
final class Samples {

    static final Bytes ZERO_32 = Bytes.of(new byte[32]);

    private Samples() {}

    /** The same draws for every purpose. */
    record Chance(Random random) implements Randomness {

        @Override
        public long next() {
            return random.nextLong();
        }

        @Override
        public Randomness fork(String name) {
            return this;
        }
    }

    static KeyConfig config(Bytes kemKey, SigningKey node) {
        return new KeyConfig(
                kemKey,
                0,
                1_000_000,
                new NodeId(node.publicKey()),
                ZERO_32,
                ZERO_32,
                Address.of(ZERO_32),
                1);
    }

    static Envelope envelope() {
        return new Envelope(
                Bytes.of(new byte[16]),
                0,
                ZERO_32,
                100,
                64,
                1,
                2_000,
                1_000,
                60,
                500_000,
                ZERO_32,
                ZERO_32,
                Bytes.of(new byte[16]));
    }
}
