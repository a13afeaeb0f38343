package org.chrysalis.simulator.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.chrysalis.simulator.runtime.Checkpoint.Parting;
import org.chrysalis.ton.Bytes;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

class CheckpointTest {

    private static final Bytes ZERO = Bytes.of(new byte[32]);

    private static final List<Checkpoint> RECORDED = toEnd(run(3_500, -1));

    /** @param other number of the entry that is another one */
    private static TraceHash run(long entries, long other) {
        var trace = new TraceHash();
        LongStream.range(0, entries)
                .forEach(i -> trace.add(new Occurrence.Transaction(i == other ? i + 1 : i, ZERO)));
        return trace;
    }

    private static List<Checkpoint> toEnd(TraceHash trace) {
        var all = new ArrayList<>(trace.checkpoints());
        all.add(trace.end());
        return all;
    }

    @Test
    void eachThousandEntriesLeaveTheHashOfAllUpToThem() {
        var trace = run(3_500, -1);
        assertEquals(
                List.of(
                        new Checkpoint(1_000, run(1_000, -1).hex()),
                        new Checkpoint(2_000, run(2_000, -1).hex()),
                        new Checkpoint(3_000, run(3_000, -1).hex())),
                trace.checkpoints());
        assertEquals(new Checkpoint(3_500, trace.hex()), trace.end());
    }

    @Test
    void equalRunsNeverPart() {
        assertEquals(Optional.empty(), Checkpoint.parting(RECORDED, toEnd(run(3_500, -1))));
    }

    @Test
    void anotherEntryIsBetweenTheLastThatAgreesAndTheFirstThatDiffers() {
        assertEquals(parting(0, 1_000), Checkpoint.parting(RECORDED, toEnd(run(3_500, 999))));
        assertEquals(parting(1_000, 2_000), Checkpoint.parting(RECORDED, toEnd(run(3_500, 1_000))));
        assertEquals(parting(3_000, 3_500), Checkpoint.parting(RECORDED, toEnd(run(3_500, 3_400))));
    }

    @Test
    void aRunThatEndsEarlyOrLatePartsToo() {
        assertEquals(parting(2_000, 3_000), Checkpoint.parting(RECORDED, toEnd(run(2_400, -1))));
        assertEquals(parting(3_000, 3_500), Checkpoint.parting(RECORDED, toEnd(run(4_400, -1))));
        assertEquals(parting(3_000, 3_500), Checkpoint.parting(RECORDED.subList(0, 3), RECORDED));
    }

    private static Optional<Parting> parting(long agreed, long different) {
        return Optional.of(new Parting(agreed, different));
    }
}
