package org.chrysalis.simulator.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.simulator.runtime.RedirectedCalls;
import org.chrysalis.simulator.runtime.Seed;
import org.chrysalis.simulator.runtime.SimulationLoop;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;

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
    void nothingThatTheJvmLoadedFailedToBeRewritten() {
        assertEquals("", System.getProperty(SimulatorAgent.FAILED, ""));
    }
}
