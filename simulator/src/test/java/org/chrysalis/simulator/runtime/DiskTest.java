package org.chrysalis.simulator.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.pekko.persistence.PersistentImpl;
import org.apache.pekko.persistence.PersistentRepr;
import org.junit.jupiter.api.Test;

import scala.Option;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** When a write is on disk, and when it is not any more. */
class DiskTest {

    private static final String OWNER = "node";
    private static final String ID = "book|0:1|0";
    private static final Duration LONGEST = Duration.ofMillis(2);

    private SimulatedWorld world = world(1);
    private long number;

    private SimulatedWorld world(long seed) {
        var made = SimulatedWorld.of(seed);
        made.disks().ownedBy(_ -> OWNER);
        made.disks().keep(event -> event.equals("signed") ? List.of("statement") : List.of());
        number = 0;
        return made;
    }

    @Test
    void aWriteIsDurableWhenItIsAcknowledgedAndNotBefore() {
        var acknowledged = write("a").toCompletableFuture();
        world.loop().runFor(Duration.ofNanos(199_999));
        assertFalse(acknowledged.isDone());
        assertEquals(List.of(), disks().events(ID));
        world.loop().runFor(LONGEST);
        assertTrue(acknowledged.isDone());
        assertEquals(List.of("a"), disks().events(ID));
        assertEquals(1, disks().highestSequenceNumber(ID));
    }

    @Test
    void howLongAWriteTakesIsItsOwnWhateverOthersWrote() {
        var alone = flushOf("a", "b");
        world = world(1);
        disks().append(List.of(event("other", "x")));
        flush();
        assertEquals(alone, flushOf("a", "b"));
    }

    /** Nanoseconds that each of these writes takes, one after the other. */
    private List<Long> flushOf(String... events) {
        var times = new ArrayList<Long>();
        for (var event : events) {
            long before = world.loop().nanoTime();
            var done = write(event).toCompletableFuture();
            world.loop().runUntil(done::isDone, world.loop().now().plus(LONGEST));
            times.add(world.loop().nanoTime() - before);
        }
        return times;
    }

    @Test
    void aCrashKeepsOfWhatIsInFlightTheFirstFewOrNoneOrAll() {
        var found = new TreeSet<String>();
        for (long seed = 0; seed < 40; seed++) {
            world = world(seed);
            write("a");
            write("b");
            disks().crash(OWNER);
            found.add(disks().events(ID).toString());
        }
        assertEquals(List.of("[]", "[a, b]", "[a]"), List.copyOf(found));
    }

    @Test
    void nothingIsWrittenWhileTheNodeIsDown() {
        disks().crash(OWNER);
        write("a");
        flush();
        assertEquals(List.of(), disks().events(ID));
        disks().start(OWNER);
        write("b");
        flush();
        assertEquals(List.of("b"), disks().events(ID));
    }

    @Test
    void aDiskCanBeRolledBackToAnyWriteWithAllThatItKnew() {
        for (var event : List.of("a", "signed", "c")) {
            write(event);
        }
        flush();
        disks().deleteEvents(ID, 2);
        flush();
        assertEquals(List.of("c"), disks().events(ID));
        assertEquals(List.of("statement"), disks().kept(ID));
        disks().crash(OWNER);
        var seen = new ArrayList<String>();
        for (int kept = disks().writes(OWNER).size(); kept >= 0; kept--) {
            disks().rollBack(OWNER, kept);
            seen.add(disks().events(ID) + " " + disks().highestSequenceNumber(ID) + " "
                    + disks().kept(ID));
        }
        assertEquals(
                List.of(
                        "[c] 3 [statement]",
                        "[a, signed, c] 3 [statement]",
                        "[a, signed] 2 [statement]",
                        "[a] 1 []",
                        "[] 0 []"),
                seen);
        assertEquals(4, disks().log().size(), "the log is of all that ever happened");
    }

    @Test
    void aTailIsTornAndAFileIsLost() {
        List.of("a", "b", "c").forEach(this::write);
        flush();
        disks().crash(OWNER);
        disks().tear(OWNER, 2);
        assertEquals(List.of("a"), disks().events(ID));
        disks().lose(OWNER);
        assertEquals(List.of(), disks().events(ID));
    }

    @Test
    void aDiskDoesNotChangeUnderARunningNode() {
        write("a");
        flush();
        assertThrows(IllegalStateException.class, () -> disks().lose(OWNER));
    }

    @Test
    void aFullDiskRefusesEventsUntilItIsFreed() {
        disks().fill(OWNER);
        var refused = write("a").toCompletableFuture();
        flush();
        var failure = assertThrows(CompletionException.class, refused::join);
        assertInstanceOf(IOException.class, failure.getCause());
        assertEquals(List.of(), disks().events(ID));
        disks().free(OWNER);
        number = 0;
        write("a");
        flush();
        assertEquals(List.of("a"), disks().events(ID));
    }

    private CompletionStage<Void> write(String event) {
        return disks().append(List.of(event(event)));
    }

    private PersistentRepr event(String event) {
        return event(ID, event);
    }

    private PersistentRepr event(String id, String event) {
        return new PersistentImpl(event, ++number, id, "", false, null, "w", 0, Option.empty());
    }

    private void flush() {
        world.loop().runFor(Duration.ofSeconds(1));
    }

    private SimulatedDisks disks() {
        return world.disks();
    }
}
