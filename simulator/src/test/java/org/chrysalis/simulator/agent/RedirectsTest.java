package org.chrysalis.simulator.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.simulator.runtime.BlockingCalls;
import org.chrysalis.simulator.runtime.CalendarCalls;
import org.chrysalis.simulator.runtime.ChanceCalls;
import org.chrysalis.simulator.runtime.LateCalls;
import org.chrysalis.simulator.runtime.RedirectedCalls;
import org.chrysalis.simulator.runtime.Seed;
import org.chrysalis.simulator.runtime.SimulationLoop;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeoutException;

class RedirectsTest {

    private static final Instant LATER = SimulationLoop.EPOCH.plusSeconds(90);

    private static SimulationLoop loopAt(Instant instant) {
        var loop = new SimulationLoop(Seed.of(1), 1000);
        loop.runUntil(instant);
        return loop;
    }

    @Test
    void everyClockInsideIsTheSimulations() {
        var instants = loopAt(LATER).inside(RedirectedCalls::instants);
        assertEquals(5, instants.size());
        for (var instant : instants) {
            assertEquals(LATER, instant);
        }
    }

    @Test
    void callsAndMethodReferencesReadTheSameNanoseconds() {
        long nanos = Duration.ofSeconds(90).toNanos();
        assertEquals(List.of(nanos, nanos), loopAt(LATER).inside(RedirectedCalls::nanoseconds));
    }

    @Test
    void clocksOutsideAreReal() {
        loopAt(LATER);
        for (var instant : RedirectedCalls.instants()) {
            assertNotEquals(LATER, instant);
        }
        var first = RedirectedCalls.nanoseconds();
        assertTrue(RedirectedCalls.nanoseconds().getFirst() >= first.getLast());
    }

    @Test
    void randomUuidsComeFromTheSeedAndAreOfVersionFour() {
        var uuid = loopAt(LATER).inside(RedirectedCalls::uuid);
        assertEquals(uuid, loopAt(LATER).inside(RedirectedCalls::uuid));
        assertEquals(4, uuid.version());
        assertEquals(2, uuid.variant());
        assertNotEquals(RedirectedCalls.uuid(), RedirectedCalls.uuid());
    }

    @Test
    void randomFractionsComeFromTheSeed() {
        double fraction = loopAt(LATER).inside(RedirectedCalls::fraction);
        assertEquals(fraction, loopAt(LATER).inside(RedirectedCalls::fraction));
        assertTrue(fraction >= 0 && fraction < 1);
    }

    @Test
    void whatWouldBlockTheOnlyThreadIsRefused() {
        var loop = loopAt(LATER);
        var never = new CompletableFuture<String>();
        for (Runnable blocking : RedirectedCalls.blocking(never)) {
            var refusal = assertThrows(
                    IllegalStateException.class,
                    () -> loop.inside(() -> {
                        blocking.run();
                        return blocking;
                    }));
            assertTrue(refusal.getMessage().contains("pipeToSelf"), refusal.getMessage());
        }
    }

    @Test
    void aFutureThatIsDoneMayBeRead() {
        var done = CompletableFuture.completedFuture("yes");
        assertEquals("yes", loopAt(LATER).inside(() -> RedirectedCalls.join(done)));
    }

    @Test
    void theCommonPoolIsRefusedInside() {
        assertThrows(IllegalStateException.class, () -> loopAt(LATER)
                .inside(RedirectedCalls::commonPool));
        assertEquals(ForkJoinPool.commonPool(), RedirectedCalls.commonPool());
    }

    @Test
    void everyCalendarInsideShowsTheSimulationsTime() {
        for (var instant : loopAt(LATER).inside(CalendarCalls::instants)) {
            assertEquals(LATER, instant);
        }
        for (var instant : CalendarCalls.instants()) {
            assertNotEquals(LATER, instant);
        }
        assertEquals(
                List.of("2027-01-15", "17:01:30", "17:01:30+09:00", "2027", "2027-01", "--01-15"),
                loopAt(LATER).inside(CalendarCalls::inTokyo));
        assertEquals(ZoneOffset.UTC, loopAt(LATER).inside(CalendarCalls::zone));
    }

