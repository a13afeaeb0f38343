package org.chrysalis.simulator.runtime;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** What would wait or start threads, called as any library does; outside of the agent's package. */
@SuppressWarnings("WaitNotInLoop") // nobody ever wakes it
public final class BlockingCalls {

    private static final long LONG = 1_000_000;

    private BlockingCalls() {}

    /** Each waits for ever, or longer than any test. */
    public static List<Callable<?>> waiting() {
        var latch = new CountDownLatch(1);
        var empty = new LinkedBlockingQueue<String>();
        BlockingQueue<String> full = new ArrayBlockingQueue<>(1);
        full.add("first");
        var none = new Semaphore(0);
        Future<String> never = new CompletableFuture<>();
        var lock = new ReentrantLock();
        return List.of(
                call(() -> Thread.sleep(LONG)),
                call(() -> Thread.sleep(LONG, 1)),
                call(() -> Thread.sleep(Duration.ofDays(1))),
                call(() -> TimeUnit.DAYS.sleep(1)),
                call(() -> Thread.currentThread().join()),
                call(latch::await),
                () -> latch.await(1, TimeUnit.DAYS),
                empty::take,
                () -> empty.poll(1, TimeUnit.DAYS),
                call(() -> full.put("second")),
                () -> full.offer("second", 1, TimeUnit.DAYS),
                call(none::acquire),
                call(() -> none.acquireUninterruptibly(2)),
                () -> none.tryAcquire(1, TimeUnit.DAYS),
                never::get,
                () -> never.get(1, TimeUnit.DAYS),
                call(() -> LockSupport.park()),
                call(() -> LockSupport.park(lock)),
                call(() -> LockSupport.parkNanos(Long.MAX_VALUE)),
                call(() -> waitFor(lock)),
                () -> new CyclicBarrier(2).await(),
                () -> lock.newCondition().await(1, TimeUnit.DAYS));
    }

    private static synchronized void waitFor(Object monitor) throws InterruptedException {
        synchronized (monitor) {
            monitor.wait(LONG);
        }
    }

    /** The same, when there is nothing to wait for. */
    public static String atOnce() throws Exception {
        new CountDownLatch(0).await();
        var queue = new LinkedBlockingQueue<String>();
        queue.put("a");
        boolean fits = queue.offer("b", 1, TimeUnit.DAYS);
        var permits = new Semaphore(3);
        permits.acquire();
        boolean acquired = permits.tryAcquire(1, TimeUnit.DAYS);
        Future<String> done = CompletableFuture.completedFuture("d");
        return queue.take()
                + queue.poll(1, TimeUnit.DAYS)
                + fits
                + acquired
                + permits.availablePermits()
                + done.get(1, TimeUnit.DAYS)
                + queue.poll(0, TimeUnit.DAYS)
                + queue.size();
    }

    /** Each starts a thread, or something that would. */
    public static List<Callable<?>> threads() {
        return List.of(
                () -> new Thread(() -> {}),
                OwnThread::new,
                () -> Thread.startVirtualThread(() -> {}),
                () -> Thread.ofPlatform().start(() -> {}),
                () -> Executors.newCachedThreadPool(),
                () -> new java.util.Timer());
    }

    private static final class OwnThread extends Thread {

        OwnThread() {
            super("own");
        }
    }

    private interface Waiting {
        void run() throws Exception;
    }

    private static Callable<?> call(Waiting body) {
        return () -> {
            body.run();
            return body;
        };
    }
}
