package org.chrysalis.cluster.journal;

import static scala.jdk.javaapi.FutureConverters.asScala;

import com.typesafe.config.Config;

import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.Tagged;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializers;
import org.chrysalis.ton.Bytes;

import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/** Pekko Persistence's journal on an {@link EventStore}, committing in groups. */
public final class GroupCommitJournal extends AsyncWriteJournal {

    private final Serialization serialization =
            SerializationExtension.get(context().system());
    private final EventStore store;
    private final Executor writer;
    private final Executor reader;
    private final InstantSource clock;
    private final GroupCommitter committer;

    /** Called by Pekko with what is configured at the plugin's id. */
    public GroupCommitJournal(Config config) {
        var system = context().system();
        var setup = JournalSetup.of(system);
        store = setup.events.apply(config);
        writer = setup.writer.apply("journal-writer");
        reader = setup.reader.apply(
                system.dispatchers().lookup(config.getString("replay-dispatcher")));
        clock = setup.clock;
        committer = new GroupCommitter(store, writer, config.getInt("max-group"));
    }

    /** Commits what was handed over, then closes the store. */
    @Override
    public void postStop() {
        if (writer instanceof ExecutorService service) {
            service.close();
        }
        store.close();
    }

    @Override
    public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(
            Iterable<AtomicWrite> messages) {
        var rows = new ArrayList<EventRow>();
        var outcomes = new ArrayList<Optional<Exception>>();
        for (var message : messages) {
            try {
                rows.addAll(CollectionConverters.asJava(message.payload()).stream()
                        .map(this::row)
                        .toList());
                outcomes.add(Optional.empty());
            } catch (Exception rejection) { // Scala throws checked ones too, undeclared
                outcomes.add(Optional.of(rejection));
            }
        }
        return asScala(committer.commit(rows).thenApply(_ -> outcomes));
    }

    @Override
    public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNumber) {
        return asScala(committer
                .barrier()
                .thenRunAsync(faulty(() -> store.delete(persistenceId, toSequenceNumber)), writer));
    }

    /** Waits for writes under way: a restarted actor must not use the number of one again. */
    @Override
    public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long from) {
        return asScala(committer.barrier().thenApplyAsync(_ -> highest(persistenceId), reader));
    }

    @Override
    public Future<Void> doAsyncReplayMessages(
            String persistenceId, long from, long to, long max, Consumer<PersistentRepr> replay) {
        Consumer<EventRow> each = row -> replay.accept(event(row));
        return asScala(CompletableFuture.runAsync(
                faulty(() -> store.replay(persistenceId, from, to, max, each)), reader));
    }

    private EventRow row(PersistentRepr event) {
        if (event.metadata().isDefined()) {
            throw new IllegalArgumentException(
                    "this journal keeps no metadata of replicated events");
        }
        var fact = event.payload() instanceof Tagged tagged ? tagged.payload() : event.payload();
        var bytes = serialization.serialize(fact).get();
        var serializer = serialization.findSerializerFor(fact);
        return new EventRow(
                event.persistenceId(),
                event.sequenceNr(),
                event.writerUuid(),
                clock.millis(),
                event.manifest(),
                serializer.identifier(),
                Serializers.manifestFor(serializer, fact),
                Bytes.of(bytes));
    }

    private PersistentRepr event(EventRow row) {
        var fact = serialization
                .deserialize(row.payload().toArray(), row.serializer(), row.manifest())
                .get();
        return PersistentRepr.apply(
                        fact,
                        row.sequenceNumber(),
                        row.persistenceId(),
                        row.adapterManifest(),
                        false,
                        ActorRef.noSender(),
                        row.writer())
                .withTimestamp(row.writtenAt());
    }

    private long highest(String persistenceId) {
        try {
            return store.highestSequenceNumber(persistenceId);
        } catch (IOException failure) {
            throw new CompletionException(failure);
        }
    }

    private static Runnable faulty(StoreAccess access) {
        return () -> {
            try {
                access.run();
            } catch (IOException failure) {
                throw new CompletionException(failure);
            }
        };
    }

    private interface StoreAccess {
        void run() throws IOException;
    }
}
