package org.chrysalis.simulator.runtime;

import java.util.Optional;

/** A task at an instant of virtual time. It fires at most once. */
public final class Timer implements Comparable<Timer> {

    final long due;
    private final long sequence;
    private final Lineage lineage;
    private Runnable task;
    private boolean done;

    /**
     * @param due virtual nanoseconds
     * @param sequence orders timers of one instant
     * @param lineage the name of the execution that its firing is
     */
    Timer(long due, long sequence, Lineage lineage, Runnable task) {
        this.due = due;
        this.sequence = sequence;
        this.lineage = lineage;
        this.task = task;
    }

    /** @return whether this call is what keeps it from firing */
    public boolean cancel() {
        return fire().isPresent();
    }

    Lineage lineage() {
        return lineage;
    }

    /** Fired or cancelled. */
    public boolean isDone() {
        return done;
    }

    /** The task, for the first who asks. */
    Optional<Runnable> fire() {
        if (done) {
            return Optional.empty();
        }
        var taken = Optional.of(task);
        done = true;
        task = Timer::nothing; // a cancelled timer stays queued, but holds on to nothing
        return taken;
    }

    @Override
    public int compareTo(Timer other) {
        int byDue = Long.compare(due, other.due);
        return byDue != 0 ? byDue : Long.compare(sequence, other.sequence);
    }

    private static void nothing() {}
}
