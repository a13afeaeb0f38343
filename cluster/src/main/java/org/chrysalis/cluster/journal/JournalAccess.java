package org.chrysalis.cluster.journal;

import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;
import org.chrysalis.ton.Bytes;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The journal of an actor system: one store, and the one thread that writes it, for both plugins.
 * Any thread may ask it.
 */
public final class JournalAccess implements Extension {

    private static final Id ID = new Id();

    final SqliteEventStore store;
    final JournalSetup setup;
    final GroupCommitter committer;
    private final Executor writer;
    private final Executor reader;
    private final AtomicReference<Optional<IOException>> fault =
            new AtomicReference<>(Optional.empty());

    private static final class Id extends AbstractExtensionId<JournalAccess> {
        @Override
        public JournalAccess createExtension(ExtendedActorSystem system) {
            return new JournalAccess(system);
        }
    }

    private JournalAccess(ExtendedActorSystem system) {
        var all = system.settings().config();
        var config = all.getConfig("chrysalis.journal")
                .withFallback(all.getConfig("pekko.persistence.journal-plugin-fallback"));
        setup = JournalSetup.of(system);
        store = setup.store.apply(config);
        writer = setup.writer.apply("journal-writer");
        reader = setup.reader.apply(
                system.dispatchers().lookup(config.getString("replay-dispatcher")));
        committer = new GroupCommitter(store, writer, config.getInt("max-group"));
        system.registerOnTermination(this::close);
    }

    /** Opens the file if nothing of {@code system} has used it so far. */
    public static JournalAccess of(ActorSystem system) {
        return ID.get(system);
    }

    /** All that ever wrote, by persistence id. */
    public CompletionStage<List<String>> accounts() {
        return read(store::accounts);
    }

    /** The statements about any of {@code subjects} that are there, in the order of their seq. */
    public CompletionStage<List<StatementRow>> about(
            String persistenceId, Collection<Bytes> subjects) {
        var all = List.copyOf(subjects);
        return read(() -> store.about(persistenceId, all));
    }

    /** The first statements above {@code seq}, in the order of theirs, {@code most} of them. */
    public CompletionStage<List<StatementRow>> above(String persistenceId, long seq, int most) {
        return read(() -> store.above(persistenceId, seq, most));
    }

    /** The first failure that left an actor without its books, if there was one. */
    public Optional<IOException> fault() {
        return fault.get();
    }

    /** As {@link #fault}, also of a system that has ended, or never used its journal. */
    public static Optional<IOException> faultOf(ActorSystem system) {
        return system.hasExtension(ID) ? ID.get(system).fault() : Optional.empty();
    }

    interface Access<T> {
        T run() throws IOException;
    }

    /** After all that was handed over before. */
    <T> CompletableFuture<T> write(Access<T> access) {
        return committer.barrier().thenApplyAsync(_ -> unchecked(access), writer);
    }

    <T> CompletableFuture<T> read(Access<T> access) {
        return CompletableFuture.supplyAsync(() -> unchecked(access), reader);
    }

    /** As {@link #read}, but after all that was handed over before. */
    <T> CompletableFuture<T> readAfterWrites(Access<T> access) {
        return committer.barrier().thenApplyAsync(_ -> unchecked(access), reader);
    }

    /** Keeps why {@code answer} fails: no account can go on without it. */
    <T> CompletableFuture<T> vital(CompletableFuture<T> answer) {
        return answer.whenComplete((_, failure) -> {
            for (var cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof IOException io) {
                    fault.compareAndSet(Optional.empty(), Optional.of(io));
                }
            }
        });
    }

    private static <T> T unchecked(Access<T> access) {
        try {
            return access.run();
        } catch (IOException failure) {
            throw new CompletionException(failure);
        }
    }

    /** When all actors have stopped: commits what was handed over. */
    private void close() {
        if (writer instanceof ExecutorService service) {
            service.close();
        }
        store.close();
    }
}
