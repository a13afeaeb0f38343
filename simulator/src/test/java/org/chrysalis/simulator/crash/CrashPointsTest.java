package org.chrysalis.simulator.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.List;

/** A sample of all the ways to break a request; `chrysalis sim crash-points` has the others. */
class CrashPointsTest {

    private static final int SAMPLE = 150;

    private static final Reference REFERENCE = Reference.run(1);

    @Test
    void whereverARequestBreaksEverybodysBooksAreRightAfterwards() {
        assertEquals(List.of(), broken(Campaign.sample(REFERENCE.points(), SAMPLE)));
    }

    @Test
    void whateverADiskLostAfterTheRequestIsHealedFromThePeers() {
        assertEquals(
                List.of(),
                broken(REFERENCE.points().stream()
                        .filter(Point::isRollBack)
                        .filter(point -> point.entry() == REFERENCE.end())
                        .toList()));
    }

    private static List<Verdict> broken(List<Point> points) {
        var trials = new Trials();
        return points.stream().map(trials).filter(verdict -> !verdict.holds()).toList();
    }
}
