package org.chrysalis.cluster.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;

import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.chrysalis.cluster.journal.JournalSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A node that ends without having been asked to. */
class NodeFailureTest {

    @TempDir
    private Path folder;

    private RunningNode start(NodeSystem.Assembly assembly) throws Exception {
        return NodeSystem.start(folder.resolve("proxy"), ConfigFactory.empty(), List.of())
                .running(assembly);
    }

    private static String sentence(RunningNode node) throws Exception {
        return node.failure().get(30, TimeUnit.SECONDS).getMessage();
    }

    private static Behavior<String> failing() {
        return Behaviors.receiveMessage(message -> {
            throw new IllegalStateException(message);
        });
    }

    @Test
    void aGuardianThatFailsEndsTheNodeWithItsReason() throws Exception {
        try (var node = start(system -> system.spawn(failing()).tell("the roof is open"))) {
            assertEquals(
                    "proxy has failed (java.lang.IllegalStateException: the roof is open): start it"
                            + " again, and if it fails again, report this",
                    sentence(node));
        }
    }

    @Test
    void aGuardianThatStopsEndsTheNode() throws Exception {
        Behavior<String> stopping = Behaviors.receiveMessage(_ -> Behaviors.stopped());
        try (var node = start(system -> system.spawn(stopping).tell("stop"))) {
            assertTrue(sentence(node).startsWith("proxy has stopped by itself ("));
        }
    }

    @Test
    void aMemberThatIsRemovedFromItsClusterSaysSo() throws Exception {
        try (var node = start(system -> system.spawn(failing()))) {
            CoordinatedShutdown.get(node.system())
                    .runAll(CoordinatedShutdown.clusterDowningReason());
            assertTrue(sentence(node).startsWith("proxy was removed from its cluster"));
        }
    }

    @Test
    void aNodeThatIsClosedHasNotFailed() throws Exception {
        var node = start(system -> system.spawn(failing()));
        node.close();
        assertTrue(node.failure().isCancelled());
    }

    @Test
    void anAccountThatCannotRecoverEndsTheNodeWithTheSentenceOfTheJournal() throws Exception {
        try (var node = start(system -> persisted(system))) {
            assertTrue(!node.failure().isDone());
        }
        var file = JournalSetup.file(folder.resolve("proxy"));
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("DELETE FROM event");
        }
        try (var node = start(system -> system.spawn(guardian()))) {
            assertTrue(
                    sentence(node).startsWith(file + " is damaged: account account has lost event"),
                    sentence(node));
        }
    }

    @Test
    void aNodeThatFailsWhileItStartsSaysWhy() {
        var failure = assertThrows(
                IOException.class,
                () -> start(system -> {
                    system.spawn(failing()).tell("no floor");
                    NodeSystem.now(system.actors().getWhenTerminated());
                    throw new IllegalStateException("nobody answers");
                }));
        assertTrue(failure.getMessage().contains("no floor"), failure.getMessage());
    }

    private static void persisted(NodeSystem system) {
        var node = system.spawn(guardian());
        NodeSystem.now(AskPattern.<Count, String>ask(
                node, Count::new, Duration.ofSeconds(20), system.actors().scheduler()));
    }

    private record Count(ActorRef<String> replyTo) {}

    /** Watches its account and knows nothing of why one fails, as the proxy's does. */
    private static Behavior<Count> guardian() {
        return Behaviors.setup(context -> {
            var account = context.spawn(Behaviors.<Count>setup(_ -> new Account()), "account");
            context.watch(account);
            return Behaviors.receiveMessage(count -> {
                account.tell(count);
                return Behaviors.same();
            });
        });
    }

    private static final class Account extends EventSourcedBehavior<Count, String, String> {

        Account() {
            super(PersistenceId.ofUniqueId("account"));
        }

        @Override
        public String emptyState() {
            return "";
        }

        @Override
        public CommandHandler<Count, String, String> commandHandler() {
            return (_, count) ->
                    Effect().persist("one").thenRun(() -> count.replyTo().tell("done"));
        }

        @Override
        public EventHandler<String, String> eventHandler() {
            return (state, event) -> state + event;
        }
    }
}
