package org.chrysalis.cluster.journal;

import static org.chrysalis.cluster.journal.JournalHarness.event;
import static org.chrysalis.cluster.journal.JournalHarness.text;
import static org.chrysalis.cluster.journal.JournalHarness.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.persistence.JournalProtocol;
import org.apache.pekko.persistence.PersistentRepr;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JournalReplayTest {

    private static final long ALL = Long.MAX_VALUE;

    private JournalHarness harness;
    private String id = "";

    @BeforeAll
    void start(@TempDir Path folder) {
        harness = new JournalHarness(folder);
    }

    @AfterAll
    void stop() {
        harness.close();
    }

    @BeforeEach
    void writeFiveEventsOfANewId(TestInfo test) {
        id = test.getDisplayName() + test.getTestMethod().orElseThrow().getName();
        harness.writeFive(id);
    }

    @Test
    void replaysAllEventsAsTheyWereWritten() {
        var replayed = harness.replayAll(id);
        for (long number = 1; number <= 5; number++) {
            var event = replayed.events().get((int) number - 1);
            assertEquals(number, event.sequenceNr());
            assertEquals(text(number), event.payload());
            assertEquals(id, event.persistenceId());
            assertEquals("writer-of-" + id, event.writerUuid());
        }
        assertEquals(5, replayed.events().size());
        assertEquals(5, replayed.highest());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            a lower bound           | 3 | 9223372036854775807 | 9223372036854775807 | 3 4 5
            an upper bound          | 1 | 3                   | 9223372036854775807 | 1 2 3
            a limit                 | 1 | 9223372036854775807 | 3                   | 1 2 3
            both bounds             | 2 | 3                   | 9223372036854775807 | 2 3
            both bounds and a limit | 2 | 5                   | 2                   | 2 3
            bounds that are equal   | 2 | 2                   | 9223372036854775807 | 2
            a limit of one          | 2 | 4                   | 1                   | 2
            a limit of nothing      | 2 | 4                   | 0                   | ''
            a lower above the upper | 3 | 2                   | 9223372036854775807 | ''
            """)
    void replaysWithin(String what, long from, long to, long max, String numbers) {
        var expected = Pattern.compile(" ")
                .splitAsStream(numbers)
                .filter(number -> !number.isEmpty())
                .map(Long::valueOf)
                .toList();
        var replayed = harness.replay(id, from, to, max);
        assertEquals(expected, replayed.numbers(), what);
        assertEquals(5, replayed.highest(), what);
    }

    @Test
    void anUnknownIdHasNoEventsAndTheHighestNumberZero() {
        var replayed = harness.replayAll("nobody");
        assertEquals(List.of(), replayed.events());
        assertEquals(0, replayed.highest());
    }

    @Test
    void deletedEventsAreNotReplayedAndTheHighestNumberStays() {
        harness.save(id, 3);
        harness.delete(id, 3);
        assertEquals(List.of(4L, 5L), harness.replay(id, 4, ALL, ALL).numbers());
        assertEquals(5, harness.replay(id, 5, ALL, ALL).highest());
    }

    @Test
    void theHighestNumberStaysWhenAllAreDeleted() {
        harness.save(id, 5);
        harness.delete(id, ALL);
        var replayed = harness.replay(id, 6, ALL, ALL);
        assertEquals(List.of(), replayed.events());
        assertEquals(5, replayed.highest());
        harness.send(write(event(id, 6, text(6))));
        harness.expectSuccess();
        harness.expect(JournalProtocol.WriteMessageSuccess.class);
        assertEquals(List.of(6L), harness.replay(id, 6, ALL, ALL).numbers());
    }

    @Test
    void anEventThatCannotBeSerializedIsRejectedAlone() {
        harness.send(write(event(id, 6, text(6))), write(event(id, 7, new TestEvent.Unwritable())));
        harness.expectSuccess();
        harness.expect(JournalProtocol.WriteMessageSuccess.class);
        var rejected = harness.expect(JournalProtocol.WriteMessageRejected.class);
        assertEquals("unwritable", rejected.cause().getMessage());
        assertEquals(List.of(6L), harness.replay(id, 6, ALL, ALL).numbers());
    }

    @Test
    void anEventOfWhichThereIsNoSerializerIsRejected() {
        harness.send(write(event(id, 6, new Object())));
        harness.expectSuccess();
        harness.expect(JournalProtocol.WriteMessageRejected.class);
        assertEquals(5, harness.replayAll(id).highest());
    }

    @Test
    void manifestAndTransportInformationComeBackEqual() {
        var reference = new TestEvent.Reference(harness.probe.getRef());
        harness.send(write(PersistentRepr.apply(
                reference, 6, id, "of an adapter", false, ActorRef.noSender(), "w")));
        harness.expectSuccess();
        harness.expect(JournalProtocol.WriteMessageSuccess.class);
        var event = harness.replay(id, 6, ALL, ALL).events().getFirst();
        assertEquals("of an adapter", event.manifest());
        assertEquals(
                harness.probe.getRef(),
                assertInstanceOf(TestEvent.Reference.class, event.payload()).actor());
    }

    @Test
    void aNumberThatIsTakenFailsTheWriteAndKeepsTheFirst() {
        harness.send(write(event(id, 5, text(99))));
        harness.expect(JournalProtocol.WriteMessagesFailed.class);
        harness.expect(JournalProtocol.WriteMessageFailure.class);
        assertEquals(text(5), harness.replayAll(id).events().getLast().payload());
    }

    @Test
    void aNumberThatDoesNotFollowTheLastFailsTheWrite() {
        harness.send(write(event(id, 7, text(7))));
        harness.expect(JournalProtocol.WriteMessagesFailed.class);
        var failure = harness.expect(JournalProtocol.WriteMessageFailure.class);
        assertTrue(failure.cause().getMessage().contains("event 7 does not follow the last one"));
        assertEquals(5, harness.replayAll(id).highest());
    }

    @Test
    void allEventsOfOneWriteAreStoredOrNone() {
        harness.send(write(event(id, 6, text(6)), event(id, 7, new TestEvent.Unwritable())));
        harness.expectSuccess();
        harness.expect(JournalProtocol.WriteMessageRejected.class);
        harness.expect(JournalProtocol.WriteMessageRejected.class);
        assertEquals(5, harness.replayAll(id).highest());
    }
}
