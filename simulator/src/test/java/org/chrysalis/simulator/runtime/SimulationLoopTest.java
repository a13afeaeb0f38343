package org.chrysalis.simulator.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import scala.concurrent.Await;
import scala.concurrent.Promise;
import scala.concurrent.duration.Duration$;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

class SimulationLoopTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final List<String> log = new ArrayList<>();
    private final SimulationLoop loop = loop(1);

    private static SimulationLoop loop(long seed) {
        return new SimulationLoop(Seed.of(seed), 10_000);
    }

    @Test
    void timeJumpsFromTimerToTimerAndStopsAtTheLimit() {
        loop.schedule(SECOND.multipliedBy(3600), () -> log.add("hour " + loop.now()));
        loop.schedule(SECOND, () -> log.add("second " + loop.now()));
        loop.runFor(Duration.ofMinutes(59));
        assertEquals(List.of("second 2027-01-15T08:00:01Z"), log);
        assertEquals(Instant.parse("2027-01-15T08:59:00Z"), loop.clock().instant());
        loop.runFor(Duration.ofMinutes(1));
        assertEquals("hour 2027-01-15T09:00:00Z", log.getLast());
    }

    @Test
    void whatIsLoggedInALoopIsHeardThereThoughNobodyShowsIt() {
        var logger = LoggerFactory.getLogger("chrysalis.of-nobody");
        loop.hearLog(log::add);
        loop.schedule(SECOND, () -> logger.info("asked {} times", 7));
        loop.runFor(SECOND);
        logger.info("of no loop");
        assertEquals(List.of("asked 7 times"), log);
    }

    @Test
    void timersOfOneInstantFireInTheOrderTheyWereSet() {
        for (int i = 0; i < 50; i++) {
            var name = "t" + i;
            loop.schedule(SECOND, () -> log.add(name));
        }
        loop.runFor(SECOND);
        for (int i = 0; i < 50; i++) {
            assertEquals("t" + i, log.get(i));
        }
    }

    @Test
    void theSeedChoosesAmongReadyTasks() {
        var orders = new HashSet<List<String>>();
        for (long seed = 0; seed < 20; seed++) {
            orders.add(orderOfTen(seed));
        }
        assertTrue(orders.size() > 15, orders.size() + " orders");
        assertEquals(orderOfTen(1), orderOfTen(1));
        assertNotEquals(orderOfTen(1), orderOfTen(2));
    }

    private static List<String> orderOfTen(long seed) {
        var order = new ArrayList<String>();
        var chooser = loop(seed);
        for (int i = 0; i < 10; i++) {
            var name = "task" + i;
            chooser.execute(() -> order.add(name));
        }
        chooser.runFor(Duration.ZERO);
        return order;
    }

    @Test
    void aCancelledTimerDoesNotFire() {
        var timer = loop.schedule(SECOND, () -> log.add("fired"));
        assertTrue(timer.cancel());
        assertFalse(timer.cancel());
        loop.runFor(SECOND);
        assertEquals(List.of(), log);
        assertEquals(0, loop.steps());
    }

    @Test
    void aConditionStopsTheRunWhereItIsMet() {
        for (int i = 1; i <= 10; i++) {
            loop.schedule(SECOND.multipliedBy(i), () -> log.add("tick"));
        }
        var limit = loop.now().plusSeconds(100);
        assertTrue(loop.runUntil(() -> log.size() == 4, limit));
        assertEquals(SECOND.multipliedBy(4).toNanos(), loop.nanoTime());
        assertFalse(loop.runUntil(() -> log.size() == 11, limit));
        assertEquals(limit, loop.now());
    }

    @Test
    void aRunWithoutEndFailsAndSaysWhereItWas() {
        loop.execute(new Runnable() {
            @Override
            public void run() {
                loop.execute(this);
            }

            @Override
            public String toString() {
                return "the busy one";
            }
        });
        var failure = assertThrows(IllegalStateException.class, () -> loop.runFor(SECOND));
        assertEquals(
                "no end after 10,000 steps, next would be the busy one;"
                        + " simulation at 2027-01-15T08:00:00Z, 10,000 steps, 0 ready, 0 timers",
                failure.getMessage());
    }

    @Test
    void aForeignThreadIsRefusedAndTheRunFails() {
        var foreign = CompletableFuture.runAsync(() -> loop.execute(() -> log.add("never")));
        var there = foreign.handle((_, failure) -> failure)
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
        assertInstanceOf(IllegalStateException.class, there.getCause());
        var here = assertThrows(IllegalStateException.class, () -> loop.runFor(SECOND));
        assertEquals("the run cannot be repeated", here.getMessage());
        assertTrue(here.getCause().getMessage().contains("gave work to a simulation"));
        assertEquals(List.of(), log);
    }

    @Test
    void awaitingAFutureRunsWhatCompletesIt() throws Exception {
        var promise = Promise.<String>apply();
        loop.schedule(SECOND, () -> promise.success("done"));
        loop.schedule(SECOND.multipliedBy(2), () -> log.add("later"));
        assertEquals("done", loop.inside(() -> await(promise)));
        assertEquals(SECOND.toNanos(), loop.nanoTime());
        assertEquals(List.of(), log);
    }

    @Test
    void awaitingWhatNothingCompletesFailsAtOnce() {
        var failure = assertThrows(
                IllegalStateException.class, () -> loop.inside(() -> await(Promise.apply())));
        assertTrue(failure.getMessage().startsWith("awaits what nothing"), failure.getMessage());
    }

    @Test
    void aRunWithinARunIsRefused() {
        loop.execute(() -> loop.runFor(SECOND));
        assertThrows(IllegalStateException.class, () -> loop.runFor(SECOND));
    }

    private static String await(Promise<String> promise) {
        try {
            return Await.result(promise.future(), Duration$.MODULE$.Inf());
        } catch (InterruptedException | java.util.concurrent.TimeoutException unexpected) {
            throw new AssertionError(unexpected);
        }
    }
}
