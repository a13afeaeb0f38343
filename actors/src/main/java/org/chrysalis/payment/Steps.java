package org.chrysalis.payment;

/**
 * How far a request is paid for, step by step: 16 tokens, then 32, 64, 128, 128 … (PAYMENTS §3).
 */
public final class Steps {

    private static final long FIRST = 16;
    private static final long LARGEST = 128;

    private Steps() {}

    /** Completion tokens bought with the first step. */
    public static long first(long maxOutput) {
        return Math.min(FIRST, maxOutput);
    }

    /** Cumulative, after {@code bought}; the same if all of {@code maxOutput} is bought. */
    public static long next(long bought, long maxOutput) {
        long step = Math.min(LARGEST, bought + FIRST);
        return Math.min(maxOutput, bought + step);
    }

    /**
     * Whether the next step is due: half of the last one is opened. That bounds what a proxy that
     * dies can keep, and leaves a round trip before the worker parks.
     */
    public static boolean due(long opened, long previous, long bought) {
        return opened >= previous + (bought - previous) / 2;
    }
}
