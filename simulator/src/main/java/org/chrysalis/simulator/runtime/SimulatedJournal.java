package org.chrysalis.simulator.runtime;

import com.typesafe.config.Config;

import org.apache.pekko.dispatch.Futures;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.Tagged;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;

import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;

import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Consumer;

/** Pekko Persistence's journal on {@link SimulatedDisks}: each write is durable at once. */
public final class SimulatedJournal extends AsyncWriteJournal {

    private final SimulatedWorld world = SimulatedWorld.of(context().system().settings());

    /** Called by Pekko. */
    public SimulatedJournal(Config config) {}

    @Override
    public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(
            Iterable<AtomicWrite> writes) {
        var outcomes = new ArrayList<Optional<Exception>>();
        for (var write : writes) {
            CollectionConverters.asJava(write.payload()).forEach(this::append);
            outcomes.add(Optional.empty());
        }
        return Futures.successful(outcomes);
    }

    private void append(PersistentRepr event) {
        var fact = event.payload() instanceof Tagged tagged ? tagged.payload() : event.payload();
        world.trace()
                .add(new Occurrence.Append(
                        world.loop().nanoTime(),
                        event.persistenceId(),
                        event.sequenceNr(),
                        world.content().of(fact)));
        world.disks().append(event.withPayload(fact));
    }

    @Override
    public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNumber) {
        world.disks().deleteEvents(persistenceId, toSequenceNumber);
        return Futures.successful(null);
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
