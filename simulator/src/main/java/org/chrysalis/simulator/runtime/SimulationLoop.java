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
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The one thread of a simulation, and its time.
 *
 * <p>While tasks are ready one of them runs, in the {@link Order} that is asked for. A mailbox is
 * one task and runs one message a turn, so the order within a mailbox stays. When none is ready,
 * time jumps to the next timer; all timers of that instant fire in the order in which they were
 * set, before any task runs.
 *
 * <p>Under {@link Order#SEEDED} the seed is no stream of choices: the priority of a task is a hash
 * of the seed and the task's name, which is that of its actor, instant and number, and for what is
 * no mailbox that of what began it. So a lost message changes the order of what has to do with it,
 * and of nothing else; the same holds for random numbers, which each execution has its own of.
 *
 * <p>Only the thread that made the loop may use it: work handed over by another one is refused
 * there, and fails the run here, because it came at a moment that no seed repeats.
 */
public final class SimulationLoop implements Executor {

    /** Where every simulation's time begins: 2027-01-15T08:00:00Z, a round number of seconds. */
    public static final Instant EPOCH = Instant.ofEpochSecond(1_800_000_000);

    private final Thread owner = Thread.currentThread();
    private final AtomicReference<IllegalStateException> trespass = new AtomicReference<>();
    private final PriorityQueue<Task> ready = new PriorityQueue<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final Order order;
    private final LoopScope scope;
    private final long maxSteps;
    /** Of what the scenario does between two runs of the loop. */
    private final Origin scenario;

    private Lineage current;
    private long nanos;
    private long sequence;
    private long steps;
    private final List<RuntimeException> failures = new ArrayList<>();
    private final List<Consumer<String>> ears = new ArrayList<>();
    private boolean running;

    /**
     * @param maxSteps after which a run fails instead of going on; the bound against actors that
     *     keep each other busy for ever
     */
    public SimulationLoop(Seed seed, long maxSteps) {
        this(seed, maxSteps, Order.SEEDED);
    }

    /**
     * @param maxSteps after which a run fails instead of going on
     * @param order of what is ready at one instant
     */
    public SimulationLoop(Seed seed, long maxSteps, Order order) {
        this.order = order;
        this.scenario = new Origin(seed.fork("lineage").next());
        this.current = scenario.next(0);
        this.scope = new LoopScope(this);
        this.maxSteps = maxSteps;
    }

    /** @param heard each line that code in this loop logs from INFO on, whatever is shown of it */
    public void hearLog(Consumer<String> heard) {
        ears.add(heard);
    }

    boolean isLogHeard() {
        return !ears.isEmpty();
    }

    void logged(String line) {
        ears.forEach(ear -> ear.accept(line));
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
        ready(current.child(), task);
    }

    /** Makes the mailbox of {@code actor} ready. What made it so has no part in its name. */
    void execute(Origin actor, Runnable mailbox) {
        refuseForeignThread(mailbox);
        ready(actor.next(nanos), mailbox);
    }

    private void ready(Lineage lineage, Runnable task) {
        long priority =
                switch (order) {
                    case SEEDED -> lineage.name();
                    case FIFO -> 0;
                };
        ready.add(new Task(priority, sequence++, lineage, task));
    }

    /** Of the mailbox that what runs now makes for the actor of {@code path}. */
    Origin origin(String path) {
        return new Origin(Seed.mix(current.name() + Seed.hash(path)));
    }

    /** The next random number of what runs now. */
    long draw() {
        return current.draw();
    }

    /** Runs {@code task} once {@code delay} has passed; a negative delay is none. */
    public Timer schedule(Duration delay, Runnable task) {
        refuseForeignThread(task);
        long due = Math.addExact(nanos, Math.max(0, delay.toNanos()));
        var timer = new Timer(due, sequence++, current.child(), task);
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
        return scope.isEntered() ? body.get() : scope.call(() -> as(scenario.next(nanos), body));
    }

    /** Does {@code body} under the name {@code lineage}. */
    private <T> T as(Lineage lineage, Supplier<T> body) {
        var outer = become(lineage);
        try {
            return body.get();
        } finally {
            current = outer;
        }
    }

    /** @return what ran until now */
    private Lineage become(Lineage lineage) {
        var outer = current;
        current = lineage;
        scope.follow(lineage);
        return outer;
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
        var task = ready.remove();
        run(task.lineage(), task.work());
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
            timer.fire().ifPresent(task -> run(timer.lineage(), task));
        }
        return true;
    }

    private void run(Lineage lineage, Runnable work) {
        count(work);
        var outer = become(lineage);
        try {
            work.run();
        } finally {
            current = outer;
        }
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
