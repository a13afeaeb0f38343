package org.chrysalis.simulator.runtime;

import com.typesafe.config.Config;

import org.apache.pekko.dispatch.Futures;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;

import scala.concurrent.Future;
import scala.concurrent.Promise;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Pekko Persistence's journal on {@link SimulatedDisks}: acknowledged when durable. */
public final class SimulatedJournal extends AsyncWriteJournal {

    private final SimulatedWorld world = SimulatedWorld.of(context().system().settings());

    /** Called by Pekko. */
    public SimulatedJournal(Config config) {}

    @Override
    public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(
            Iterable<AtomicWrite> writes) {
        var outcomes = new ArrayList<Optional<Exception>>();
        CompletionStage<Void> last = CompletableFuture.completedStage(null);
        for (var write : writes) {
            var events = List.copyOf(CollectionConverters.asJava(write.payload()));
            var acknowledged = world.disks().append(events);
            last = last.thenCompose(_ -> acknowledged);
            outcomes.add(Optional.empty());
        }
        Promise<Iterable<Optional<Exception>>> answer = Futures.promise();
        last.whenComplete((_, failure) -> {
            if (failure == null) {
                answer.success(outcomes);
            } else {
                answer.failure(
                        failure instanceof CompletionException ? failure.getCause() : failure);
            }
        });
        return answer.future();
    }

    @Override
    public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNumber) {
        return FutureConverters.asScala(
                world.disks().deleteEvents(persistenceId, toSequenceNumber));
    }

    @Override
    public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long from) {
        return Futures.successful(world.disks().highestSequenceNumber(persistenceId));
    }

    @Override
    public Future<Void> doAsyncReplayMessages(
            String persistenceId, long from, long to, long max, Consumer<PersistentRepr> replay) {
        world.disks().stored(persistenceId).stream()
                .filter(event -> event.sequenceNr() >= from && event.sequenceNr() <= to)
                .limit(max)
                .forEach(replay);
        return Futures.successful(null);
    }
}
