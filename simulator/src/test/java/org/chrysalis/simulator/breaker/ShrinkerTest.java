package org.chrysalis.simulator.breaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.simulator.fault.Fault;
import org.chrysalis.simulator.scenario.Topology;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

class ShrinkerTest {

    private static final Fault GUILTY = new Fault.OfReading("client", 41);

    private static final List<Fault> SIXTY = LongStream.range(0, 60)
            .<Fault>mapToObj(n -> new Fault.OfReading("client", n))
            .toList();

    /** S1 for the guilty fault, and S2 for too few others. */
    private static Result play(Plan plan) {
        if (plan.faults().contains(GUILTY)) {
            return Toys.result(plan, Toys.broken("S1"));
        }
        return Toys.result(plan, plan.faults().size() < 30 ? Toys.broken("S2") : List.of());
    }

    private static Result failed() {
        return play(Toys.plan(SIXTY));
    }

    @Test
    void theOneGuiltyFaultOfSixtyIsLeft() {
        var smallest = new Shrinker(ShrinkerTest::play, failed(), 1_000).smallest();
        assertEquals(List.of(GUILTY), smallest.exact().faults());
        assertEquals(List.of(), smallest.exact().deeds());
        assertEquals(3, smallest.exact().topology().nodes().size());
        assertTrue(smallest.exact().length() < 400, () -> "" + smallest.exact().length());
        assertEquals("S1", smallest.violations().getFirst().invariant());
    }

    @Test
    void lengthsAreHalvedWhileItStillFails() {
        var cut = new Fault.Cut(5, "client", "proxy", 40_000);
        var shrinker = new Shrinker(
                plan -> Toys.result(
                        plan,
                        plan.faults().stream()
                                        .anyMatch(one -> one
                                                        instanceof
                                                        Fault.Cut(var _, var _, var _, var length)
                                                && length > 7_000)
                                ? Toys.broken("S1")
                                : List.of()),
                Toys.result(Toys.plan(List.of(cut)), Toys.broken("S1")),
                1_000);
        assertEquals(
                List.of(new Fault.Cut(5, "client", "proxy", 10_000)),
                shrinker.smallest().exact().faults());
    }

    @Test
    void noMorePlaysAreMadeThanItMay() {
        var plays = new AtomicInteger();
        var smaller = new Shrinker(
                        plan -> {
                            plays.incrementAndGet();
                            return play(plan);
                        },
                        failed(),
                        5)
                .smallest();
        assertEquals(5, plays.get());
        assertTrue(smaller.exact().faults().size() < 60);
        var failed = failed();
        assertSame(failed, new Shrinker(ShrinkerTest::play, failed, 99, () -> true).smallest());
    }

    @Test
    void eachProxyKeepsAClientAndAWorkerOfEachModel() {
        var tight = Topology.standard(2).with(2, 2, 1);
        assertEquals(List.of(tight.with(1, 2, 1)), Smaller.topologies(tight));
        var models = Topology.standard(2).with(1, 1, 2);
        assertEquals(List.of(models.with(1, 1, 1)), Smaller.topologies(models));
    }
}
