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
 * What the journal is made of. Hand one to the actor system's setup to open the files before the
 * system starts ({@link #open}), or to run on other stores, threads and clocks; without one the
 * plugins open the files that their configuration names.
 */
public final class JournalSetup extends Setup implements AutoCloseable {

    final Function<Config, EventStore> events;
    final Function<Config, SqliteSnapshots> snapshots;
    final Function<String, Executor> writer;
    final UnaryOperator<Executor> reader;
    final InstantSource clock;
    private final List<AutoCloseable> opened;

    /**
     * @param events the store, given the configuration at {@code chrysalis.journal}
     * @param snapshots likewise, at {@code chrysalis.snapshots}
     * @param writer by name of its use; it runs one task at a time, in order, and is closed with
     *     the plugin if it is an {@link ExecutorService}
     * @param reader given the replay dispatcher, where replays run
     * @param clock of the times at which events were written
     */
    public JournalSetup(
            Function<Config, EventStore> events,
            Function<Config, SqliteSnapshots> snapshots,
            Function<String, Executor> writer,
            UnaryOperator<Executor> reader,
            InstantSource clock) {
        this(events, snapshots, writer, reader, clock, List.of());
    }

    private JournalSetup(
            Function<Config, EventStore> events,
            Function<Config, SqliteSnapshots> snapshots,
            Function<String, Executor> writer,
            UnaryOperator<Executor> reader,
            InstantSource clock,
            List<AutoCloseable> opened) {
        this.opened = opened;
        this.events = events;
        this.snapshots = snapshots;
        this.writer = writer;
        this.reader = reader;
        this.clock = clock;
    }

    /** Files as configured, a thread for each, the system's clock. */
    public static JournalSetup standard() {
        return new JournalSetup(
                config -> SqliteEventStore.open(path(config)),
                config -> SqliteSnapshots.open(path(config)),
                JournalSetup::thread,
                dispatcher -> dispatcher,
                InstantSource.system());
    }

    /**
     * {@link #standard} with the files open already, so that a node says why it cannot start in
     * place of failing at its first event, and no other node takes them in between. For one actor
     * system; close it after that system's end, since a plugin that was never used closes nothing.
     *
     * @param config of the actor system, resolved
     * @throws JournalUnavailable whose message is for the operator
     */
    public static JournalSetup open(Config config) {
        var events = SqliteEventStore.open(path(config.getConfig("chrysalis.journal")));
        try {
            var snapshots = SqliteSnapshots.open(path(config.getConfig("chrysalis.snapshots")));
            return new JournalSetup(
                    _ -> events,
                    _ -> snapshots,
                    JournalSetup::thread,
                    dispatcher -> dispatcher,
                    InstantSource.system(),
                    List.of(events, snapshots));
        } catch (JournalUnavailable refusal) {
            events.close();
            throw refusal;
        }
    }

    /** Configuration that makes all persistent actors of a system use files in {@code folder}. */
    public static Config config(Path folder) {
        return ConfigFactory.parseMap(Map.of(
                "pekko.persistence.journal.plugin",
                "chrysalis.journal",
                "pekko.persistence.snapshot-store.plugin",
                "chrysalis.snapshots",
                "chrysalis.journal.path",
                folder.resolve("journal.db").toString(),
                "chrysalis.snapshots.path",
                folder.resolve("snapshots.db").toString()));
    }

    static JournalSetup of(ActorSystem system) {
        return system.settings().setup().get(JournalSetup.class).orElseGet(JournalSetup::standard);
    }

    /** Closes what {@link #open} opened, if the plugins have not. */
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
