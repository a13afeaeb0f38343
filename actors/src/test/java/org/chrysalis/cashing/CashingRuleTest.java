package org.chrysalis.cashing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.cashing.CashingRule.Occasion;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

/** When what was earned is worth the fee. */
class CashingRuleTest {

    private static final long FEE = 10;

    @Test
    void theThresholdIsAHundredFeesButNoMoreThanHalfTheDeposit() {
        assertEquals(Nanoton.of(1_000), rule(1_000_000).threshold());
        assertEquals(Nanoton.of(400), rule(800).threshold());
    }

    @Test
    void ofASmallDepositNothingIsCashedBelowThreeFees() {
        assertEquals(Nanoton.of(30), rule(40).threshold());
        assertFalse(cashes(40, Occasion.EARNED, 29, 0));
        assertTrue(cashes(40, Occasion.EARNED, 30, 0));
    }

    @Test
    void whatWasCashedCountsNoMore() {
        assertFalse(cashes(1_000_000, Occasion.EARNED, 1_499, 500));
        assertTrue(cashes(1_000_000, Occasion.EARNED, 1_500, 500));
    }

    @Test
    void onceADayWhateverExceedsTwoFeesIsFetched() {
        assertFalse(cashes(1_000_000, Occasion.DUE, 520, 500));
        assertTrue(cashes(1_000_000, Occasion.DUE, 521, 500));
    }

    @Test
    void aboveTheDepositNothingIsPayable() {
        assertFalse(cashes(500, Occasion.DUE, 10_000, 490));
        assertFalse(cashes(500, Occasion.ORDERED, 10_000, 500));
    }

    @Test
    void whoOrdersItGetsTheLastNanotonAndNeverNothing() {
        assertTrue(cashes(500, Occasion.ORDERED, 11, 10));
        assertFalse(cashes(500, Occasion.ORDERED, 10, 10));
        assertFalse(cashes(500, Occasion.ORDERED, 9, 10));
    }

    private static CashingRule rule(long deposited) {
        return new CashingRule(Nanoton.of(FEE), Nanoton.of(deposited));
    }

    private static boolean cashes(long deposited, Occasion occasion, long payable, long cashed) {
        return rule(deposited).cashes(occasion, Nanoton.of(payable), Nanoton.of(cashed));
    }
}
