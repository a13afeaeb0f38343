package org.chrysalis.simulator.campaign;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The seeds to play: one after the other, without those that were. Asked by one at a time. */
public final class Seeds implements Supplier<Optional<Long>> {

    private final SortedSet<Long> done;
    private final long end;
    private final BooleanSupplier enough;
    private long next;

    /**
     * All of a range.
     *
     * @param count of all, those that are done among them
     * @param done that are left out
     * @param enough when no other one is begun
     * @throws ArithmeticException if there are not so many from the first on
     */
    public Seeds(long first, long count, SortedSet<Long> done, BooleanSupplier enough) {
        this.next = first;
        this.end = Math.addExact(first, count);
        this.done = new TreeSet<>(done);
        this.enough = enough;
    }

    @Override
    public Optional<Long> get() {
        while (next < end && done.contains(next)) {
            next++;
        }
        return next < end && !enough.getAsBoolean() ? Optional.of(next++) : Optional.empty();
    }
}
