package org.chrysalis.money;

import org.chrysalis.invariant.Invariant;
import org.chrysalis.ton.Nanoton;

import java.math.BigInteger;
import java.util.function.LongFunction;

/**
 * The network's terms of one version, as published in the Registry. They price a usage exactly:
 *
 * <pre>
 *   cost   = ceil ( weighted · coefficient · price / 10^13 )
 *   earned = floor( weighted · coefficient · fee   / 10^13 )
 * </pre>
 *
 * @param version u32
 * @param price nanoton per 10^6 weighted tokens, 0 to 10^12; what the client pays
 * @param fee the same, at most the price; what the worker earns. The proxy keeps the difference
 */
public record Terms(long version, long price, long fee, Multipliers multipliers) {

    public static final long MAX_PRICE = 1_000_000_000_000L;

    /** Per mille; 1 000 is ×1. */
    public static final long MAX_COEFFICIENT = 1_000_000;

    /** 10^4 of the multipliers, 10^3 of the coefficient, 10^6 tokens. */
    private static final BigInteger SCALE = BigInteger.TEN.pow(13);

    public Terms {
        if (price < 0 || price > MAX_PRICE || fee < 0 || fee > price) {
            throw new IllegalArgumentException(
                    "needs 0 <= fee " + fee + " <= price " + price + " <= " + MAX_PRICE);
        }
    }

    /** One version of the Registry's terms. */
    public static Terms of(long version, org.chrysalis.contract.Terms published) {
        var weights = published.multipliers();
        return new Terms(
                version,
                published.price().value(),
                published.workerFee().value(),
                new Multipliers(
                        weights.fresh(), weights.cached(), weights.visible(), weights.reasoning()));
    }

    /** What the client pays for {@code usage}; rounded up once, on the sum. */
    public Nanoton cost(Usage usage, long coefficient) {
        return ceil(multipliers.weigh(usage), coefficient);
    }

    /** What the worker earns for {@code usage}; rounded down once, on the sum. */
    public Nanoton earned(Usage usage, long coefficient) {
        return floor(multipliers.weigh(usage), coefficient);
    }

    /** A statement does not name it: the highest at which {@code usage} earns no more. */
    public long coefficientOfEarned(Usage usage, Nanoton amount) {
        return highest(coefficient -> earned(usage, coefficient), amount);
    }

    /** A statement does not name it: the highest at which {@code usage} costs no more. */
    public long coefficientOfCost(Usage usage, Nanoton amount) {
        return highest(coefficient -> cost(usage, coefficient), amount);
    }

    private static long highest(LongFunction<Nanoton> price, Nanoton amount) {
        long known = 0;
        long above = MAX_COEFFICIENT + 1;
        while (above - known > 1) {
            long between = (known + above) / 2;
            if (price.apply(between).isMoreThan(amount)) {
                above = between;
            } else {
                known = between;
            }
        }
        return known;
    }

    /** The most that this many tokens can cost, whatever their class turns out to be. */
    public Nanoton worstCost(long promptTokens, long completionTokens, long coefficient) {
        return ceil(worstWeight(promptTokens, completionTokens), coefficient);
    }

    /** The same once the header has told the prompt: only the completion's class is open. */
    public Nanoton heldCost(Usage prompt, long completionTokens, long coefficient) {
        long rest = completionTokens * multipliers.dearestCompletion();
        return ceil(multipliers.weigh(prompt) + rest, coefficient);
    }

    /** The most that a worker can earn with this many tokens. */
    public Nanoton worstEarned(long promptTokens, long completionTokens, long coefficient) {
        return floor(worstWeight(promptTokens, completionTokens), coefficient);
    }

    private long worstWeight(long promptTokens, long completionTokens) {
        var bound = new Usage(promptTokens, 0, completionTokens, 0);
        return bound.fresh() * multipliers.dearestPrompt()
                + bound.visible() * multipliers.dearestCompletion();
    }

    private Nanoton ceil(long weighted, long coefficient) {
        var parts = product(weighted, coefficient, price).divideAndRemainder(SCALE);
        var rounded = parts[1].signum() == 0 ? parts[0] : parts[0].add(BigInteger.ONE);
        return new Nanoton(rounded.longValueExact());
    }

    private Nanoton floor(long weighted, long coefficient) {
        return new Nanoton(product(weighted, coefficient, fee).divide(SCALE).longValueExact());
    }

    /** 1 000 tokens at 1 TON per million overflow a long already, so this does not use one. */
    private static BigInteger product(long weighted, long coefficient, long nanotons) {
        Invariant.holds(
                coefficient >= 0 && coefficient <= MAX_COEFFICIENT,
                "a coefficient of %d",
                coefficient);
        return BigInteger.valueOf(weighted)
                .multiply(BigInteger.valueOf(coefficient))
                .multiply(BigInteger.valueOf(nanotons));
    }
}
