package org.chrysalis.simulator.crash;

import org.chrysalis.simulator.runtime.Jobs;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Many trials on some threads, each in a world of its own. */
public final class Campaign {

    private final List<Point> points;
    private final AtomicInteger next = new AtomicInteger();
    private final Jobs<Integer, Verdict> jobs;

    public Campaign(List<Point> points) {
        this(points, Trials::new);
    }

    /** @param trials one for each thread */
    Campaign(List<Point> points, Supplier<? extends Function<Point, Verdict>> trials) {
        this.points = List.copyOf(points);
        this.jobs = new Jobs<>(this::next, () -> {
            var trial = trials.get();
            return place -> trial.apply(this.points.get(place));
        });
    }

    private Optional<Integer> next() {
        int place = next.getAndIncrement();
        return place < points.size() ? Optional.of(place) : Optional.empty();
    }

    /** Every so many-th of {@code all}: {@code size} of them, or all if there are less. */
    public static List<Point> sample(List<Point> all, int size) {
        long most = Math.min(size, all.size());
        return IntStream.range(0, (int) most)
                .mapToObj(i -> all.get((int) (i * (long) all.size() / most)))
                .toList();
    }

    /**
     * Plays all points.
     *
     * @param heard the place of a point and what came of it, one at a time, in no fixed order
     * @return whether all were played: false after {@link #stop}
     * @throws IllegalStateException if a trial ends in a way that is no verdict
     */
    public boolean run(int threads, BiConsumer<Integer, Verdict> heard)
            throws InterruptedException {
        return jobs.run(threads, heard);
    }

    /** What has begun is finished, nothing else begins. */
    public void stop() {
        jobs.stop();
    }
}
