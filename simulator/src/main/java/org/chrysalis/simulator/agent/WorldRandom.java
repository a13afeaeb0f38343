package org.chrysalis.simulator.agent;

import java.util.Random;

/**
 * A {@link Random} that nobody seeded. Inside a simulation it draws from that world's seed: it may
 * well be kept in a static field and outlive the world in which it was made.
 */
@SuppressWarnings("serial")
final class WorldRandom extends Random {

    private boolean seeded;

    WorldRandom() {
        seeded = false; // the parent's constructor has called setSeed
    }

    @Override
    public synchronized void setSeed(long seed) {
        super.setSeed(seed);
        seeded = true;
    }

    @Override
    protected int next(int bits) {
        return Redirects.isInside() && !seeded
                ? (int) (Redirects.WORLD.get().random() >>> (Long.SIZE - bits))
                : super.next(bits);
    }
}
