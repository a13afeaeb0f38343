package org.chrysalis.simulator.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.ton.Bytes;
import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.stream.LongStream;

class SeedTest {

    @Test
    void drawsTheReferenceNumbersOfSplitMix64() {
        // Of seed 1234567, from the reference implementation in C by Sebastiano Vigna.
        var seed = Seed.of(1234567);
        assertEquals(
                "6457827717110365317 3203168211198807973 9817491932198370423"
                        + " 4593380528125082431 16408922859458223821",
                String.join(
                        " ",
                        LongStream.generate(seed::next)
                                .limit(5)
                                .mapToObj(Long::toUnsignedString)
                                .toList()));
    }

    @Test
    void aForkIsTheSameHoweverMuchWasDrawnBefore() {
        var drawn = Seed.of(7);
        drawn.next();
        drawn.fork("other").next();
        assertEquals(Seed.of(7).fork("keys").next(), drawn.fork("keys").next());
    }

    @Test
    void forksOfOtherNamesOrSeedsAreOtherStreams() {
        long keys = Seed.of(7).fork("keys").next();
        assertNotEquals(keys, Seed.of(7).fork("delays").next());
        assertNotEquals(keys, Seed.of(8).fork("keys").next());
        assertNotEquals(keys, Seed.of(7).next());
        assertNotEquals(keys, Seed.of(7).fork("keys").fork("keys").next());
    }

    @Test
    void numberedStreamsAreTheirOwnHoweverMuchWasDrawnBefore() {
        var drawn = Seed.of(7);
        drawn.next();
        assertEquals(Seed.of(7).at(3).next(), drawn.at(3).next());
        var firsts = new HashSet<Long>();
        for (long number = 0; number < 1_000; number++) {
            assertTrue(firsts.add(Seed.of(7).at(number).next()));
            assertTrue(firsts.add(Seed.of(8).at(number).next()));
        }
    }

    @Test
    void theNamesHashIsTheSameInEveryJvm() {
        // Computed apart from this code: SplitMix64 from mix(mix(1) ^ SHA-256("keys")[0, 8)).
        assertEquals(
                "6f4d6ebe8105ec51", Long.toHexString(Seed.of(1).fork("keys").next()));
    }

    @Test
    void bytesAreOfTheLengthAskedForAndBeginAlike() {
        assertEquals(Bytes.EMPTY, Seed.of(1).bytes(0));
        var long32 = Seed.of(1).bytes(32);
        for (int length = 1; length <= 32; length++) {
            assertEquals(long32.slice(0, length), Seed.of(1).bytes(length));
        }
    }

    @Test
    void smallNumbersCoverTheirRangeEvenly() {
        var seed = Seed.of(3);
        var counts = new int[10];
        for (int i = 0; i < 100_000; i++) {
            counts[seed.below(10)]++;
        }
        for (int count : counts) {
            assertTrue(count > 9_500 && count < 10_500, "five standard deviations: " + count);
        }
    }
}
