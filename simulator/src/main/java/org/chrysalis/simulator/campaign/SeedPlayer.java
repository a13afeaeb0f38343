package org.chrysalis.simulator.campaign;

import org.chrysalis.simulator.breaker.Plan;
import org.chrysalis.simulator.breaker.Result;
import org.chrysalis.simulator.breaker.Swarm;
import org.chrysalis.simulator.campaign.Played.Broken;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/** Plays the swarm's seeds on one thread, and keeps what fails. */
final class SeedPlayer implements Function<Long, Played> {

    private final Function<Plan, Result> player;
    private final Failures failures;
    private final Twin twin;

    SeedPlayer(Function<Plan, Result> player, Failures failures, Twin twin) {
        this.player = player;
        this.failures = failures;
        this.twin = twin;
    }

    /** What ends a play in a way that no oracle foresaw is a failure of the seed like any other. */
    @Override
    public Played apply(Long seed) {
        var plan = Swarm.plan(seed);
        try {
            return played(plan, player.apply(plan));
        } catch (RuntimeException | StackOverflowError | AssertionError ended) {
            var broken = new Broken("ended", ended.toString());
            var file = failures.keep(plan, broken);
            return new Played(seed, 0, 0, new TreeSet<>(), "", List.of(broken), file);
        }
    }

    private Played played(Plan plan, Result result) {
        var broken = new ArrayList<Broken>();
        result.violations().stream().map(Broken::of).forEach(broken::add);
        var elsewhere = twin.compare(plan.seed(), result.hash());
        broken.addAll(elsewhere);
        return new Played(
                plan.seed(),
                result.faults(),
                result.requests(),
                result.states(),
                result.hash(),
                broken,
                file(plan, result, elsewhere));
    }

    private String file(Plan plan, Result result, List<Broken> elsewhere) {
        if (result.failed()) {
            return failures.keep(plan.seed(), result, player);
        }
        return elsewhere.isEmpty() ? "" : failures.keep(plan, elsewhere.getFirst());
    }
}
