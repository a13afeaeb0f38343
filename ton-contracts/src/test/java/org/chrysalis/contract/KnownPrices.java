package org.chrysalis.contract;

/**
 * What the embedded network charges, in nanoton: mainnet's prices of April 2026, and the formulas
 * of TON's transaction executor. Worked out here once more, apart from the code that is tested.
 */
public final class KnownPrices {

    private static final long LUMP = 400_000;
    private static final long PER_GAS = 400;
    private static final long PER_BIT = 400;
    private static final long PER_CELL = 40_000;
    private static final long STORED_CELL = 500;

    private KnownPrices() {}

    /** @param gas 100 at least: less costs as much */
    public static long gas(long gas) {
        return PER_GAS * gas;
    }

    /** Of a message whose root cell refers to so many bits and cells. */
    public static long forward(long bits, long cells) {
        return LUMP + PER_BIT * bits + PER_CELL * cells;
    }

    public static long storage(long seconds, long bits, long cells) {
        return Math.ceilDiv(Math.multiplyExact(seconds, bits + STORED_CELL * cells), 1L << 16);
    }
}
