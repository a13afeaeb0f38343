package org.chrysalis.cluster.demo;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns SIGINT, SIGTERM and SIGHUP into an interrupt of one thread, and gives it time to clean up
 * before the JVM ends.
 */
final class EndSignal implements AutoCloseable {

    /** Longer than any clean-up that works; what hangs is left to the next demo's sweep. */
    private static final long PATIENCE_SECONDS = 8;

    private final CountDownLatch came = new CountDownLatch(1);
    private final CountDownLatch cleaned = new CountDownLatch(1);
    private final Thread hook;

    private EndSignal(Thread interrupted) {
        this.hook = new Thread(() -> {
            came.countDown();
            interrupted.interrupt();
            awaitCleaned();
        });
    }

    /** Until it is closed, which says that all is cleaned up. */
    static EndSignal toThisThread() {
        var signal = new EndSignal(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    boolean came() {
        return came.getCount() == 0;
    }

    private void awaitCleaned() {
        try {
            var unused = cleaned.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        cleaned.countDown();
        if (!came()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException ending) {
                // The signal comes at this moment: the hook finds all cleaned up.
                Thread.currentThread().interrupt();
            }
        }
    }
}
