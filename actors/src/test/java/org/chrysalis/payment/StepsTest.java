package org.chrysalis.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class StepsTest {

    @Test
    void stepsDoubleUpToAHundredAndTwentyEight() {
        var bought = new ArrayList<Long>();
        for (long upTo = Steps.first(600); bought.isEmpty() || upTo > bought.getLast(); ) {
            bought.add(upTo);
            upTo = Steps.next(upTo, 600);
        }
        assertEquals(List.of(16L, 48L, 112L, 240L, 368L, 496L, 600L), bought);
    }

    @Test
    void theNextStepIsDueAtHalfOfTheLast() {
        assertFalse(Steps.due(7, 0, 16));
        assertTrue(Steps.due(8, 0, 16));
        assertFalse(Steps.due(31, 16, 48));
        assertTrue(Steps.due(32, 16, 48));
    }
}
