package org.chrysalis.cluster.journal;

import static org.chrysalis.cluster.journal.JournalHarness.PATIENCE;
import static org.chrysalis.cluster.journal.JournalHarness.event;
import static org.chrysalis.cluster.journal.JournalHarness.text;
import static org.chrysalis.cluster.journal.JournalHarness.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.pekko.actor.ActorIdentity;
import org.apache.pekko.actor.Identify;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

class GroupCommitJournalTest {

    @TempDir
    private Path folder;

    @Test
    void twoSystemsOfOneJvmHaveAFileEach() {
        try (var one = new JournalHarness(folder.resolve("one"));
                var two = new JournalHarness(folder.resolve("two"))) {
            one.writeFive("account");
            assertEquals(0, two.replayAll("account").highest());
            two.writeFive("account");
            assertEquals(5, one.replayAll("account").highest());
        }
    }

    @Test
    void eventsAreThereAfterARestart() {
        try (var before = new JournalHarness(folder)) {
            before.writeFive("account");
            before.save("account", 2);
            before.delete("account", 2);
        }
        try (var after = new JournalHarness(folder)) {
            var replayed = after.replay("account", 3, Long.MAX_VALUE, Long.MAX_VALUE);
            assertEquals(List.of(3L, 4L, 5L), replayed.numbers());
            assertEquals(text(5), replayed.events().getLast().payload());
            assertEquals(5, replayed.highest());
        }
    }

    @Test
    void theHighestNumberWaitsForWritesUnderWay() {
        var tasks = new ConcurrentLinkedQueue<Runnable>();
        var setup = new JournalSetup(
                _ -> SqliteEventStore.open(folder.resolve("journal.db")),
                _ -> tasks::add,
                _ -> Runnable::run,
                () -> Instant.EPOCH);
        try (var harness = new JournalHarness(JournalHarness.config(folder), setup)) {
            harness.send(write(event("a", 1, text(1))));
            harness.askForReplay("b", 1, 0, 0);
            harness.askForReplay("a", 1, 0, 0);
            // The journal's actor has seen all three once it answers this.
            harness.journal.tell(new Identify("seen"), harness.probe.getRef());
            harness.probe.expectMsgClass(PATIENCE, ActorIdentity.class);
            assertEquals(1, tasks.size(), "the write and both questions wait for one task");
            tasks.remove().run();
            var answers = harness.probe.receiveN(4, PATIENCE);
            assertEquals(1, answers.stream().filter(this::isHighestOne).count(), "" + answers);
        }
    }

    private boolean isHighestOne(Object answer) {
        return answer.toString().equals("RecoverySuccess(1)");
    }

    @Test
    void timesAreOfTheClockGiven() {
        var setup = new JournalSetup(
                _ -> SqliteEventStore.open(folder.resolve("journal.db")),
                _ -> Runnable::run,
                _ -> Runnable::run,
                () -> Instant.ofEpochMilli(12_345));
        try (var harness = new JournalHarness(JournalHarness.config(folder), setup)) {
            harness.writeFive("a");
            assertEquals(12_345, harness.replayAll("a").events().getFirst().timestamp());
        }
    }

    @Test
    void filesCanBeOpenedBeforeTheSystemStarts() {
        var config = JournalHarness.config(folder);
        try (var setup = JournalSetup.open(config);
                var harness = new JournalHarness(config, setup)) {
            var refusal = assertThrows(JournalUnavailable.class, () -> JournalSetup.open(config));
            assertTrue(refusal.getMessage().contains("is in use by another node"));
            harness.writeFive("a");
        }
        try (var setup = JournalSetup.open(config);
                var harness = new JournalHarness(config, setup)) {
            assertEquals(5, harness.replayAll("a").highest());
        }
    }
}
