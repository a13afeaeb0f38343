package org.chrysalis.cluster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.JournalProtocol;
import org.apache.pekko.persistence.Persistence;
import org.apache.pekko.persistence.PersistentEnvelope;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.SaveSnapshotSuccess;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotProtocol;
import org.apache.pekko.testkit.javadsl.TestKit;

import scala.jdk.javaapi.CollectionConverters;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An actor system with the plugins, spoken to as a persistent actor does. */
final class JournalHarness implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int INSTANCE = 1;

    final ActorSystem system;
    final TestKit probe;
    final ActorRef journal;

    JournalHarness(Path folder) {
        this(config(folder), JournalSetup.standard());
    }

    JournalHarness(Config config, JournalSetup setup) {
        system = ActorSystem.create(
                "journal", ActorSystemSetup.create(BootstrapSetup.create(config), setup));
        probe = new TestKit(system);
        journal = Persistence.get(system).journalFor("", ConfigFactory.empty());
    }

    static Config config(Path folder) {
        return JournalSetup.config(folder)
                .withFallback(ConfigFactory.parseString(
                        """
                        pekko.loglevel = OFF
                        pekko.stdout-loglevel = OFF
                        pekko.fail-mixed-versions = off
                        pekko.actor.serializers.test = "%s"
                        pekko.actor.serialization-bindings { "%s" = test }
                        """
                                .formatted(
                                        TestSerializer.class.getName(), TestEvent.class.getName())))
                .withFallback(ConfigFactory.load())
                .resolve();
    }

    static PersistentRepr event(String id, long number, Object payload) {
        return PersistentRepr.apply(
                payload, number, id, "", false, ActorRef.noSender(), "writer-of-" + id);
    }

    static TestEvent text(long number) {
        return new TestEvent.Text("a-" + number);
    }

    static AtomicWrite write(PersistentRepr... events) {
        return new AtomicWrite(CollectionConverters.asScala(List.of(events)).toSeq());
    }

    void send(AtomicWrite... writes) {
        var envelopes = CollectionConverters.asScala(List.<PersistentEnvelope>of(writes));
        journal.tell(
                new JournalProtocol.WriteMessages(envelopes.toSeq(), probe.getRef(), INSTANCE),
                probe.getRef());
    }

    /** Events 1 to 5, the last two in one write; returns when they are acknowledged. */
    void writeFive(String id) {
        send(
                write(event(id, 1, text(1))),
                write(event(id, 2, text(2))),
                write(event(id, 3, text(3))),
                write(event(id, 4, text(4)), event(id, 5, text(5))));
        expectSuccess();
        for (long number = 1; number <= 5; number++) {
            assertEquals(
                    number,
                    expect(JournalProtocol.WriteMessageSuccess.class)
                            .persistent()
                            .sequenceNr());
        }
    }

    void expectSuccess() {
        assertEquals(
                JournalProtocol.WriteMessagesSuccessful$.MODULE$,
                expect(JournalProtocol.WriteMessagesSuccessful$.class));
    }

    <T> T expect(Class<T> type) {
        return probe.expectMsgClass(PATIENCE, type);
    }

    /** Asks for a replay; the answer is read by {@link #replayed}. */
    void askForReplay(String id, long from, long to, long max) {
        journal.tell(
                new JournalProtocol.ReplayMessages(from, to, max, id, probe.getRef()),
                probe.getRef());
    }

    /** What came of it: the events, then the highest number. */
    Replayed replayed() {
        var events = new ArrayList<PersistentRepr>();
        while (true) {
            switch (expect(JournalProtocol.Response.class)) {
                case JournalProtocol.ReplayedMessage event -> events.add(event.persistent());
                case JournalProtocol.RecoverySuccess end -> {
                    return new Replayed(events, end.highestSequenceNr());
                }
                case JournalProtocol.Response other -> throw new AssertionError(other);
            }
        }
    }

    Replayed replay(String id, long from, long to, long max) {
        askForReplay(id, from, to, max);
        return replayed();
    }

    Replayed replayAll(String id) {
        return replay(id, 1, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** A snapshot that stands for the events up to {@code number}. */
    void save(String id, long number) {
        Persistence.get(system)
                .snapshotStoreFor("", ConfigFactory.empty())
                .tell(
                        new SnapshotProtocol.SaveSnapshot(
                                new SnapshotMetadata(id, number, 0), text(number)),
                        probe.getRef());
        expect(SaveSnapshotSuccess.class);
    }

    void delete(String id, long to) {
        journal.tell(new JournalProtocol.DeleteMessagesTo(id, to, probe.getRef()), probe.getRef());
        probe.expectMsgClass(PATIENCE, org.apache.pekko.persistence.DeleteMessagesSuccess.class);
    }

    @Override
    public void close() {
        TestKit.shutdownActorSystem(system, scala.concurrent.duration.Duration.create(20, "s"));
    }

    record Replayed(List<PersistentRepr> events, long highest) {

        List<Long> numbers() {
            return events.stream().map(PersistentRepr::sequenceNr).toList();
        }
    }
}
