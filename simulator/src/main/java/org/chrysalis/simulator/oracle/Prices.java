package org.chrysalis.simulator.oracle;

import org.chrysalis.contract.Terms;
import org.chrysalis.money.Usage;
import org.chrysalis.ton.Nanoton;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What tokens cost and earn (PAYMENTS §4), reckoned apart from the code under test. Coefficients
 * are per mille.
 *
 * @param terms as published
 * @param times the published price
 */
record Prices(Terms terms, long times) {

    /** 10^4 of the multipliers, 10^3 of the coefficient, 10^6 tokens. */
    private static final int SCALE = 13;

    /** Whether a node settles at these. */
    boolean areThoseOf(org.chrysalis.money.Terms other) {
        var weights = terms.multipliers();
        var others = other.multipliers();
        return other.price() == terms.price().value() * times
                && other.fee() == terms.workerFee().value() * times
                && others.prompt() == weights.fresh()
                && others.cached() == weights.cached()
                && others.completion() == weights.visible()
                && others.reasoning() == weights.reasoning();
    }

    /** What a client pays. */
    Nanoton cost(Usage usage, long coefficient) {
        return amount(weight(usage), coefficient, terms.price(), RoundingMode.CEILING);
    }

    /** What a worker gets. */
    Nanoton earned(Usage usage, long coefficient) {
        return amount(weight(usage), coefficient, terms.workerFee(), RoundingMode.FLOOR);
    }

    /** What so many tokens can cost at most. */
    Nanoton worstCost(long prompt, long completion, long coefficient) {
        long weight = worstWeight(prompt, completion);
        return amount(weight, coefficient, terms.price(), RoundingMode.CEILING);
    }

    /** What so many tokens can earn at most. */
    Nanoton worstEarned(long prompt, long completion, long coefficient) {
        long weight = worstWeight(prompt, completion);
        return amount(weight, coefficient, terms.workerFee(), RoundingMode.FLOOR);
    }

    /** What a prompt that is known, and so many tokens after it, can cost at most. */
    Nanoton heldCost(Usage prompt, long completion, long coefficient) {
        long weight = weight(prompt) + completion * dearestCompletion();
        return amount(weight, coefficient, terms.price(), RoundingMode.CEILING);
    }

    /**
     * By how much a cost can differ that was found by way of what a worker earned: that one was
     * rounded, so more than one coefficient has led to it.
     */
    Nanoton vagueness() {
        long fee = Math.max(1, terms.workerFee().value());
        return Nanoton.of(Math.ceilDiv(terms.price().value(), fee) + 1);
    }

    private long worstWeight(long prompt, long completion) {
        var weights = terms.multipliers();
        return prompt * Math.max(weights.fresh(), weights.cached())
                + completion * dearestCompletion();
    }

    private long dearestCompletion() {
        var weights = terms.multipliers();
        return Math.max(weights.visible(), weights.reasoning());
    }

    private long weight(Usage usage) {
        var weights = terms.multipliers();
        return usage.fresh() * weights.fresh()
                + usage.cached() * weights.cached()
                + usage.visible() * weights.visible()
                + usage.reasoning() * weights.reasoning();
    }

    private Nanoton amount(long weight, long coefficient, Nanoton price, RoundingMode rounding) {
        var exact = BigDecimal.valueOf(weight)
                .multiply(BigDecimal.valueOf(coefficient))
                .multiply(BigDecimal.valueOf(price.value()))
                .multiply(BigDecimal.valueOf(times))
                .movePointLeft(SCALE);
        return Nanoton.of(exact.setScale(0, rounding).longValueExact());
    }
}
