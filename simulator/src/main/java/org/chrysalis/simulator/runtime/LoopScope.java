package org.chrysalis.simulator.runtime;

import org.chrysalis.simulator.agent.Redirects;
import org.chrysalis.simulator.agent.VirtualWorld;

import scala.Function0;
import scala.concurrent.BlockContext;
import scala.concurrent.CanAwait;
import scala.concurrent.Future;

import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * What holds while code runs in a simulation: redirected clocks are its clock, the thread's random
 * numbers are its own, and a Scala {@code Await} runs the loop until its future is complete.
 */
final class LoopScope {

    /** The loop that the current code runs in. */
    static final ScopedValue<SimulationLoop> LOOP = ScopedValue.newInstance();

    private final SimulationLoop loop;
    private final ThreadRandomness randomness = new ThreadRandomness();
    private final VirtualWorld world;

    LoopScope(SimulationLoop loop) {
        this.loop = loop;
        this.world = new LoopWorld(loop, new Facts());
    }

    /** What runs from now on is {@code lineage}, also for the thread's random numbers. */
    void follow(Lineage lineage) {
        randomness.follow(lineage);
    }

    /** Whether the current code runs in this scope already. */
    boolean isEntered() {
        return LOOP.isBound() && LOOP.get() == loop;
    }

    <T> T call(Supplier<T> body) {
        var outside = randomness.save();
        try {
            return ScopedValue.where(LOOP, loop)
                    .where(Redirects.WORLD, world)
                    .call(() -> BlockContext.withBlockContext(new Pump(loop), body::get));
        } finally {
            randomness.restore(outside);
        }
    }

    private record LoopWorld(SimulationLoop loop, Facts facts) implements VirtualWorld {

        @Override
        public long nanoTime() {
            return loop.nanoTime();
        }

        @Override
        public Instant now() {
            return loop.now();
        }

        @Override
        public long random() {
            return loop.draw();
        }

        @Override
        public void execute(Runnable task) {
            loop.execute(task);
        }

        @Override
        public boolean knows(ByteBuffer fact) {
            return facts.has(fact);
        }

        @Override
        public void learn(ByteBuffer fact) {
            facts.add(fact);
        }

        @Override
        public Runnable schedule(Duration delay, Runnable task) {
            return loop.schedule(delay, task)::cancel;
        }
    }

    /** Runs no further than the awaited future: what comes later may need what awaits. */
    private record Pump(SimulationLoop loop) implements BlockContext {

        @Override
        public <T> T blockOn(Function0<T> wait, CanAwait permission) {
            var future = awaited(wait);
            while (!future.isCompleted()) {
                if (!loop.step(Long.MAX_VALUE)) {
                    throw new IllegalStateException(
                            "awaits what nothing in the simulation will complete: " + future);
                }
            }
            return wait.apply();
        }

        /** Scala hands over a closure; the future is what it closes over. */
        private static Future<?> awaited(Object closure) {
            for (Field field : closure.getClass().getDeclaredFields()) {
                field.setAccessible(true);
                try {
                    if (field.get(closure) instanceof Future<?> future) {
                        return future;
                    }
                } catch (IllegalAccessException closed) {
                    throw new AssertionError(closed);
                }
            }
            throw new IllegalStateException(
                    "blocks inside a simulation, on something else than a future: "
                            + closure.getClass().getName());
        }
    }
}
