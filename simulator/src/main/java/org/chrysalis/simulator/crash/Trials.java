package org.chrysalis.simulator.crash;

import org.chrysalis.simulator.scenario.Founding;

import java.util.TreeMap;
import java.util.function.Function;

/** The trials of one thread: each seed's network is founded once, and copied for every point. */
final class Trials implements Function<Point, Verdict> {

    private final TreeMap<Long, Founding> founded = new TreeMap<>();

    @Override
    public Verdict apply(Point point) {
        return Trial.of(point, founded.computeIfAbsent(point.seed(), Trial::founding));
    }
}
