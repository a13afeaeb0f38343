package org.chrysalis.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.client.Answer;
import org.chrysalis.contract.ProxyState;
import org.chrysalis.prompt.Prompt;
import org.chrysalis.prompt.Sampling;
import org.chrysalis.prompt.Turn;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;

/** What each side pays, earns and keeps, also when somebody dies. */
class MoneyTest {

    private static final long SEED = 11;

    private final SimulatedWorld world = SimulatedWorld.of(SEED);
    private final SimulatedNetwork network = new SimulatedNetwork(world, 2);

    @Test
    void everyNanotonOfARequestIsAccountedFor() {
        network.untilServing(2);
        var done = assertInstanceOf(
                Answer.Completed.class, network.untilEnded(network.ask(prompt("Why?", 64))));
        network.cash();

        assertEquals(40, done.usage().completion());
        assertBooksBalance(done.cost());
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
        assertBooksBalance(ledger.used());
    }

    @Test
    void aWorkerLostBeforeItsFirstTokenIsReplacedWithoutAWord() {
        network.untilServing(2);
        var answers = network.ask(prompt("x".repeat(16_000), 32));
        var busy = untilDispatched();
        network.crash(busy);

        var done = assertInstanceOf(Answer.Completed.class, network.untilEnded(answers));
        assertEquals(32, done.usage().completion());
        network.raise(busy);
        network.untilServing(2);
        network.cash();
        assertBooksBalance(done.cost());
    }

    @Test
    void aWorkerLostInMidAnswerIsPaidForWhatArrived() {
        network.untilServing(2);
        var answers = network.ask(prompt("Why?", 64));
        network.until(() -> opened(answers) >= 20);
        var busy = untilDispatched();
        network.crash(busy);

        var failed = assertInstanceOf(Answer.Failed.class, network.untilEnded(answers));
        var lost = assertInstanceOf(Refusal.WorkerLost.class, failed.refusal());
        assertTrue(lost.completionTokens() >= 16, lost::toString);
        assertEquals(
                network.settings()
                        .terms()
                        .cost(
                                org.chrysalis.money.Usage.NONE.withCompletion(
                                        lost.completionTokens(), 0),
                                1_000),
                failed.cost());
        network.raise(busy);
        network.untilServing(2);
        network.cash();
        assertBooksBalance(failed.cost());
    }

    @Test
    void aProxyThatDiesAndComesBackLosesNoVoucher() {
        network.untilServing(2);
        var first = assertInstanceOf(
                Answer.Completed.class, network.untilEnded(network.ask(prompt("Why?", 64))));
        var signed = network.clientBooks().state().ledger().signed();
        network.crash(SimulatedNetwork.PROXY);
        world.loop().runFor(Duration.ofSeconds(5));
        network.raise(SimulatedNetwork.PROXY);
        network.untilServing(2);

        var books = network.proxyBooks().clients().firstEntry().getValue();
        assertEquals(signed, books.state().ledger().signed());
        assertEquals(first.cost(), books.state().ledger().used());
        var second = assertInstanceOf(
                Answer.Completed.class, network.untilEnded(network.ask(prompt("How?", 64))));
        network.cash();
        assertBooksBalance(first.cost().plus(second.cost()));
    }

    @Test
    void anAttemptThatWasOpenWhenTheProxyDiedIsSettledOnce() {
        network.untilServing(2);
        var answers = network.ask(prompt("Why?", 64));
        network.until(() -> opened(answers) >= 20);
        network.crash(SimulatedNetwork.PROXY);
        var failed = assertInstanceOf(Answer.Failed.class, network.untilEnded(answers));
        assertInstanceOf(Refusal.ProxyLost.class, failed.refusal());
        network.raise(SimulatedNetwork.PROXY);
        network.untilServing(2);
        world.loop().runFor(Duration.ofSeconds(1));
        assertEquals(List.of(), network.clientBooks().open());

        var used = network.clientBooks().state().ledger().used();
        assertTrue(used.isMoreThan(Nanoton.ZERO), "what was opened is paid");
        var done = assertInstanceOf(
                Answer.Completed.class, network.untilEnded(network.ask(prompt("How?", 16))));
        network.cash();
        assertBooksBalance(used.plus(done.cost()));
    }

