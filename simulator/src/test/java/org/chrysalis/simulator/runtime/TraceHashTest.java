package org.chrysalis.simulator.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.ton.Bytes;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

class TraceHashTest {

    private static final Bytes ZERO = Bytes.of(new byte[32]);
    private static final Bytes ONE = Seed.of(1).bytes(32);

    private static final List<Occurrence> DIFFERENT = List.of(
            new Occurrence.Delivery(1, "/a", "/b", "type", ZERO),
            new Occurrence.Delivery(2, "/a", "/b", "type", ZERO),
            new Occurrence.Delivery(1, "/c", "/b", "type", ZERO),
            new Occurrence.Delivery(1, "/a", "/c", "type", ZERO),
            new Occurrence.Delivery(1, "/a/", "b", "type", ZERO),
            new Occurrence.Delivery(1, "/a", "/b", "type", ONE),
            new Occurrence.Append(1, "a", 1, ZERO),
            new Occurrence.Append(1, "a", 2, ZERO),
            new Occurrence.Append(1, "b", 1, ZERO),
            new Occurrence.Append(1, "a", 1, ONE),
            new Occurrence.Transaction(1, ZERO),
            new Occurrence.Transaction(1, ONE));

    private static TraceHash of(Occurrence... occurrences) {
        var trace = new TraceHash();
        for (var occurrence : occurrences) {
            trace.add(occurrence);
        }
        return trace;
    }

    @Test
    void anEmptyTraceIsTheHashOfNothing() {
        assertEquals(
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                new TraceHash().hex());
    }

    @Test
    void everyPartOfEveryOccurrenceCounts() {
        var hashes = new HashSet<String>();
        DIFFERENT.forEach(one -> assertTrue(hashes.add(of(one).hex()), one.toString()));
    }

    @Test
    void theOrderCounts() {
        assertNotEquals(
                of(DIFFERENT.get(0), DIFFERENT.get(6)).hex(),
                of(DIFFERENT.get(6), DIFFERENT.get(0)).hex());
    }

    @Test
    void theHashCanBeReadOnTheWay() {
        var trace = of(DIFFERENT.getFirst());
        assertEquals(trace.hex(), trace.hex());
        trace.add(DIFFERENT.getLast());
        assertEquals(of(DIFFERENT.getFirst(), DIFFERENT.getLast()).hex(), trace.hex());
        assertEquals(2, trace.count());
    }

    @Test
    void anObserverSeesEveryOccurrence() {
        var seen = new ArrayList<Occurrence>();
        var trace = new TraceHash(seen::add);
        DIFFERENT.forEach(trace::add);
        assertEquals(DIFFERENT, seen);
    }

    @Test
    void aTransactionOfTheChainIsInTheTraceByItsContent() {
        var world = SimulatedWorld.of(1);
        world.recordTransaction(new Toy.Stamp(1));
        var other = SimulatedWorld.of(1);
        other.recordTransaction(new Toy.Stamp(2));
        assertEquals(1, world.trace().count());
        assertNotEquals(world.trace().hex(), other.trace().hex());
    }
}
