package org.chrysalis.simulator.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

@Isolated("counts the threads of the JVM")
class DeterminismTest {

    /** 23 turns in two minutes, of which every third is lost in a crash; two events each. */
    private static final int EVENTS_AN_ACCOUNT = 2 * (23 - 23 / 3);

    @Test
    void oneSeedDoesTheSameTwice() {
        assertEquals(List.of(), differences(System::nanoTime, System::nanoTime));
        assertEquals(ToyRun.hash(1, System::nanoTime), ToyRun.hash(1, System::nanoTime));
    }

    @Test
    void everySeedHasItsOwnTrace() {
        var hashes = new HashSet<String>();
        for (long seed = 0; seed < 10; seed++) {
            hashes.add(ToyRun.hash(seed, () -> 0));
        }
        assertEquals(10, hashes.size());
    }

    @Test
    void aRealNanoTimeInOneMessageMakesTheDoubleRunDiffer() throws Throwable {
        // Out of the agent's reach: looked up by name when the test runs.
        MethodHandle nanoTime = MethodHandles.lookup()
                .findStatic(System.class, "nanoTime", MethodType.methodType(long.class));
        assertNotEquals(
                ToyRun.hash(1, () -> invoke(nanoTime)), ToyRun.hash(1, () -> invoke(nanoTime)));
    }

    @Test
    void oneChangedNumberInOneMessageChangesTheHashAndNothingElse() {
        var different = differences(() -> 1, () -> 2);
        assertEquals(1, different.size());
        var delivery = assertInstanceOf(Occurrence.Delivery.class, different.getFirst());
        assertEquals(Toy.Stamp.class.getName(), delivery.type());
        assertNotEquals(ToyRun.hash(1, () -> 1), ToyRun.hash(1, () -> 2));
    }

    @Test
    void nothingOutsideDrawsFromTheSimulationsRandomNumbers() {
        var quiet = ToyRun.hash(1, () -> 0);
        for (int i = 0; i < 7; i++) {
            assertNotEquals(
                    java.util.concurrent.ThreadLocalRandom.current().nextLong(),
                    java.util.concurrent.ThreadLocalRandom.current().nextLong());
        }
        assertEquals(quiet, ToyRun.hash(1, () -> 0));
    }

    @Test
    void theTraceCoversActorsTimersRestartsAndTheJournal() {
        var types = new HashSet<String>();
        var receivers = new HashSet<String>();
        int appends = 0;
        for (var occurrence : ToyRun.occurrences(1, () -> 0)) {
            switch (occurrence) {
                case Occurrence.Delivery delivery -> {
                    types.add(delivery.type());
                    receivers.add(delivery.to());
                }
                case Occurrence.Append _ -> appends++;
                case Occurrence.Transaction transaction -> throw new AssertionError(transaction);
            }
        }
        assertTrue(types.containsAll(Set.of(
                Toy.Said.class.getName(),
                "org.apache.pekko.actor.typed.internal.TimerSchedulerImpl$TimerMsg",
                "org.apache.pekko.actor.typed.internal.AdaptMessage")));
        assertTrue(receivers.containsAll(Set.of(
                "/user/failing", "/user/listed/group", "/user/bank-0/account", "/user/observer")));
        assertEquals(3 * EVENTS_AN_ACCOUNT, appends);
    }

    @Test
    void accountsRecoverWhatTheyPersistedBeforeACrash() {
        var world = ToyRun.run(1, () -> 0, new TraceHash());
        assertEquals(EVENTS_AN_ACCOUNT, world.disks().events("account-0").size());
        var occurrences = ToyRun.occurrences(1, () -> 0);
        for (var said : List.of("account-0 recovered 4", "account-0 sum " + EVENTS_AN_ACCOUNT)) {
            var digest = new ContentDigest().of(new Toy.Said(said));
            assertTrue(occurrences.stream().anyMatch(one -> one.digest().equals(digest)), said);
        }
    }

    @Test
    void noThreadIsStarted() {
        var before = Thread.getAllStackTraces().keySet();
        ToyRun.hash(1, () -> 0);
        var after = new HashSet<>(Thread.getAllStackTraces().keySet());
        after.removeAll(before);
        assertEquals(Set.of(), after);
    }

    /** Those of the first of two runs of seed 1 that the second has not at the same place. */
    private static List<Occurrence> differences(LongSupplier first, LongSupplier second) {
        var ones = ToyRun.occurrences(1, first);
        var twos = ToyRun.occurrences(1, second);
        assertEquals(ones.size(), twos.size());
        return IntStream.range(0, ones.size())
                .filter(i -> !ones.get(i).equals(twos.get(i)))
                .mapToObj(ones::get)
                .toList();
    }

    private static long invoke(MethodHandle handle) {
        try {
            return (long) handle.invokeExact();
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
    }
}
