package org.chrysalis.simulator.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.simulator.runtime.Seed;
import org.junit.jupiter.api.Test;

import java.util.stream.LongStream;

/** Numbers that depend on where they are needed, and on nothing else. */
class ChanceTest {

    private final Chance chance = Chance.of(Seed.of(7), "tests");

    @Test
    void aPlaceHasItsNumberWhateverWasAskedBefore() {
        var before = chance.at("proxy").at(3).below(1_000_000);
        chance.at("client").at(1).below(5);
        assertEquals(before, chance.at("proxy").at(3).below(1_000_000));
    }

    @Test
    void placesPurposesAndSeedsHaveOthers() {
        var here = chance.at("proxy").at(3);
        assertNotEquals(here, chance.at("proxy").at(4));
        assertNotEquals(here, chance.at("proxy-2").at(3));
        assertNotEquals(here, Chance.of(Seed.of(7), "others").at("proxy").at(3));
        assertNotEquals(here, Chance.of(Seed.of(8), "tests").at("proxy").at(3));
    }

    @Test
    void numbersAreSpreadEvenly() {
        long low = LongStream.range(0, 10_000)
                .filter(place -> chance.at(place).fraction() < 0.1)
                .count();
        assertTrue(low > 900 && low < 1_100, low + " of 10,000 are in the lowest tenth");
    }
}
