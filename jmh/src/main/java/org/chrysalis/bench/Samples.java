package org.chrysalis.bench;

import org.chrysalis.port.NodeId;
import org.chrysalis.port.Randomness;
import org.chrysalis.prompt.Prompt;
import org.chrysalis.prompt.Sampling;
import org.chrysalis.prompt.Turn;
import org.chrysalis.sealing.Envelope;
import org.chrysalis.sealing.KeyConfig;
import org.chrysalis.sealing.PayloadKey;
import org.chrysalis.sealing.Plaintext;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.SigningKey;

import java.util.List;
import java.util.SplittableRandom;

/** What all benchmarks work on; the same in every run. */
final class Samples {

    static final Bytes ZERO_32 = Bytes.of(new byte[32]);
    static final Bytes SALT = Bytes.ofHex("07".repeat(32));

    /** About 1 000 tokens of English. */
    static final Prompt PROMPT = new Prompt(
            List.of(new Turn("user", "why ".repeat(1_000))), 64, Sampling.greedy(), List.of());

    static final Plaintext PLAINTEXT = new Plaintext(Bytes.of(new byte[16]), SALT, PROMPT);

    private Samples() {}

    /** Fast and repeatable: it is not the drawing that is measured. */
    record Chance(SplittableRandom random) implements Randomness {

        static Chance of(long seed) {
            return new Chance(new SplittableRandom(seed));
        }

        @Override
        public long next() {
            return random.nextLong();
        }

        @Override
        public Randomness fork(String name) {
            return new Chance(random.split());
        }
    }

    /** A worker's keys. */
    record Worker(SigningKey node, PayloadKey key, KeyConfig config) {

        static Worker of(int number) {
            var node = SigningKey.fromSeed(Bytes.ofHex("0%d".formatted(number).repeat(32)));
            var key = PayloadKey.generate(Chance.of(number));
            return new Worker(
                    node,
                    key,
                    new KeyConfig(
                            key.publicKey(),
                            0,
                            1_000_000,
                            new NodeId(node.publicKey()),
                            ZERO_32,
                            ZERO_32,
                            Address.of(ZERO_32),
                            1));
        }
    }

    static Envelope envelope() {
        return new Envelope(
                Bytes.of(new byte[16]),
                0,
                ZERO_32,
                4_096,
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
