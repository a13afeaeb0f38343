package org.chrysalis.cluster.journal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.setup.Setup;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What the journal is made of. Hand one to the actor system's setup to open the file before the
 * system starts ({@link #open}), to store statements with events, or to run on other threads and
 * clocks; without one the plugins open the file that their configuration names.
 */
public final class JournalSetup extends Setup implements AutoCloseable {

    final Function<Config, SqliteEventStore> store;
    final Function<String, Executor> writer;
    final UnaryOperator<Executor> reader;
    final InstantSource clock;
    final Function<Object, List<StatementRow>> statements;
    private final List<AutoCloseable> opened;

    /**
     * @param store of events, snapshots and statements, given the configuration at {@code
     *     chrysalis.journal}; asked once for each actor system
     * @param writer by name of its use; it runs one task at a time, in order, and is closed with
     *     the system if it is an {@link ExecutorService}
     * @param reader given the replay dispatcher, where replays run
     * @param clock of the times at which events were written
     */
    public JournalSetup(
            Function<Config, SqliteEventStore> store,
            Function<String, Executor> writer,
            UnaryOperator<Executor> reader,
            InstantSource clock) {
        this(store, writer, reader, clock, _ -> List.of(), List.of());
    }

    private JournalSetup(
            Function<Config, SqliteEventStore> store,
            Function<String, Executor> writer,
            UnaryOperator<Executor> reader,
            InstantSource clock,
            Function<Object, List<StatementRow>> statements,
            List<AutoCloseable> opened) {
        this.opened = opened;
        this.store = store;
        this.writer = writer;
        this.reader = reader;
        this.clock = clock;
        this.statements = statements;
    }

    /**
     * With statements that are stored in the transaction of the event which bears them.
     *
     * @param borne those of an event; none for an object that it does not know
     */
    public JournalSetup withStatements(Function<Object, List<StatementRow>> borne) {
        return new JournalSetup(store, writer, reader, clock, borne, opened);
    }

    /** The file as configured, a thread that writes it, the system's clock. */
    public static JournalSetup standard() {
        return new JournalSetup(
                config -> SqliteEventStore.open(path(config)),
                JournalSetup::thread,
                dispatcher -> dispatcher,
                InstantSource.system());
    }

    /**
     * {@link #standard} with the file open already, so that a node says why it cannot start in
     * place of failing at its first event, and no other node takes it in between. For one actor
     * system; close it after that system's end, since a journal that was never used closes nothing.
     *
     * @param config of the actor system, resolved
     * @throws JournalUnavailable whose message is for the operator
     */
    public static JournalSetup open(Config config) {
        var store = SqliteEventStore.open(path(config.getConfig("chrysalis.journal")));
        return new JournalSetup(
                _ -> store,
                JournalSetup::thread,
                dispatcher -> dispatcher,
                InstantSource.system(),
                _ -> List.of(),
                List.of(store));
    }

    /** Where a node with its files in {@code folder} keeps its journal. */
    public static Path file(Path folder) {
        return folder.resolve("journal.db");
    }

    /** Configuration that makes all persistent actors of a system use a file in {@code folder}. */
    public static Config config(Path folder) {
        return ConfigFactory.parseMap(Map.of(
                "pekko.persistence.journal.plugin",
                "chrysalis.journal",
                "pekko.persistence.snapshot-store.plugin",
                "chrysalis.snapshots",
                "chrysalis.journal.path",
                file(folder).toString()));
    }

    static JournalSetup of(ActorSystem system) {
        return system.settings().setup().get(JournalSetup.class).orElseGet(JournalSetup::standard);
    }

    /** Closes what {@link #open} opened, if the system has not. */
    @Override
    public void close() {
        opened.forEach(JournalSetup::close);
    }

    private static void close(AutoCloseable file) {
        try {
            file.close();
        } catch (Exception failure) {
            throw new IllegalStateException("a file of the journal did not close", failure);
        }
    }

    private static Path path(Config config) {
        return Path.of(config.getString("path"));
    }

    private static Executor thread(String name) {
        return Executors.newSingleThreadExecutor(Thread.ofPlatform().name(name).factory());
    }
}