    @Test
    void everyGeneratorDrawsFromTheSeedOnWhateverThread() {
        var draws = loopAt(LATER).inside(ChanceCalls::draws);
        assertEquals(draws, loopAt(LATER).inside(ChanceCalls::draws));
        var elsewhere =
                CompletableFuture.supplyAsync(() -> loopAt(LATER).inside(ChanceCalls::draws));
        assertEquals(draws, elsewhere.join());
        assertEquals(draws.size(), new HashSet<>(draws).size());
        var other = new SimulationLoop(Seed.of(2), 1000).inside(ChanceCalls::draws);
        for (int i = 0; i < draws.size(); i++) {
            boolean isByte = draws.get(i) instanceof Byte;
            assertTrue(isByte || !draws.get(i).equals(other.get(i)), "draw " + i);
        }
        assertNotEquals(ChanceCalls.draws(), ChanceCalls.draws());
    }

    @Test
    void generatorsThatSomebodySeededAreLeftAlone() {
        assertEquals(new Random(1).nextLong(), loopAt(LATER).inside(ChanceCalls::seeded));
        long own = new Random(new Random(2).nextLong()).nextLong();
        assertEquals(own, loopAt(LATER).inside(() -> new ChanceCalls.OwnRandom().nextLong()));
    }

    @Test
    void everyWayToWaitIsRefusedAndNamed() {
        var loop = loopAt(LATER);
        for (var waiting : BlockingCalls.waiting()) {
            assertTrue(refusal(loop, waiting).contains("pipeToSelf"));
        }
        assertTrue(refusal(loop, BlockingCalls.waiting().getFirst())
                .startsWith("Thread.sleep inside a simulation would stop its only thread"));
    }

    @Test
    void whatNeedsNotWaitIsDoneAtOnce() throws Exception {
        var outside = BlockingCalls.atOnce();
        assertEquals("abtruetrue1dnull0", outside);
        assertEquals(outside, loopAt(LATER).inside(() -> unchecked(BlockingCalls::atOnce)));
    }

    @Test
    void everyWayToStartAThreadIsRefusedAndNamed() throws Exception {
        var loop = loopAt(LATER);
        for (var start : BlockingCalls.threads()) {
            assertTrue(refusal(loop, start).contains("spawn an actor"));
        }
        assertTrue(refusal(loop, BlockingCalls.threads().getFirst()).startsWith("new Thread "));
        assertNotNull(BlockingCalls.threads().getFirst().call());
    }

    @Test
    void whatTheJdkCompletesLaterIsCompletedInVirtualTime() {
        var loop = loopAt(LATER);
        var late = loop.inside(LateCalls::orTimeout);
        var value = loop.inside(() -> LateCalls.completeOnTimeout(new CompletableFuture<>()));
        var early = loop.inside(() -> LateCalls.completeOnTimeout(new CompletableFuture<>()));
        early.complete("early");
        var delayed = loop.inside(LateCalls::delayed);
        var async = loop.inside(LateCalls::async);
        loop.runFor(Duration.ofMillis(2_999));
        assertEquals(Thread.currentThread().getName(), async.join());
        assertFalse(late.isDone() || value.isDone() || delayed.isDone());
        loop.runFor(Duration.ofMillis(1));
        assertInstanceOf(TimeoutException.class, late.exceptionNow());
        assertEquals(
                List.of("late", "early", "delayed"),
                List.of(value.join(), early.join(), delayed.join()));
        assertEquals(5, loop.steps(), "two tasks and three timers; the fourth was cancelled");
    }

    private static String refusal(SimulationLoop loop, Callable<?> call) {
        return assertThrows(IllegalStateException.class, () -> loop.inside(() -> unchecked(call)))
                .getMessage();
    }

    private static <T> T unchecked(Callable<T> call) {
        try {
            return call.call();
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void nothingThatTheJvmLoadedFailedToBeRewritten() {
        assertEquals("", System.getProperty(SimulatorAgent.FAILED, ""));
    }
}
