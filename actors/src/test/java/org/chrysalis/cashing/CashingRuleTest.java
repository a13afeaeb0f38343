package org.chrysalis.cashing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

class CashingRuleTest {

    @Test
    void aVoucherIsCashedFromTheThresholdOn() {
        assertFalse(due(109, 10, 0, 100));
        assertTrue(due(110, 10, 0, 100));
    }

    /** Each try costs a fee, whether the first one failed or is still on its way. */
    @Test
    void whatTheChainWasOfferedIsNotOfferedAgain() {
        assertFalse(due(110, 10, 110, 100));
        assertFalse(due(209, 10, 110, 100));
        assertTrue(due(210, 10, 110, 100));
    }

    @Test
    void nothingIsNeverCashed() {
        assertFalse(due(10, 10, 0, 0));
        assertFalse(due(9, 10, 0, 0));
        assertTrue(due(11, 10, 0, 0));
    }

    private static boolean due(long payable, long cashed, long offered, long threshold) {
        return CashingRule.due(
                Nanoton.of(payable),
                Nanoton.of(cashed),
                Nanoton.of(offered),
                Nanoton.of(threshold));
    }
}
