package org.chrysalis.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class OneRequestTest {

    @Test
    void oneSeedIsOneExecution() {
        var first = OneRequest.run(7);
        var again = OneRequest.run(7);
        assertEquals(first.traceHash(), again.traceHash());
        assertEquals(first.virtualMs(), again.virtualMs());
        assertTrue(first.conservation());
    }

    @Test
    void anotherSeedIsAnother() {
        assertNotEquals(OneRequest.run(1).traceHash(), OneRequest.run(2).traceHash());
    }
}
