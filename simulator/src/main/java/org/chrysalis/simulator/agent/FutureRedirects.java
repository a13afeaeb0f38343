package org.chrysalis.simulator.agent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Futures. One that is done may be read inside a simulation, and none awaited; what the JDK gives
 * to its common pool and to its timer thread runs on the simulation's thread, in virtual time.
 */
public final class FutureRedirects {

    private FutureRedirects() {}

    @Instead(of = CompletableFuture.class, call = "join")
    public static Object join(CompletableFuture<?> future) {
        refuseUnlessDone(future, "CompletableFuture.join");
        return future.join();
    }

    @Instead(
            of = {CompletableFuture.class, Future.class, FutureTask.class, ForkJoinTask.class},
            call = "get")
    public static Object get(Future<?> future) throws InterruptedException, ExecutionException {
        refuseUnlessDone(future, "Future.get");
        return future.get();
    }

    @Instead(
            of = {CompletableFuture.class, Future.class, FutureTask.class, ForkJoinTask.class},
            call = "get")
    public static Object get(Future<?> future, long time, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (time > 0) {
            refuseUnlessDone(future, "Future.get with a timeout");
        }
        return future.get(time, unit);
    }

    @Instead(of = CompletableFuture.class, call = "orTimeout")
    public static CompletableFuture<?> orTimeout(
            CompletableFuture<?> future, long time, TimeUnit unit) {
        return Redirects.isInside()
                ? after(
                        future,
                        time,
                        unit,
                        () -> future.completeExceptionally(new TimeoutException()))
                : future.orTimeout(time, unit);
    }

    @Instead(of = CompletableFuture.class, call = "completeOnTimeout")
    public static <T> CompletableFuture<T> completeOnTimeout(
            CompletableFuture<T> future, T value, long time, TimeUnit unit) {
        return Redirects.isInside()
                ? after(future, time, unit, () -> future.complete(value))
                : future.completeOnTimeout(value, time, unit);
    }

    @Instead(of = CompletableFuture.class, call = "delayedExecutor")
    public static Executor delayedExecutor(long time, TimeUnit unit) {
        return Redirects.isInside()
                ? delayedExecutor(time, unit, Redirects.executor())
                : CompletableFuture.delayedExecutor(time, unit);
    }

    @Instead(of = CompletableFuture.class, call = "delayedExecutor")
    public static Executor delayedExecutor(long time, TimeUnit unit, Executor executor) {
        return Redirects.isInside()
                ? task -> Redirects.later(delay(time, unit), () -> executor.execute(task))
                : CompletableFuture.delayedExecutor(time, unit, executor);
    }

    @Instead(of = CompletableFuture.class, call = "supplyAsync")
    public static <T> CompletableFuture<T> supplyAsync(Supplier<T> supplier) {
        return Redirects.isInside()
                ? CompletableFuture.supplyAsync(supplier, Redirects.executor())
                : CompletableFuture.supplyAsync(supplier);
    }

    @Instead(of = CompletableFuture.class, call = "runAsync")
    public static CompletableFuture<Void> runAsync(Runnable task) {
        return Redirects.isInside()
                ? CompletableFuture.runAsync(task, Redirects.executor())
                : CompletableFuture.runAsync(task);
    }

    @Instead(of = ForkJoinPool.class, call = "commonPool")
    public static ForkJoinPool commonPool() {
        Redirects.check("ForkJoinPool.commonPool", Refusal.THREAD.name());
        return ForkJoinPool.commonPool();
    }

    private static <T> CompletableFuture<T> after(
            CompletableFuture<T> future, long time, TimeUnit unit, Runnable end) {
        var cancel = Redirects.later(delay(time, unit), end);
        var _ = future.whenComplete((_, _) -> cancel.run());
        return future;
    }

    private static Duration delay(long time, TimeUnit unit) {
        return Duration.of(time, unit.toChronoUnit());
    }

    private static void refuseUnlessDone(Future<?> future, String call) {
        if (!future.isDone()) {
            Redirects.refuseToWait(call);
        }
    }
}
