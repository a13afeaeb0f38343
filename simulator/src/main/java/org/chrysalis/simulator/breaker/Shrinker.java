package org.chrysalis.simulator.breaker;

import org.chrysalis.simulator.fault.Fault;
import org.chrysalis.simulator.scenario.Topology;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Makes a plan smaller for as long as the same invariant is violated: faults go in halves, then in
 * quarters, down to each alone (Zeller and Hildebrandt's ddmin); deeds and cheats likewise; then
 * nodes, lengths and magnitudes.
 */
public final class Shrinker {

    /** Milliseconds of the faults' phase that need not be halved. */
    private static final long SHORTEST = 200;

    private final Function<Plan, Result> player;
    private final String invariant;
    private final BooleanSupplier stopped;
    private int left;
    private Result best;

    /**
     * @param failed whose first violation is the one to keep
     * @param plays that it may take at most
     */
    public Shrinker(Function<Plan, Result> player, Result failed, int plays) {
        this(player, failed, plays, () -> false);
    }

    /**
     * @param failed whose first violation is the one to keep
     * @param plays that it may take at most
     * @param stopped asked before each play: the smallest so far has to do
     */
    public Shrinker(
            Function<Plan, Result> player, Result failed, int plays, BooleanSupplier stopped) {
        this.player = player;
        this.stopped = stopped;
        this.invariant = failed.violations().getFirst().invariant();
        this.left = plays;
        this.best = failed;
    }

    /** The smallest that was found. */
    public Result smallest() {
        int before;
        dropUnmet();
        do {
            before = size(best.exact());
            shrink(plan -> plan.faults(), Plan::withFaults);
            shrink(plan -> plan.deeds(), Plan::withDeeds);
            shrink(plan -> plan.cheats(), Plan::withCheats);
            shrinkTopology();
            shrinkLength();
            shrinkMagnitudes();
        } while (size(best.exact()) < before && mayPlay());
        return best;
    }

    private boolean mayPlay() {
        return left > 0 && !stopped.getAsBoolean();
    }

    private static int size(Plan plan) {
        return plan.faults().size()
                + plan.deeds().size()
                + plan.cheats().size()
                + plan.topology().nodes().size();
    }

    /** What met nothing mostly is of no use; all at once, as one by one would take long. */
    private void dropUnmet() {
        var met = new ArrayList<>(best.exact().faults());
        if (met.removeAll(best.unmet())) {
            fails(best.exact().withFaults(met));
        }
    }

    /** Whether a plan fails alike; if so it is the best from now on. */
    private boolean fails(Plan plan) {
        if (!mayPlay()) {
            return false;
        }
        left--;
        var result = player.apply(plan);
        boolean same =
                result.failed() && result.violations().getFirst().invariant().equals(invariant);
        if (same) {
            best = result;
        }
        return same;
    }

    private <T> void shrink(Function<Plan, List<T>> part, BiFunction<Plan, List<T>, Plan> with) {
        int pieces = 2;
        while (mayPlay() && !part.apply(best.exact()).isEmpty()) {
            var all = part.apply(best.exact());
            int size = Math.max(1, all.size() / pieces);
            if (without(all, size, with)) {
                pieces = Math.max(2, pieces - 1);
            } else if (size == 1) {
                return;
            } else {
                pieces = Math.min(all.size(), 2 * pieces);
            }
        }
    }

    private <T> boolean without(List<T> all, int size, BiFunction<Plan, List<T>, Plan> with) {
        for (int from = 0; from < all.size(); from += size) {
            var rest = new ArrayList<>(all);
            rest.subList(from, Math.min(all.size(), from + size)).clear();
            if (fails(with.apply(best.exact(), rest))) {
                return true;
            }
        }
        return false;
    }

    /** The last nodes go first: those that stay keep their names and keys. */
    private void shrinkTopology() {
        boolean smaller = true;
        while (smaller) {
            smaller = Smaller.topologies(best.exact().topology()).stream()
                    .anyMatch(topology -> fails(within(best.exact(), topology)));
        }
    }

    /** Without what concerns nodes that are not there. */
    private static Plan within(Plan plan, Topology topology) {
        var nodes = topology.nodes();
        return plan.withTopology(topology)
                .withDeeds(plan.deeds().stream()
                        .filter(deed -> nodes.containsAll(Smaller.named(deed)))
                        .toList())
                .withCheats(plan.cheats().stream()
                        .filter(cheat -> nodes.contains(cheat.node()))
                        .toList())
                .withFaults(plan.faults().stream()
                        .filter(fault -> nodes.containsAll(Smaller.named(fault)))
                        .toList());
    }

    /** All faults are over when the phase is; what outlasts it would be another failure. */
    private void shrinkLength() {
        long least =
                best.exact().faults().stream().mapToLong(Smaller::end).reduce(SHORTEST, Math::max);
        boolean shorter = true;
        while (shorter && best.exact().length() / 2 >= least) {
            shorter = fails(best.exact().withLength(best.exact().length() / 2));
        }
    }

    private void shrinkMagnitudes() {
        for (int i = 0; i < best.exact().faults().size(); i++) {
            boolean smaller = true;
            while (smaller && i < best.exact().faults().size()) {
                var faults = new ArrayList<Fault>(best.exact().faults());
                var half = Smaller.half(faults.get(i));
                smaller = !half.equals(faults.get(i));
                if (smaller) {
                    faults.set(i, half);
                    smaller = fails(best.exact().withFaults(faults));
                }
            }
        }
    }
}