    /** With many seeds, for sometimes the worker is back first and sometimes the client. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26})
    void whoeverComesBackFirstTheAttemptIsSettledAtOnce(long seed) {
        var other = SimulatedWorld.of(seed);
        var again = new SimulatedNetwork(other, 2);
        again.untilServing(2);
        var answers = again.ask(prompt("Why?", 64));
        again.until(() -> opened(answers) >= 20);
        again.crash(SimulatedNetwork.PROXY);
        again.untilEnded(answers);
        again.raise(SimulatedNetwork.PROXY);
        again.untilServing(2);
        other.loop().runFor(Duration.ofSeconds(1));

        assertEquals(List.of(), again.clientBooks().open());
        assertTrue(again.clientBooks().state().ledger().used().isMoreThan(Nanoton.ZERO));
        again.end();
    }

    @Test
    void aWorkerIsPaidThoughItsClientNeverComesBack() {
        network.untilServing(2);
        var answers = network.ask(prompt("Why?", 64));
        network.until(() -> opened(answers) >= 20);
        int busy = untilDispatched().equals(SimulatedNetwork.worker(0)) ? 0 : 1;
        network.crash(SimulatedNetwork.CLIENT);
        network.crash(SimulatedNetwork.PROXY);
        world.loop().runFor(Duration.ofSeconds(5));
        network.raise(SimulatedNetwork.PROXY);
        world.loop().runFor(Duration.ofSeconds(70));

        assertTrue(network.workerBooks(busy).state().earned().isMoreThan(Nanoton.ZERO));
        network.end();
    }

    @Test
    void whileAWorkerIsAwaitedItsClientCanAskOthers() {
        network.untilServing(2);
        var answers = network.ask(prompt("Why?", 64));
        network.until(() -> opened(answers) >= 20);
        network.crash(untilDispatched());
        network.crash(SimulatedNetwork.PROXY);
        network.untilEnded(answers);
        network.raise(SimulatedNetwork.PROXY);
        network.untilServing(1);

        assertEquals(1, network.clientBooks().open().size(), "its worker may still speak");
        assertInstanceOf(
                Answer.Completed.class, network.untilEnded(network.ask(prompt("How?", 16))));
        network.end();
    }

    @Test
    void whatTheProxyHasSettledOrNeverHeardOfIsOpenNoMore() {
        network.untilServing(2);
        var one = network.ask(prompt("Why?", 64));
        var two = network.ask(prompt("How?", 64));
        network.until(() -> opened(one) >= 10 && opened(two) >= 10);
        var three = network.ask(prompt("Who?", 64));
        while (network.clientBooks().open().size() < 3) {
            world.loop().runFor(Duration.ofMillis(1));
        }
        network.cut(SimulatedNetwork.CLIENT, SimulatedNetwork.PROXY, Duration.ofSeconds(8));
        List.of(one, two, three).forEach(network::untilEnded);
        world.loop().runFor(Duration.ofSeconds(8));
        network.untilServing(2);

        assertEquals(List.of(), network.clientBooks().open());
        var done = network.clientBooks().state().ledger().used();
        network.cash();
        assertBooksBalance(done);
    }

    @Test
    void aClientThatDiesPaysForWhatWasDoneAndCanGoOn() {
        network.untilServing(2);
        var answers = network.ask(prompt("Why?", 64));
        network.until(() -> opened(answers) >= 20);
        network.crash(SimulatedNetwork.CLIENT);
        world.loop().runFor(Duration.ofSeconds(8));
        network.raise(SimulatedNetwork.CLIENT);
        network.untilServing(2);

        var used = network.clientBooks().state().ledger().used();
        assertTrue(used.isMoreThan(Nanoton.ZERO), "its statement is shown at the reconnect");
        var done = assertInstanceOf(
                Answer.Completed.class, network.untilEnded(network.ask(prompt("How?", 16))));
        network.cash();
        assertBooksBalance(used.plus(done.cost()));
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

    private Prompt prompt(String text, long maxTokens) {
        return new Prompt(List.of(new Turn("user", text)), maxTokens, Sampling.greedy(), List.of());
    }

    private static long opened(List<Answer> answers) {
        return answers.stream()
                .filter(Answer.Text.class::isInstance)
                .mapToLong(answer -> ((Answer.Text) answer).usage().completion())
                .max()
                .orElse(0);
    }

    /** The worker that has the attempt now. */
    private String untilDispatched() {
        for (int turn = 0; turn < 100; turn++) {
            for (int i = 0; i < 2; i++) {
                if (!network.workerBooks(i).open().isEmpty()) {
                    return SimulatedNetwork.worker(i);
                }
            }
            world.loop().runFor(Duration.ofMillis(5));
        }
        throw new AssertionError("nobody got the attempt");
    }

    /** Read from the books of all three sides and from the contracts, after all is cashed. */
    private void assertBooksBalance(Nanoton cost) {
        var client = network.clientBooks().state().ledger();
        var proxy = network.proxyBooks();
        var account = proxy.clients().firstEntry().getValue().state();
        var clientChannel = network.channel(network.network().clientChannel());
        assertEquals(cost, client.used());
        assertEquals(client.used(), account.ledger().used());
        assertEquals(client.signed(), account.ledger().signed());
        assertEquals(client.signed(), clientChannel.cashed());
        assertEquals(client.signed().minus(client.used()), network.clientBooks().credit());
        var earned = Nanoton.ZERO;
        for (int i = 0; i < 2; i++) {
            var books = network.workerBooks(i);
            var channel = network.channel(network.network().workerChannel(i));
            assertEquals(books.state().payable(), channel.cashed());
            assertEquals(books.state().earned(), channel.cashed());
            earned = earned.plus(books.state().earned());
        }
        assertTrue(cost.compareTo(earned) >= 0);
        var contract =
                ProxyState.read(network.core().account(network.network().proxy().address()));
        assertEquals(clientChannel.cashed(), contract.revenue());
        assertTrue(network.core().audit().conserved());
        network.end();
    }
}
