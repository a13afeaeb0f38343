package org.chrysalis.house.breach;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Starts threads, takes locks and waits. */
public final class Blocks {

    private Blocks() {}

    static Thread starts() {
        return Thread.ofVirtual().start(() -> {});
    }

    static Thread extended() {
        return new Thread(() -> {});
    }

    static void sleeps() throws InterruptedException {
        Thread.sleep(1);
    }

    static ExecutorService pool() {
        return Executors.newCachedThreadPool();
    }

    static String joins(CompletableFuture<String> future) {
        return future.join();
    }

    static String gets(CompletableFuture<String> future)
            throws ExecutionException, InterruptedException {
        return future.get();
    }

    static CompletableFuture<String> elsewhere() {
        return CompletableFuture.supplyAsync(() -> "elsewhere");
    }

    static boolean locks(ReentrantLock lock) {
        return lock.tryLock();
    }

    @SuppressWarnings("WaitNotInLoop") // it is the wait that is wrong here
    static void waits(Object monitor) throws InterruptedException {
        monitor.wait();
    }

    static Stream<String> parallel(List<String> all) {
        return all.parallelStream();
    }
}
