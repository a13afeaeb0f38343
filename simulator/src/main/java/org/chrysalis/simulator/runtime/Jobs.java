package org.chrysalis.simulator.runtime;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Many worlds on some threads. Each is on one thread from beginning to end, so that how many run
 * at once changes nothing in any of them.
 *
 * @param <T> what is to be done
 * @param <R> what came of it
 */
public final class Jobs<T, R> {

    /** As the tests give it: the TVM needs more than a thread has by itself. */
    private static final long STACK = 4L << 20;

    private final Supplier<Optional<T>> next;
    private final Supplier<? extends Function<? super T, ? extends R>> workers;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /**
     * @param next what to do next, asked by one thread at a time; empty when all is done
     * @param workers one for each thread, made there
     */
    public Jobs(
            Supplier<Optional<T>> next,
            Supplier<? extends Function<? super T, ? extends R>> workers) {
        this.next = next;
        this.workers = workers;
    }

    /**
     * Does all there is.
     *
     * @param heard what was done and what came of it, one at a time, in no fixed order
     * @return whether all was done: false after {@link #stop}
     * @throws IllegalStateException if a job fails
     */
    public boolean run(int threads, BiConsumer<? super T, ? super R> heard)
            throws InterruptedException {
        var all = IntStream.range(0, threads)
                .mapToObj(job -> new Thread(null, () -> work(heard), "worlds " + job, STACK))
                .toList();
        all.forEach(Thread::start);
        for (var thread : all) {
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

    private void work(BiConsumer<? super T, ? super R> heard) {
        try {
            var worker = workers.get();
            var job = take();
            while (job.isPresent()) {
                var result = worker.apply(job.get());
                synchronized (this) {
                    heard.accept(job.get(), result);
                }
                job = take();
            }
        } catch (RuntimeException | Error broken) {
            failure.compareAndSet(null, broken);
            stop();
        }
    }

    private synchronized Optional<T> take() {
        return stopped.get() ? Optional.empty() : next.get();
    }
}
