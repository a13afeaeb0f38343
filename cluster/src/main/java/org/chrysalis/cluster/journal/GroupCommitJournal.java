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
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** Pekko Persistence's journal on an {@link EventStore}, committing in groups. */
public final class GroupCommitJournal extends AsyncWriteJournal {

    private final Serialization serialization =
            SerializationExtension.get(context().system());
    private final JournalAccess journal = JournalAccess.of(context().system());

    /** Called by Pekko with what is configured at the plugin's id. */
    public GroupCommitJournal(Config config) {}

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
        return asScala(journal.vital(journal.committer.commit(rows)).thenApply(_ -> outcomes));
    }

    @Override
    public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNumber) {
        return asScala(journal.write(() -> {
            journal.store.delete(persistenceId, toSequenceNumber);
            return null;
        }));
    }

    /**
     * Waits for writes under way: a restarted actor must not use the number of one again. Pekko
     * asks this before each replay, also of an account without any event, and only then; so here is
     * found what is missing.
     *
     * @param from the number of the snapshot that was loaded; 0 without one
     */
    @Override
    public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long from) {
        return asScala(journal.vital(journal.readAfterWrites(() -> {
            journal.store.requireWhole(persistenceId, from);
            return journal.store.highestSequenceNumber(persistenceId);
        })));
    }

    @Override
    public Future<Void> doAsyncReplayMessages(
            String persistenceId, long from, long to, long max, Consumer<PersistentRepr> replay) {
        Consumer<EventRow> each = row -> replay.accept(event(row));
        return asScala(journal.vital(journal.read(() -> {
            journal.store.replay(persistenceId, from, to, max, each);
            return null;
        })));
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
                journal.setup.clock.millis(),
                event.manifest(),
                serializer.identifier(),
                Serializers.manifestFor(serializer, fact),
                Bytes.of(bytes),
                journal.setup.statements.apply(fact));
    }

    private PersistentRepr event(EventRow row) {
        var fact = fact(row);
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

    private Object fact(EventRow row) {
        try {
            return serialization
                    .deserialize(row.payload().toArray(), row.serializer(), row.manifest())
                    .get();
        } catch (Exception unreadable) { // Scala throws checked ones too, undeclared
            throw new CompletionException(new IOException(
                    journal.store.path() + " has event " + row.sequenceNumber() + " of account "
                            + row.persistenceId() + ", which this node cannot read: "
                            + unreadable.getMessage(),
                    unreadable));
        }
    }
}
