package org.chrysalis.simulator.breaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.simulator.adversary.Cheat;
import org.chrysalis.simulator.fault.Fault;
import org.chrysalis.simulator.fault.Rates;
import org.chrysalis.simulator.runtime.Jobs;
import org.chrysalis.simulator.scenario.Foundings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/**
 * No seed of a build breaks an invariant. {@code -Dswarm.seeds=5000} plays more than CI does, and
 * {@code -Dswarm.first} begins elsewhere.
 */
class SwarmTest {

    private static final long FIRST = Long.getLong("swarm.first", 1);
    private static final long SEEDS = Long.getLong("swarm.seeds", 500);
    private static final int JOBS = 2;

    private static final Foundings FOUNDINGS = new Foundings();

    private final Player player = new Player(FOUNDINGS);

    @Test
    void noSeedBreaksAnInvariant() throws InterruptedException {
        var next = new AtomicLong(FIRST);
        var broken = new ArrayList<String>();
        var answered = new AtomicLong();
        var jobs = new Jobs<Long, Result>(
                () -> Optional.of(next.getAndIncrement()).filter(seed -> seed < FIRST + SEEDS),
                () -> {
                    var own = new Player(FOUNDINGS);
                    return seed -> own.apply(Swarm.plan(seed));
                });
        assertTrue(jobs.run(JOBS, (seed, result) -> {
            answered.addAndGet(result.completed());
            result.violations()
                    .forEach(one -> broken.add(
                            "seed " + seed + ", " + one.invariant() + ": " + one.figures()));
        }));
        assertEquals(List.of(), broken);
        assertTrue(answered.get() > SEEDS, answered + " answers");
    }

    @Test
    void theFaultsThatASeedDrewPlayTheSameRunAgain() {
        int broken = 0;
        for (long seed : seedsThatDraw().limit(6).toArray()) {
            var first = player.apply(Swarm.plan(seed));
            assertTrue(first.exact().rates().isNone());
            broken += first.exact().faults().isEmpty() ? 0 : 1;
            var again = player.apply(first.exact());
            assertEquals(first.checkpoints(), again.checkpoints(), "seed " + seed);
            assertEquals(List.of(), again.unmet());
        }
        assertTrue(broken >= 4, broken + " with faults");
    }

    private LongStream seedsThatDraw() {
        return LongStream.range(1, 100).filter(seed -> Swarm.plan(seed).rates().delayed() > 0.01);
    }

    @Test
    void aFaultThatMeetsNothingIsReportedAndChangesNothing() {
        var plain = calm(3);
        var never = new Fault.OfSubmission("proxy", 1_000_000, Fault.Sending.LOST, 0);
        var without = player.apply(plain);
        var with = player.apply(plain.withFaults(List.of(never)));
        assertEquals(List.of(never), with.unmet());
        assertEquals(without.hash(), with.hash());
    }

    @Test
    void oneFaultLessChangesNoOtherNodesFaults() {
        var plan = Swarm.plan(seedsThatDraw().findFirst().orElseThrow());
        assertEquals(plan, Swarm.plan(plan.seed()));
        var deeds = plan.withDeeds(plan.deeds().subList(1, plan.deeds().size()));
        assertEquals(plan.faults(), deeds.faults());
    }

    @ParameterizedTest
    @EnumSource
    void whateverTrickANodePlaysTheOthersLoseNoMoreThanTheyMust(Cheat.Trick trick) {
        var node =
                switch (trick.role()) {
                    case CLIENT -> "client";
                    case WORKER -> "worker-1";
                    case PROXY -> "proxy";
                };
        for (long seed = 1; seed <= 2; seed++) {
            var result = player.apply(calm(seed).withCheats(List.of(new Cheat(node, trick, seed))));
            assertEquals(List.of(), result.violations(), () -> trick + " of " + node);
        }
    }

    /** What the seed has people do, in a network that nothing goes wrong in. */
    private static Plan calm(long seed) {
        var drawn = Swarm.plan(seed);
        return new Plan(
                seed,
                drawn.topology(),
                drawn.length(),
                drawn.deeds(),
                List.of(),
                Rates.NONE,
                List.of());
    }

    @Test
    void aPlanIsReadAsItWasWritten() throws IOException {
        for (long seed = 1; seed <= 50; seed++) {
            var plan = Swarm.plan(seed);
            var json = PlanJson.mapper().writeValueAsString(plan);
            assertEquals(plan, PlanJson.mapper().readValue(json, Plan.class));
        }
    }

    @Test
    void eachClassOfFaultsIsDrawnAlsoAlone() {
        var alone = LongStream.range(1, 1_000)
                .mapToObj(Swarm::plan)
                .filter(plan -> plan.rates().isNone() && plan.cheats().isEmpty())
                .filter(plan ->
                        plan.faults().stream().map(Fault::getClass).distinct().count() == 1)
                .map(plan -> plan.faults().getFirst().getClass().getSimpleName())
                .distinct()
                .toList();
        assertTrue(alone.size() >= 8, alone::toString);
    }
}
