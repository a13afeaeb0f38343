package org.chrysalis.chain;

import java.math.BigInteger;

/**
 * What a network charges, as multiples of mainnet's prices in April 2026. A vote of the validators
 * changes them for contracts that live already.
 *
 * @param gas of the gas and forward prices (params 21 and 25)
 * @param storage of the storage price (param 18)
 */
public record Prices(Ratio gas, Ratio storage) {

    /** As they were when {@code @ton/sandbox} copied them. */
    public static final Prices KNOWN = new Prices(Ratio.of(1), Ratio.of(1));

    /** As mainnet has charged since the end of April 2026, about. */
    public static final Prices CUT = new Prices(new Ratio(1, 6), Ratio.of(1));

    /** @param of above 0; {@code to} as well */
    public record Ratio(long of, long to) {

        public Ratio {
            if (of <= 0 || to <= 0) {
                throw new IllegalArgumentException(of + " / " + to + " is no price");
            }
        }

        public static Ratio of(long times) {
            return new Ratio(times, 1);
        }

        /**
         * Rounded up.
         *
         * @throws ArithmeticException if that is above 2^63
         */
        long of(BigInteger price) {
            var times = BigInteger.valueOf(of);
            var by = BigInteger.valueOf(to);
            return price.multiply(times)
                    .add(by.subtract(BigInteger.ONE))
                    .divide(by)
                    .longValueExact();
        }
    }
}
