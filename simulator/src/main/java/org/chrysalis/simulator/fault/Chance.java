package org.chrysalis.simulator.fault;

import org.chrysalis.simulator.runtime.Seed;

/**
 * Random numbers with addresses: each is a hash of the seed, a purpose and where it is needed, so
 * that what happens in one place moves no number of another. SplitMix64's finaliser over the parts,
 * one after the other. Not for secrets.
 */
public record Chance(long origin) {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    /** One for each purpose. */
    public static Chance of(Seed seed, String purpose) {
        return new Chance(seed.fork(purpose).next());
    }

    /** The numbers of one place. */
    public Chance at(long place) {
        return new Chance(mix(origin ^ mix(place + GOLDEN_GAMMA)));
    }

    /** The numbers of one place that has a name. */
    public Chance at(String place) {
        long hash = place.length();
        for (int i = 0; i < place.length(); i++) {
            hash = mix(hash * 31 + place.charAt(i));
        }
        return at(hash);
    }

    /** Evenly in [0, bound). */
    public long below(long bound) {
        return Math.floorMod(mix(origin + GOLDEN_GAMMA), bound);
    }

    /** Evenly in [0, 1). */
    public double fraction() {
        return (mix(origin + GOLDEN_GAMMA) >>> 11) * 0x1.0p-53;
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
