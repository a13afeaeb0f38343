package org.chrysalis.simulator.crash;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Many trials on some threads. Every trial has a world of its own, on one thread, so that how many
 * run at once changes nothing in any of them.
 */
public final class Campaign {

    /** As the tests give it: the TVM needs more than a thread has by itself. */
    private static final long STACK = 4L << 20;

    private final List<Point> points;
    private final Supplier<? extends Function<Point, Verdict>> trials;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    public Campaign(List<Point> points) {
        this(points, Trials::new);
    }

    /** @param trials one for each thread */
    Campaign(List<Point> points, Supplier<? extends Function<Point, Verdict>> trials) {
        this.points = List.copyOf(points);
        this.trials = trials;
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
    public boolean run(int jobs, BiConsumer<Integer, Verdict> heard) throws InterruptedException {
        var threads = IntStream.range(0, jobs)
                .mapToObj(job -> new Thread(null, () -> work(heard), "trials " + job, STACK))
                .toList();
        threads.forEach(Thread::start);
        for (var thread : threads) {
            thread.join();
        }
        if (failure.get() != null) {
            throw new IllegalStateException("a trial failed: " + failure.get(), failure.get());
        }
        return !stopped.get();
    }

    /** What has begun is finished, nothing else begins. */
    public void stop() {
        stopped.set(true);
    }

    private void work(BiConsumer<Integer, Verdict> heard) {
        var trial = trials.get();
        while (!stopped.get()) {
            int place = next.getAndIncrement();
            if (place >= points.size()) {
                return;
            }
            try {
                var verdict = trial.apply(points.get(place));
                synchronized (this) {
                    heard.accept(place, verdict);
                }
            } catch (RuntimeException | Error broken) {
                failure.compareAndSet(null, broken);
                stop();
            }
        }
    }
}
