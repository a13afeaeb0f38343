package org.chrysalis.simulator.runtime;

import com.typesafe.config.Config;

import org.apache.pekko.actor.AbstractScheduler;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.Scheduler;
import org.apache.pekko.event.LoggingAdapter;

import scala.concurrent.ExecutionContext;
import scala.concurrent.duration.FiniteDuration;

import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/** Pekko's scheduler on the loop's timers: exact to the nanosecond, in virtual time. */
public final class VirtualScheduler extends AbstractScheduler implements Closeable {

    private static final double NANOSECONDS_A_SECOND = 1e9;

    private final SimulationLoop loop;
    private final List<Runnable> onClose = new ArrayList<>();
    private boolean closed;

    /** Called by Pekko, within {@link SimulationLoop#inside}: only so can the loop be found. */
    public VirtualScheduler(Config config, LoggingAdapter log, ThreadFactory threads) {
        if (!LoopScope.LOOP.isBound()) {
            throw new IllegalStateException(
                    "this configuration is for simulations: use SimulatedSystem.start");
        }
        loop = LoopScope.LOOP.get();
    }

    @Override
    public Cancellable scheduleOnce(
            FiniteDuration delay, Runnable task, ExecutionContext executor) {
        refuseIfClosed();
        if (task instanceof Scheduler.TaskRunOnClose) {
            onClose.add(task);
        }
        var repeated = new Repeated();
        repeated.next(loop.schedule(duration(delay), () -> executor.execute(task)));
        return repeated;
    }

    /** Deprecated for callers, and yet what every scheduler must implement. */
    @SuppressWarnings("deprecation")
    @Override
    public Cancellable schedule(
            FiniteDuration initial,
            FiniteDuration interval,
            Runnable task,
            ExecutionContext executor) {
        refuseIfClosed();
        if (interval.toNanos() <= 0) {
            throw new IllegalArgumentException("the interval must be positive, not " + interval);
        }
        var repeated = new Repeated();
        repeated.next(loop.schedule(
                duration(initial), new Turn(loop, repeated, duration(interval), task, executor)));
        return repeated;
    }

    @Override
    public double maxFrequency() {
        return NANOSECONDS_A_SECOND;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            onClose.forEach(Runnable::run);
        }
    }

    private void refuseIfClosed() {
        if (closed) {
            throw new IllegalStateException("the scheduler is closed");
        }
    }

    private static Duration duration(FiniteDuration scala) {
        return Duration.ofNanos(scala.toNanos());
    }

    /** One firing at a fixed rate; a task that throws fires no more, as with Pekko's own. */
    private record Turn(
            SimulationLoop loop,
            Repeated repeated,
            Duration interval,
            Runnable task,
            ExecutionContext executor)
            implements Runnable {

        @Override
        public void run() {
            repeated.next(loop.schedule(interval, this));
            executor.execute(() -> {
                try {
                    task.run();
                } catch (Throwable failure) {
                    repeated.cancel();
                    throw failure;
                }
            });
        }
    }

    /** Cancels the timer that comes next. */
    private static final class Repeated implements Cancellable {

        private Timer next;
        private boolean cancelled;

        void next(Timer timer) {
            next = timer;
        }

        @Override
        public boolean cancel() {
            boolean first = !cancelled && next.cancel();
            cancelled = true;
            return first;
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }
    }
}
