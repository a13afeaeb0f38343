package org.chrysalis.cluster.demo;

import org.chrysalis.cluster.node.NodeFailure;

import java.util.concurrent.CompletionStage;

/** Interrupts one thread when a node ends by itself: what the thread waits for would not come. */
final class NodeWatch implements AutoCloseable {

    private final Thread thread = Thread.currentThread();
    private boolean over;
    private boolean came;

    private NodeWatch() {}

    /** Until it is closed, by the same thread. */
    static NodeWatch interruptingThisThread(CompletionStage<NodeFailure> failure) {
        var watch = new NodeWatch();
        failure.thenRun(watch::interrupt);
        return watch;
    }

    private synchronized void interrupt() {
        if (!over) {
            came = true;
            thread.interrupt();
        }
    }

    /** What cleans up afterwards is not interrupted. */
    @Override
    public synchronized void close() {
        over = true;
        if (came) {
            boolean unused = Thread.interrupted();
        }
    }
}
