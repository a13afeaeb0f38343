package org.chrysalis.simulator.breaker;

import org.chrysalis.chain.Tvm;
import org.chrysalis.simulator.scenario.Founding;
import org.chrysalis.simulator.scenario.Foundings;
import org.chrysalis.simulator.scenario.Topology;

import java.util.function.Function;

/** Plays plans on one thread: what is founded once serves all of its topology. */
public final class Player implements Function<Plan, Result> {

    private final Foundings foundings;
    private final Tvm tvm = Founding.tvm();

    public Player() {
        this(new Foundings());
    }

    /** @param foundings which players of other threads use, too */
    public Player(Foundings foundings) {
        this.foundings = foundings;
    }

    @Override
    public Result apply(Plan plan) {
        return Play.of(plan, founding(plan.topology()));
    }

    /** The same before somebody's eyes. */
    public Result apply(Plan plan, Spectator spectator) {
        return Play.of(plan, founding(plan.topology()), spectator);
    }

    /** The same, only up to the end of a phase. */
    public Result apply(Plan plan, Phase last) {
        return Play.of(plan, founding(plan.topology()), last);
    }

    /** Founds the network of a plan now, so that playing it does not. */
    public void found(Plan plan) {
        founding(plan.topology());
    }

    /** Of a network that was founded like this one. */
    Founding founding(Topology topology) {
        return foundings.of(topology, tvm);
    }
}
