package org.chrysalis.simulator.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashSet;

/** Points as values, and as the lines that replay them. */
class PointTest {

    @Test
    void theEnumerationIsTheSameEachTimeAndEveryPointIsOneLineOfIt() {
        var points = Reference.run(1).points();
        assertEquals(points, Reference.run(1).points());
        assertEquals(points.size(), new HashSet<>(points).size(), "no point twice");
        for (var point : points) {
            assertEquals(point, Point.parse(point.toString()));
        }
        assertTrue(points.size() > 8_000, () -> "only " + points.size());
        assertTrue(points.stream().filter(Point::isPair).count() > 2_000);
        assertTrue(points.stream().filter(Point::isRollBack).count() > 150);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "seed=-7 entry=0 kill=client",
                "seed=1 entry=300 kill=proxy+worker-1",
                "seed=1 entry=300 cut=client/proxy second=worker-2@0",
                "seed=1 entry=300 silence=proxy>worker-1",
                "seed=1 entry=300 rollback=proxy:4"
            })
    void aLineIsReadAsItWasWritten(String line) {
        assertEquals(line, Point.parse(line).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "seed=1 entry=300",
                "seed=one entry=300 kill=proxy",
                "entry=300 seed=1 kill=proxy",
                "seed=1 entry=300 kil=proxy",
                "seed=1 entry=300 cut=proxy",
                "seed=1 entry=300 kill=prox",
                "seed=1 entry=300 rollback=proxy:x",
                "seed=1 entry=300 kill=proxy second=proxy"
            })
    void anythingElseIsRefused(String line) {
        assertThrows(IllegalArgumentException.class, () -> Point.parse(line));
    }
}
