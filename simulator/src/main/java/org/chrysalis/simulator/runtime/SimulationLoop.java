package org.chrysalis.simulator.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The one thread of a simulation, and its time.
 *
 * <p>While tasks are ready the seed chooses one of them. A mailbox is one task and runs one message
 * a turn, so the order within a mailbox stays. When none is ready, time jumps to the next timer;
 * all timers of that instant fire in the order in which they were set, before any task runs.
 *
 * <p>Only the thread that made the loop may use it: work handed over by another one is refused
 * there, and fails the run here, because it came at a moment that no seed repeats.
 */
public final class SimulationLoop implements Executor {

    /** Where every simulation's time begins: 2027-01-15T08:00:00Z, a round number of seconds. */
    public static final Instant EPOCH = Instant.ofEpochSecond(1_800_000_000);

    private final Thread owner = Thread.currentThread();
    private final AtomicReference<IllegalStateException> trespass = new AtomicReference<>();
    private final List<Runnable> ready = new ArrayList<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final Seed choices;
    private final LoopScope scope;
    private final long maxSteps;
    private long nanos;
    private long sequence;
    private long steps;
    private final List<RuntimeException> failures = new ArrayList<>();
    private boolean running;

    /**
     * @param maxSteps after which a run fails instead of going on; the bound against actors that
     *     keep each other busy for ever
     */
    public SimulationLoop(Seed seed, long maxSteps) {
        this.choices = seed.fork("order of ready tasks");
        this.scope = new LoopScope(this, seed);
        this.maxSteps = maxSteps;
    }

    /** Virtual time. */
    public InstantSource clock() {
        return this::now;
    }

    public Instant now() {
        return EPOCH.plusNanos(nanos);
    }

    /** Virtual nanoseconds since {@link #EPOCH}. */
    public long nanoTime() {
        return nanos;
    }

    /** Tasks run and timers fired so far. */
    public long steps() {
        return steps;
    }

    /** Makes {@code task} ready. It runs later, never within this call. */
    @Override
    public void execute(Runnable task) {
        refuseForeignThread(task);
        ready.add(task);
    }

    /** Runs {@code task} once {@code delay} has passed; a negative delay is none. */
    public Timer schedule(Duration delay, Runnable task) {
        refuseForeignThread(task);
        long due = Math.addExact(nanos, Math.max(0, delay.toNanos()));
        var timer = new Timer(due, sequence++, task);
        timers.add(timer);
        return timer;
    }

    /** Runs all that is due up to {@code limit}, and leaves the clock there. */
    public void runUntil(Instant limit) {
        runUntil(() -> false, limit);
    }

    public void runFor(Duration time) {
        runUntil(now().plus(time));
    }

    /**
     * Runs until {@code done}, asked before each step, or else all that is due up to {@code limit}.
     *
     * @return whether {@code done} held; if so the clock stays where it was met
     */
    public boolean runUntil(BooleanSupplier done, Instant limit) {
        if (running) {
            throw new IllegalStateException("the simulation is running already: " + this);
        }
        running = true;
        try {
            return inside(() -> turnUntil(done, Duration.between(EPOCH, limit).toNanos()));
        } finally {
            running = false;
        }
    }

    /**
     * Does {@code body} now, as a part of the simulation: clocks are virtual, and what Pekko awaits
     * at its start is run instead of waited for.
     */
    public <T> T inside(Supplier<T> body) {
        refuseForeignThread(body);
        return scope.call(body);
    }

    /** The run throws {@code failure} once its current step is over; the first one counts. */
    void fail(RuntimeException failure) {
        failures.add(failure);
    }

    private boolean turnUntil(BooleanSupplier done, long limit) {
        while (!done.getAsBoolean()) {
            if (!step(limit)) {
                nanos = Math.max(nanos, limit);
                return done.getAsBoolean();
            }
        }
        return true;
    }

    /** Runs one task or fires the timers of the next instant; false if none is due by the limit. */
    boolean step(long limit) {
        if (ready.isEmpty()) {
            return fireNextTimers(limit);
        }
        int chosen = ready.size() == 1 ? 0 : choices.below(ready.size());
        var task = ready.get(chosen);
        var last = ready.removeLast();
        if (chosen < ready.size()) {
            ready.set(chosen, last);
        }
        count(task);
        task.run();
        throwIfFailed();
        return true;
    }

    private boolean fireNextTimers(long limit) {
        throwIfFailed();
        dropCancelledTimers();
        if (timers.isEmpty() || timers.peek().due > limit) {
            return false;
        }
        nanos = timers.peek().due;
        while (!timers.isEmpty() && timers.peek().due == nanos) {
            var timer = timers.poll();
            timer.fire().ifPresent(task -> {
                count(task);
                task.run();
            });
        }
        return true;
    }

    private void dropCancelledTimers() {
        while (!timers.isEmpty() && timers.peek().isDone()) {
            timers.poll();
        }
    }

    private void count(Runnable task) {
        if (steps == maxSteps) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "no end after %,d steps, next would be %s; %s",
                    maxSteps,
                    task,
                    this));
        }
        steps++;
    }

    private void refuseForeignThread(Object work) {
        if (Thread.currentThread() != owner) {
            var refusal = new IllegalStateException(
                    Thread.currentThread() + " gave work to a simulation, which runs on " + owner
                            + " only: " + work + "; start no threads and complete futures on the"
                            + " executor given");
            trespass.compareAndSet(null, refusal);
            throw refusal;
        }
    }

    private void throwIfFailed() {
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        var found = trespass.get();
        if (found != null) {
            throw new IllegalStateException("the run cannot be repeated", found);
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "simulation at %s, %,d steps, %d ready, %d timers",
                now(),
                steps,
                ready.size(),
                timers.size());
    }
}
