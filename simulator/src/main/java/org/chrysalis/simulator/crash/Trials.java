package org.chrysalis.simulator.crash;

import org.chrysalis.simulator.scenario.Founding;

import java.util.function.Function;

/** The trials of one thread: the network is founded once, and copied for every point. */
final class Trials implements Function<Point, Verdict> {

    private final Founding founding = Founding.of(Trial.WORKERS);

    @Override
    public Verdict apply(Point point) {
        return Trial.of(point, founding);
    }
}
