package org.chrysalis.simulator.agent;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TransferQueue;

/**
 * Calls that wait only sometimes. Inside a simulation they do what they can do at once, and are
 * refused when they would have to wait: nobody else runs meanwhile, and no time passes.
 */
public final class WaitRedirects {

    private WaitRedirects() {}

    @Instead(of = CountDownLatch.class, call = "await")
    public static void await(CountDownLatch latch) throws InterruptedException {
        if (latch.getCount() > 0) {
            Redirects.refuseToWait("CountDownLatch.await");
        }
        latch.await();
    }

    @Instead(of = CountDownLatch.class, call = "await")
    public static boolean await(CountDownLatch latch, long time, TimeUnit unit)
            throws InterruptedException {
        if (latch.getCount() > 0 && time > 0) {
            Redirects.refuseToWait("CountDownLatch.await with a timeout");
        }
        return latch.await(time, unit);
    }

    @Instead(of = Semaphore.class, call = "acquire")
    public static void acquire(Semaphore semaphore) throws InterruptedException {
        acquire(semaphore, 1);
    }

    @Instead(of = Semaphore.class, call = "acquire")
    public static void acquire(Semaphore semaphore, int permits) throws InterruptedException {
        if (!hasAtOnce(semaphore, permits)) {
            semaphore.acquire(permits);
        }
    }

    @Instead(of = Semaphore.class, call = "acquireUninterruptibly")
    public static void acquireUninterruptibly(Semaphore semaphore) {
        acquireUninterruptibly(semaphore, 1);
    }

    @Instead(of = Semaphore.class, call = "acquireUninterruptibly")
    public static void acquireUninterruptibly(Semaphore semaphore, int permits) {
        if (!hasAtOnce(semaphore, permits)) {
            semaphore.acquireUninterruptibly(permits);
        }
    }

    @Instead(of = Semaphore.class, call = "tryAcquire")
    public static boolean tryAcquire(Semaphore semaphore, long time, TimeUnit unit)
            throws InterruptedException {
        return tryAcquire(semaphore, 1, time, unit);
    }

    @Instead(of = Semaphore.class, call = "tryAcquire")
    public static boolean tryAcquire(Semaphore semaphore, int permits, long time, TimeUnit unit)
            throws InterruptedException {
        return (time > 0 && hasAtOnce(semaphore, permits))
                || semaphore.tryAcquire(permits, time, unit);
    }

    /** Inside, whether the permits were taken without waiting: they were, or it is refused. */
    private static boolean hasAtOnce(Semaphore semaphore, int permits) {
        if (!Redirects.isInside()) {
            return false;
        }
        if (!semaphore.tryAcquire(permits)) {
            Redirects.refuseToWait("Semaphore.acquire");
        }
        return true;
    }

    @Instead(
            of = {
                BlockingQueue.class, BlockingDeque.class, TransferQueue.class,
                ArrayBlockingQueue.class, LinkedBlockingQueue.class, LinkedBlockingDeque.class,
                LinkedTransferQueue.class, PriorityBlockingQueue.class, DelayQueue.class,
                SynchronousQueue.class
            },
            call = "take")
    public static Object take(BlockingQueue<?> queue) throws InterruptedException {
        return Redirects.isInside()
                ? head(queue).orElseThrow(() -> wouldWait("BlockingQueue.take"))
                : queue.take();
    }

    /** Null if there is nothing in time, as the original says it. */
    @Instead(
            of = {
                BlockingQueue.class, BlockingDeque.class, TransferQueue.class,
                ArrayBlockingQueue.class, LinkedBlockingQueue.class, LinkedBlockingDeque.class,
                LinkedTransferQueue.class, PriorityBlockingQueue.class, DelayQueue.class,
                SynchronousQueue.class
            },
            call = "poll")
    public static Object poll(BlockingQueue<?> queue, long time, TimeUnit unit)
            throws InterruptedException {
        return Redirects.isInside() && time > 0
                ? head(queue).orElseThrow(() -> wouldWait("BlockingQueue.poll with a timeout"))
                : queue.poll(time, unit);
    }

    @Instead(
            of = {
                BlockingQueue.class, BlockingDeque.class, ArrayBlockingQueue.class,
                LinkedBlockingQueue.class, LinkedBlockingDeque.class, SynchronousQueue.class
            },
            call = "put")
    public static <T> void put(BlockingQueue<T> queue, T element) throws InterruptedException {
        if (!Redirects.isInside()) {
            queue.put(element);
        } else if (!queue.offer(element)) {
            throw wouldWait("BlockingQueue.put");
        }
    }

    @Instead(
            of = {
                BlockingQueue.class, BlockingDeque.class, ArrayBlockingQueue.class,
                LinkedBlockingQueue.class, LinkedBlockingDeque.class, SynchronousQueue.class
            },
            call = "offer")
    public static <T> boolean offer(BlockingQueue<T> queue, T element, long time, TimeUnit unit)
            throws InterruptedException {
        if (!Redirects.isInside() || time <= 0) {
            return queue.offer(element, time, unit);
        }
        if (!queue.offer(element)) {
            throw wouldWait("BlockingQueue.offer with a timeout");
        }
        return true;
    }

    private static Optional<Object> head(BlockingQueue<?> queue) {
        return Optional.ofNullable(queue.poll());
    }

    private static IllegalStateException wouldWait(String call) {
        return Refusal.WAIT.refusal(call);
    }
}
