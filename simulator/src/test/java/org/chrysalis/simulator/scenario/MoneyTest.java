package org.chrysalis.simulator.scenario;

import static org.chrysalis.simulator.scenario.MoneyBooks.prompt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.client.Answer;
import org.chrysalis.prompt.Prompt;
import org.chrysalis.prompt.Sampling;
import org.chrysalis.prompt.Turn;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** What each side pays, earns and keeps. */
class MoneyTest {

    private static final long SEED = 11;

    private final SimulatedWorld world = SimulatedWorld.of(SEED);
    private final SimulatedNetwork network = new SimulatedNetwork(world, 2);
    private final MoneyBooks money = new MoneyBooks(world, network);

    @Test
    void everyNanotonOfARequestIsAccountedFor() {
        network.untilServing(2);
        var done = assertInstanceOf(
                Answer.Completed.class, network.untilEnded(network.ask(prompt("Why?", 64))));
        network.cash();

        assertEquals(40, done.usage().completion());
        money.assertBooksBalance(done.cost());
    }

    @Test
    void aSecondRequestIsPaidFromTheCreditOfTheFirst() {
        network.untilServing(2);
        network.untilEnded(network.ask(prompt("Why?", 64)));
        var before = network.clientBooks();
        var question = prompt("Why?", 16);
        network.untilEnded(network.ask(question));

        var ledger = network.clientBooks().state().ledger();
        var need = network.settings().terms().worstCost(question.tokenBound(), 16, 2_000);
        assertTrue(before.credit().isMoreThan(Nanoton.ZERO));
        assertEquals(
                need.minus(before.credit()),
                ledger.signed().minus(before.state().ledger().signed()));
        network.cash();
        money.assertBooksBalance(ledger.used());
    }

    @Test
    void aNetworkThatIsUpForADayStillAnswers() {
        network.untilServing(2);
        var key = network.directory().entries().getFirst().config().keyId();
        world.loop().runFor(Duration.ofHours(25));
        assertNotEquals(key, network.directory().entries().getFirst().config().keyId());
        assertInstanceOf(
                Answer.Completed.class, network.untilEnded(network.ask(prompt("Why?", 16))));
        network.end();
    }

    /** Many requests, so that some are on their way while the workers change their keys. */
    @Test
    void whatIsOnItsWayWhileKeysChangeIsAnswered() {
        network.untilServing(2);
        world.loop().runFor(Duration.ofMinutes(49).plusSeconds(58));
        for (int i = 0; i < 60; i++) {
            var answers = network.ask(prompt("Why?", 1));
            world.loop().runFor(Duration.ofMillis(50));
            assertInstanceOf(Answer.Completed.class, network.untilEnded(answers));
        }
        network.end();
    }

    @Test
    void aChannelThatIsTooSmallRefusesWithTheFigures() {
        network.untilServing(2);
        var huge = new Prompt(
                List.of(new Turn("user", "Why?")),
                Prompt.MAX_COMPLETION,
                Sampling.greedy(),
                List.of());
        long enough = 0;
        for (int parallel = 0; parallel < 64 && enough == 0; parallel++) {
            var answers = network.ask(huge);
            world.loop().runFor(Duration.ofMillis(30));
            enough = answers.stream().filter(Answer.Failed.class::isInstance).count();
        }
        assertEquals(1, enough);
    }
}
