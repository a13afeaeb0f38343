package org.chrysalis.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

import java.util.Random;

class TermsTest {

    private static final Multipliers PLAIN = new Multipliers(10_000, 1_000, 30_000, 30_000);

    @Test
    void chargesUpAndEarnsDownOnTheSum() {
        var terms = new Terms(1, 333, 333, PLAIN);
        var usage = new Usage(1, 1, 1, 0);
        assertEquals(Nanoton.of(1), terms.cost(usage, 1_000));
        assertEquals(Nanoton.ZERO, terms.earned(usage, 1_000));
    }

    @Test
    void pricesThatOverflowALongOnTheWayAreExact() {
        var terms = new Terms(1, 1_000_000_000, 1_000_000_000, PLAIN);
        assertEquals(Nanoton.of(1_000_000), terms.cost(new Usage(1_000, 0, 0, 0), 1_000));
    }

    @Test
    void theProxyNeverPaysOutMoreThanItCharges() {
        var random = new Random(3);
        for (int i = 0; i < 10_000; i++) {
            long fee = random.nextInt(1_000_000);
            var terms = new Terms(1, fee + random.nextInt(1_000_000), fee, PLAIN);
            var usage =
                    new Usage(random.nextInt(9_999), random.nextInt(99), random.nextInt(9_999), 0);
            long coefficient = random.nextInt(3_000);
            assertTrue(terms.cost(usage, coefficient).compareTo(terms.earned(usage, coefficient))
                    >= 0);
        }
    }

    @Test
    void aFeeAboveThePriceIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Terms(1, 1, 2, PLAIN));
    }

    @Test
    void aUsageOutOfBoundsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Usage(-1, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Usage(Usage.MAX_TOKENS, 1, 0, 0));
    }
}
