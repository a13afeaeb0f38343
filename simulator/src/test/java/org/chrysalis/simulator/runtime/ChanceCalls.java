package org.chrysalis.simulator.runtime;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Random numbers, drawn as any library does; outside of the agent's package. */
public final class ChanceCalls {

    private static final SecureRandom KEPT = new SecureRandom();

    private ChanceCalls() {}

    /** One of each way. */
    public static List<Object> draws() {
        Supplier<Random> reference = Random::new;
        Supplier<SecureRandom> secure = SecureRandom::new;
        var shuffled = new ArrayList<>(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
        Collections.shuffle(shuffled);
        return List.of(
                new Random().nextLong(),
                reference.get().nextLong(),
                new Random(new Random().nextLong()).nextLong(),
                new Random().nextGaussian(),
                new SplittableRandom().nextLong(),
                RandomGenerator.getDefault().nextLong(),
                ThreadLocalRandom.current().nextLong(),
                ThreadLocalRandom.current().nextInt(1 << 30),
                ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE),
                ThreadLocalRandom.current().nextDouble(),
                new SecureRandom().nextLong(),
                secure.get().nextLong(),
                new SecureRandom(new byte[8]).nextLong(),
                new SecureRandom().generateSeed(8)[0],
                SecureRandom.getSeed(8)[0],
                KEPT.nextLong(),
                named().nextLong(),
                List.copyOf(shuffled));
    }

    private static SecureRandom named() {
        try {
            return SecureRandom.getInstance("SHA1PRNG");
        } catch (GeneralSecurityException missing) {
            throw new AssertionError(missing);
        }
    }

    /** A generator that somebody seeded is as good in a simulation as elsewhere. */
    public static long seeded() {
        var random = new Random();
        random.setSeed(1);
        return random.nextLong();
    }

    /** Its parent's constructor is called, and no object of the parent is made. */
    public static final class OwnRandom extends Random {

        private static final long serialVersionUID = 1;

        public OwnRandom() {
            super(new Random(2).nextLong());
        }
    }
}
