package org.chrysalis.house.breach;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** Draws what no seed repeats. */
public final class DrawsAtRandom {

    private DrawsAtRandom() {}

    static long random() {
        return new Random().nextLong();
    }

    static long secure() {
        return new SecureRandom().nextLong();
    }

    static UUID uuid() {
        return UUID.randomUUID();
    }

    static double fraction() {
        return Math.random();
    }

    static int local() {
        return ThreadLocalRandom.current().nextInt();
    }

    static int generator() {
        return RandomGenerator.getDefault().nextInt();
    }

    static void shuffled(List<String> all) {
        Collections.shuffle(all);
    }

    static int identity(Object one) {
        return System.identityHashCode(one);
    }
}
