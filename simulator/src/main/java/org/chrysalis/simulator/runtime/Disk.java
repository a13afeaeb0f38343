package org.chrysalis.simulator.runtime;

import org.chrysalis.port.Randomness;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * One node's disk. It flushes one write after the other; what was not flushed when the node
 * crashed may have reached it or not, but never a later write without an earlier one.
 */
final class Disk {

    /** Nanoseconds: a flush of a good disk takes 0.2 to 2 ms. */
    private static final long LEAST_FLUSH = 200_000;

    private static final long SPREAD = 1_800_000;

    private final SimulationLoop loop;
    private final Randomness chance;
    private final Randomness crashes;
    /** How long the writes of each persistence id take, whatever others write. */
    private final Map<String, Randomness> flushes = new TreeMap<>();

    private final Consumer<Write> durable;
    private final List<Write> standing = new ArrayList<>();
    private final Deque<InFlight> inFlight = new ArrayDeque<>();
    private DiskContent content = new DiskContent();
    private long lastFlush;
    private boolean full;
    private boolean down;

    /** @param acknowledged completes when the write is durable */
    private record InFlight(Write write, CompletableFuture<Void> acknowledged) {

        /** Two writes may say the same. */
        @Override
        public boolean equals(Object other) {
            return other instanceof InFlight one && one.acknowledged == acknowledged;
        }

        @Override
        public int hashCode() {
            return acknowledged.hashCode();
        }
    }

    Disk(SimulationLoop loop, Randomness chance, Consumer<Write> durable) {
        this.loop = loop;
        this.chance = chance;
        this.crashes = chance.fork("crashes");
        this.durable = durable;
    }

    DiskContent content() {
        return content;
    }

    /** The writes whose fold this disk is, in order. */
    List<Write> standing() {
        return standing;
    }

    /** Completes when it is durable, or with what the disk says instead. */
    CompletionStage<Void> write(Write write) {
        var acknowledged = new CompletableFuture<Void>();
        if (down) {
            forget(acknowledged);
            return acknowledged;
        }
        var one = new InFlight(write, acknowledged);
        inFlight.add(one);
        lastFlush = Math.max(loop.nanoTime(), lastFlush) + flushOf(write);
        loop.schedule(Duration.ofNanos(lastFlush - loop.nanoTime()), () -> flushed(one));
        return acknowledged;
    }

    private long flushOf(Write write) {
        var stream = flushes.computeIfAbsent(write.persistenceId(), this::flushesOf);
        return LEAST_FLUSH + Math.floorMod(stream.next(), SPREAD + 1);
    }

    private Randomness flushesOf(String persistenceId) {
        return chance.fork("flushes of " + persistenceId);
    }

    private void flushed(InFlight one) {
        if (!inFlight.remove(one)) {
            return; // its node crashed meanwhile
        }
        var write = one.write();
        var acknowledged = one.acknowledged();
        if (full && needsRoom(write)) {
            acknowledged.completeExceptionally(new IOException("No space left on device"));
        } else {
            stand(write);
            acknowledged.complete(null);
        }
    }

    private static boolean needsRoom(Write write) {
        return switch (write) {
            case Write.Append _, Write.Save _ -> true;
            case Write.DeleteEvents _, Write.DeleteSnapshots _ -> false;
        };
    }

    private void stand(Write write) {
        standing.add(write);
        content.apply(write);
        durable.accept(write);
    }

    /** The node dies: the seed says how many of the writes in flight had reached the disk. */
    void crash() {
        down = true;
        int reached = (int) Math.floorMod(crashes.next(), inFlight.size() + 1L);
        while (!inFlight.isEmpty()) {
            var one = inFlight.remove();
            if (reached-- > 0 && !(full && needsRoom(one.write()))) {
                stand(one.write());
            }
            forget(one.acknowledged());
        }
    }

    /**
     * Pekko's journal hands acknowledgements on in the order of the writes, so this one must not be
     * missing; once all that is ready has run, nobody who would hear it lives.
     */
    private void forget(CompletableFuture<Void> acknowledged) {
        loop.schedule(Duration.ZERO, () -> acknowledged.complete(null));
    }

    void start() {
        down = false;
    }

    void setFull(boolean isFull) {
        full = isFull;
    }

    /** Only the first {@code writes} stand: as if the node had been restored from a copy. */
    void rollBack(int writes) {
        if (!down) {
            throw new IllegalStateException("a disk changes under its node only while it is down");
        }
        standing.subList(writes, standing.size()).clear();
        content = new DiskContent();
        standing.forEach(content::apply);
    }
}
