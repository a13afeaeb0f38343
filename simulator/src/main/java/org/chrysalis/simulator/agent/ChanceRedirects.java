package org.chrysalis.simulator.agent;

import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * Random numbers. Inside a simulation all are of its seed, also those of generators that say they
 * are secure.
 *
 * <p>A {@link ThreadLocalRandom} is asked here because its own answers depend on the number of the
 * thread, so that a seed would do something else on another one.
 */
public final class ChanceRedirects {

    private ChanceRedirects() {}

    /** Of version 4 also in a simulation. */
    @Instead(of = UUID.class, call = "randomUUID")
    public static UUID uuid() {
        if (!Redirects.isInside()) {
            return UUID.randomUUID();
        }
        long high = (chance().nextLong() & ~0xF000L) | 0x4000L;
        long low = (chance().nextLong() >>> 2) | Long.MIN_VALUE;
        return new UUID(high, low);
    }

    /** Uniform in [0, 1). */
    @Instead(of = Math.class, call = "random")
    public static double random() {
        return Redirects.isInside() ? chance().nextDouble() : Math.random();
    }

    @Instead(of = Random.class, call = Instead.NEW)
    public static Random unseeded() {
        return new WorldRandom();
    }

    @Instead(of = SplittableRandom.class, call = Instead.NEW)
    public static SplittableRandom splittable() {
        return Redirects.isInside()
                ? new SplittableRandom(chance().nextLong())
                : new SplittableRandom();
    }

    @Instead(of = RandomGenerator.class, call = "getDefault")
    public static RandomGenerator generator() {
        return Redirects.isInside() ? chance() : RandomGenerator.getDefault();
    }

    @Instead(of = Collections.class, call = "shuffle")
    public static void shuffle(List<?> list) {
        Collections.shuffle(list, new WorldRandom());
    }

    @Instead(of = SecureRandom.class, call = Instead.NEW)
    public static SecureRandom secure() {
        return new WorldSecureRandom(new SecureRandom());
    }

    @Instead(of = SecureRandom.class, call = Instead.NEW)
    public static SecureRandom secure(byte[] seed) {
        return new WorldSecureRandom(new SecureRandom(seed));
    }

    @Instead(of = SecureRandom.class, call = "getInstanceStrong")
    public static SecureRandom strong() throws NoSuchAlgorithmException {
        return new WorldSecureRandom(SecureRandom.getInstanceStrong());
    }

    @Instead(of = SecureRandom.class, call = "getInstance")
    public static SecureRandom secure(String algorithm) throws NoSuchAlgorithmException {
        return new WorldSecureRandom(SecureRandom.getInstance(algorithm));
    }

    @Instead(of = SecureRandom.class, call = "getInstance")
    public static SecureRandom secure(String algorithm, String provider)
            throws NoSuchAlgorithmException, NoSuchProviderException {
        return new WorldSecureRandom(SecureRandom.getInstance(algorithm, provider));
    }

    @Instead(of = SecureRandom.class, call = "getInstance")
    public static SecureRandom secure(String algorithm, Provider provider)
            throws NoSuchAlgorithmException {
        return new WorldSecureRandom(SecureRandom.getInstance(algorithm, provider));
    }

    @Instead(of = SecureRandom.class, call = "getSeed")
    public static byte[] entropy(int count) {
        if (!Redirects.isInside()) {
            return SecureRandom.getSeed(count);
        }
        var drawn = new byte[count];
        chance().nextBytes(drawn);
        return drawn;
    }

    @Instead(of = ThreadLocalRandom.class, call = "nextInt")
    public static int nextInt(ThreadLocalRandom own) {
        return of(own).nextInt();
    }

    @Instead(of = ThreadLocalRandom.class, call = "nextInt")
    public static int nextInt(ThreadLocalRandom own, int bound) {
        return of(own).nextInt(bound);
    }

    @Instead(of = ThreadLocalRandom.class, call = "nextInt")
    public static int nextInt(ThreadLocalRandom own, int least, int bound) {
        return of(own).nextInt(least, bound);
    }

    @Instead(of = ThreadLocalRandom.class, call = "nextLong")
    public static long nextLong(ThreadLocalRandom own) {
        return of(own).nextLong();
    }

    @Instead(of = ThreadLocalRandom.class, call = "nextLong")
    public static long nextLong(ThreadLocalRandom own, long bound) {
        return of(own).nextLong(bound);
    }

    @Instead(of = ThreadLocalRandom.class, call = "nextLong")
    public static long nextLong(ThreadLocalRandom own, long least, long bound) {
        return of(own).nextLong(least, bound);
    }

    @Instead(of = ThreadLocalRandom.class, call = "nextDouble")
    public static double nextDouble(ThreadLocalRandom own) {
        return of(own).nextDouble();
    }

    @Instead(of = ThreadLocalRandom.class, call = "nextDouble")
    public static double nextDouble(ThreadLocalRandom own, double bound) {
        return of(own).nextDouble(bound);
    }

    @Instead(of = ThreadLocalRandom.class, call = "nextDouble")
    public static double nextDouble(ThreadLocalRandom own, double least, double bound) {
        return of(own).nextDouble(least, bound);
    }

    @Instead(of = ThreadLocalRandom.class, call = "nextFloat")
    public static float nextFloat(ThreadLocalRandom own) {
        return of(own).nextFloat();
    }

    @Instead(of = ThreadLocalRandom.class, call = "nextBoolean")
    public static boolean nextBoolean(ThreadLocalRandom own) {
        return of(own).nextBoolean();
    }

    @Instead(of = ThreadLocalRandom.class, call = "nextGaussian")
    public static double nextGaussian(ThreadLocalRandom own) {
        return of(own).nextGaussian();
    }

    @Instead(of = ThreadLocalRandom.class, call = "nextBytes")
    public static void nextBytes(ThreadLocalRandom own, byte[] bytes) {
        of(own).nextBytes(bytes);
    }

    private static RandomGenerator of(ThreadLocalRandom own) {
        return Redirects.isInside() ? chance() : own;
    }

    /** The world's; only inside. */
    static RandomGenerator chance() {
        return Redirects.WORLD.get()::random;
    }
}
