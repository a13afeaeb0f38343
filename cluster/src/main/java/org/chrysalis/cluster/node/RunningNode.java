package org.chrysalis.cluster.node;

import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A node of this process, and all that must be closed with it, in order.
 *
 * @param failure completes if the node ends without having been asked to; cancelled when it is
 *     asked, so that it can be waited for
 */
public record RunningNode(
        ActorSystem<?> system,
        List<AutoCloseable> resources,
        CompletableFuture<NodeFailure> failure)
        implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 5;

    /** Leaves its cluster if it is in one, stops the actors, then closes what they used. */
    @Override
    public void close() {
        end(CoordinatedShutdown.PhaseBeforeServiceUnbind());
    }

    /** As {@link #close}, without a word to the other members: for when all of them end. */
    public void stop() {
        end(CoordinatedShutdown.PhaseBeforeActorSystemTerminate());
    }

    private void end(String firstPhase) {
        failure.cancel(false);
        var ended = CoordinatedShutdown.get(system)
                .run(CoordinatedShutdown.actorSystemTerminateReason(), Optional.of(firstPhase));
        try {
            ended.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | TimeoutException late) {
            LoggerFactory.getLogger(RunningNode.class).warn("{} did not stop", system.name());
        }
        for (var resource : resources) {
            try {
                resource.close();
            } catch (Exception failure) {
                LoggerFactory.getLogger(RunningNode.class)
                        .warn("{} was not closed: {}", resource, failure.getMessage());
            }
        }
    }
}
