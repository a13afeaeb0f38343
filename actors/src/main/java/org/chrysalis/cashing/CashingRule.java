package org.chrysalis.cashing;

import org.chrysalis.ton.Nanoton;

/**
 * When what was earned is cashed: seldom enough that fees stay small, and often enough that little
 * is at stake (PAYMENTS §1). Pure.
 *
 * @param fee that cashing one voucher takes now
 * @param deposited in the channel
 */
public record CashingRule(Nanoton fee, Nanoton deposited) {

    /** Why one looks at it. */
    public enum Occasion {
        /** Something was earned. */
        EARNED,
        /** A day is over, or the channel closes: what is worth the fee is fetched. */
        DUE,
        /** The last moment to do so: also what is tried already, or was given up. */
        LAST,
        /** Somebody wants it now, whatever it costs. */
        ORDERED
    }

    /**
     * Whether {@code payable} is cashed now.
     *
     * @param payable total of a voucher, of which the channel pays no more than its deposit
     * @param cashed total so far
     */
    public boolean cashes(Occasion occasion, Nanoton payable, Nanoton cashed) {
        var fresh = payable.min(deposited).minusOrZero(cashed);
        return switch (occasion) {
            case EARNED -> !threshold().isMoreThan(fresh);
            case DUE, LAST -> fresh.isMoreThan(fee.times(2));
            case ORDERED -> fresh.isMoreThan(Nanoton.ZERO);
        };
    }

    /** Dust is let be, and a deposit that is small is still cashed before it is used up. */
    public Nanoton threshold() {
        var half = Nanoton.of(deposited.value() / 2);
        return fee.times(3).max(fee.times(100).min(half));
    }
}
