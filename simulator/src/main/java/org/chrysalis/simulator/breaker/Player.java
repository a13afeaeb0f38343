package org.chrysalis.simulator.breaker;

import org.chrysalis.simulator.scenario.Founding;
import org.chrysalis.simulator.scenario.Topology;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Plays plans on one thread: what is founded once serves all of its topology. */
public final class Player implements Function<Plan, Result> {

    private final Map<Topology, Founding> founded = new LinkedHashMap<>();

    @Override
    public Result apply(Plan plan) {
        return Play.of(plan, founding(plan.topology()));
    }

    /** The same before somebody's eyes. */
    public Result apply(Plan plan, Spectator spectator) {
        return Play.of(plan, founding(plan.topology()), spectator);
    }

    /** Of a network that was founded like this one. */
    Founding founding(Topology topology) {
        return founded.computeIfAbsent(topology.founded(), Founding::of);
    }
}
