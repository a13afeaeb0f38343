package org.chrysalis.simulator.breaker;

import org.chrysalis.simulator.fault.Fault;
import org.chrysalis.simulator.fault.Rates;
import org.chrysalis.simulator.oracle.Violation;
import org.chrysalis.simulator.runtime.Checkpoint;
import org.chrysalis.simulator.scenario.Topology;

import java.util.List;
import java.util.TreeSet;

/** Plans and results of no network at all. */
public final class Toys {

    private Toys() {}

    /** A large network of which nothing is drawn. */
    static Plan plan(List<Fault> faults) {
        return new Plan(
                7,
                Topology.standard(4).with(2, 2, 1),
                60_000,
                List.of(new Deed.Ask(10, "client", "model", 1, 16, 0, 0)),
                List.of(),
                Rates.NONE,
                faults);
    }

    /** What came of a plan: all of its faults were met. */
    public static Result result(Plan plan, List<Violation> violations) {
        return new Result(
                plan.of(plan.faults()),
                violations,
                Phase.RETIREMENT,
                List.of(),
                new TreeSet<>(List.of("stepped")),
                1,
                1,
                List.of(new Checkpoint(plan.seed(), "hash of " + plan.seed())));
    }

    /** One violation. */
    public static List<Violation> broken(String invariant) {
        return List.of(new Violation(invariant, "1 is not 2", List.of()));
    }
}
