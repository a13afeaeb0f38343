package org.chrysalis.simulator.agent;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/**
 * Where {@link RedirectingTransformer} sends calls, with the classes named after it. Inside a
 * simulation they answer from its {@link VirtualWorld}; on any other thread they do what the
 * original does.
 */
public final class Redirects {

    /** The world of the simulation that runs on this thread, if one does. */
    public static final ScopedValue<VirtualWorld> WORLD = ScopedValue.newInstance();

    private Redirects() {}

    /** The executor of {@code *Async} calls on Scala's completion stages. */
    public static Executor executor() {
        return isInside() ? WORLD.get()::execute : ForkJoinPool.commonPool();
    }

    /** Whether {@code task} was taken over from Scala's global execution context. */
    public static boolean tryExecute(Runnable task) {
        if (!isInside()) {
            return false;
        }
        WORLD.get().execute(task);
        return true;
    }

    /**
     * Called before what {@link Refusal} lists.
     *
     * @param kind name of the refusal
     */
    public static void check(String call, String kind) {
        if (isInside()) {
            throw Refusal.valueOf(kind).refusal(call);
        }
    }

    static boolean isInside() {
        return WORLD.isBound();
    }

    static void refuseToWait(String call) {
        check(call, Refusal.WAIT.name());
    }

    /** Runs {@code task} later in the simulation; the result cancels it. */
    static Runnable later(Duration delay, Runnable task) {
        return WORLD.get().schedule(delay, task);
    }
}
