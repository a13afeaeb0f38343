package org.chrysalis.cashing;

import org.chrysalis.ton.Nanoton;

/** When a voucher is cashed by itself. Pure. */
public final class CashingRule {

    private CashingRule() {}

    /**
     * Once enough lies above what was cashed, and above what the chain was offered already: below
     * the threshold the fee would eat too much of it, and a voucher that failed is not worth
     * another fee before as much again has come.
     *
     * @param offered the highest total that the cash desk was given, also if that failed
     */
    public static boolean due(Nanoton payable, Nanoton cashed, Nanoton offered, Nanoton threshold) {
        var fresh = payable.minusOrZero(cashed.max(offered));
        return !fresh.equals(Nanoton.ZERO) && !threshold.isMoreThan(fresh);
    }
}
