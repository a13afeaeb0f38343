package org.chrysalis.simulator.agent;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/**
 * Where {@link RedirectingTransformer} sends calls. Inside a simulation they answer from its {@link
 * VirtualWorld}; on any other thread they do what the original does.
 */
public final class Redirects {

    /** The world of the simulation that runs on this thread, if one does. */
    public static final ScopedValue<VirtualWorld> WORLD = ScopedValue.newInstance();

    private Redirects() {}

    public static long nanoTime() {
        return WORLD.isBound() ? WORLD.get().nanoTime() : System.nanoTime();
    }

    public static long currentTimeMillis() {
        return WORLD.isBound() ? WORLD.get().now().toEpochMilli() : System.currentTimeMillis();
    }

    public static Instant instantNow() {
        return WORLD.isBound() ? WORLD.get().now() : Instant.now();
    }

    public static InstantSource instantSource() {
        return WORLD.isBound() ? WORLD.get()::now : InstantSource.system();
    }

    public static Clock clock() {
        return WORLD.isBound() ? instantSource().withZone(ZoneOffset.UTC) : Clock.systemUTC();
    }

    /** Of version 4 also in a simulation. */
    public static UUID randomUuid() {
        if (!WORLD.isBound()) {
            return UUID.randomUUID();
        }
        long high = (WORLD.get().random() & ~0xF000L) | 0x4000L;
        long low = (WORLD.get().random() >>> 2) | Long.MIN_VALUE;
        return new UUID(high, low);
    }

    /** Uniform in [0, 1). */
    public static double mathRandom() {
        return WORLD.isBound() ? (WORLD.get().random() >>> 11) * 0x1.0p-53 : Math.random();
    }

    /** The executor of {@code *Async} calls on Scala's completion stages. */
    public static Executor executor() {
        return WORLD.isBound() ? WORLD.get()::execute : ForkJoinPool.commonPool();
    }

    /** Whether {@code task} was taken over from Scala's global execution context. */
    public static boolean tryExecute(Runnable task) {
        if (!WORLD.isBound()) {
            return false;
        }
        WORLD.get().execute(task);
        return true;
    }

    public static ForkJoinPool commonPool() {
        if (WORLD.isBound()) {
            throw new IllegalStateException(
                    "ForkJoinPool.commonPool() inside a simulation: its threads would race with"
                            + " the one thread that all actors share; use the executor given");
        }
        return ForkJoinPool.commonPool();
    }

    public static void sleep(long millis) throws InterruptedException {
        refuseToBlock("Thread.sleep");
        Thread.sleep(millis);
    }

    public static Object join(CompletableFuture<?> future) {
        if (!future.isDone()) {
            refuseToBlock("CompletableFuture.join");
        }
        return future.join();
    }

    public static Object get(CompletableFuture<?> future)
            throws InterruptedException, ExecutionException {
        if (!future.isDone()) {
            refuseToBlock("CompletableFuture.get");
        }
        return future.get();
    }

    private static void refuseToBlock(String call) {
        if (WORLD.isBound()) {
            throw new IllegalStateException(
                    call + " inside a simulation would stop its only thread for ever; answer with a"
                            + " message instead (pipeToSelf)");
        }
    }
}
