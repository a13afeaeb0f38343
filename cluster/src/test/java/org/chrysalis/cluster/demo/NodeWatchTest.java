package org.chrysalis.cluster.demo;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.chrysalis.cluster.node.NodeFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

class NodeWatchTest {

    private final CompletableFuture<NodeFailure> failure = new CompletableFuture<>();

    @Test
    @Timeout(30)
    void whoeverWaitsIsInterruptedWhenANodeEnds() {
        try (var _ = NodeWatch.interruptingThisThread(failure)) {
            Thread.ofVirtual().start(() -> failure.complete(null));
            assertThrows(InterruptedException.class, () -> new CountDownLatch(1).await());
        }
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void whatFollowsIsNotInterrupted() {
        try (var _ = NodeWatch.interruptingThisThread(failure)) {
            failure.complete(null);
        }
        assertFalse(Thread.currentThread().isInterrupted());
        var later = new CompletableFuture<NodeFailure>();
        NodeWatch.interruptingThisThread(later).close();
        later.complete(null);
        assertFalse(Thread.currentThread().isInterrupted());
    }
}
