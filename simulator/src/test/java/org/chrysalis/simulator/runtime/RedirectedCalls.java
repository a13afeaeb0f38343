package org.chrysalis.simulator.runtime;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Calls as any library makes them; outside of the agent's package, whose own are left alone. */
public final class RedirectedCalls {

    private RedirectedCalls() {}

    public static List<Instant> instants() {
        Supplier<Instant> reference = Instant::now;
        return List.of(
                Instant.now(),
                reference.get(),
                Instant.ofEpochMilli(System.currentTimeMillis()),
                Clock.systemUTC().instant(),
                InstantSource.system().instant());
    }

    public static List<Long> nanoseconds() {
        LongSupplier reference = System::nanoTime;
        return List.of(System.nanoTime(), reference.getAsLong());
    }

    public static UUID uuid() {
        return UUID.randomUUID();
    }

    public static double fraction() {
        return Math.random();
    }

    public static ForkJoinPool commonPool() {
        return ForkJoinPool.commonPool();
    }

    public static String join(CompletableFuture<String> future) {
        return future.join();
    }

    /** Each waits for ever, or longer than any test. */
    public static List<Runnable> blocking(CompletableFuture<String> never) {
        return List.of(never::join, () -> join(never), () -> get(never), RedirectedCalls::doze);
    }

    private static void get(CompletableFuture<String> never) {
        try {
            never.get();
        } catch (InterruptedException | ExecutionException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    private static void doze() {
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }
}
