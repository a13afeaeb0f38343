package org.chrysalis.simulator.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Futures that the JDK completes later, on threads of its own; outside of the agent's package. */
public final class LateCalls {

    private LateCalls() {}

    public static CompletableFuture<String> orTimeout() {
        return new CompletableFuture<String>().orTimeout(3, TimeUnit.SECONDS);
    }

    public static CompletableFuture<String> completeOnTimeout(CompletableFuture<String> future) {
        return future.completeOnTimeout("late", 3, TimeUnit.SECONDS);
    }

    public static CompletableFuture<String> delayed() {
        Executor executor = CompletableFuture.delayedExecutor(3, TimeUnit.SECONDS);
        return CompletableFuture.supplyAsync(() -> "delayed", executor);
    }

    public static CompletableFuture<String> async() {
        return CompletableFuture.supplyAsync(() -> Thread.currentThread().getName());
    }
}
