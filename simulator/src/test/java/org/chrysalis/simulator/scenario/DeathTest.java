package org.chrysalis.simulator.scenario;

import static org.chrysalis.simulator.scenario.MoneyBooks.opened;
import static org.chrysalis.simulator.scenario.MoneyBooks.prompt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.client.Answer;
import org.chrysalis.money.Usage;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;

/** What each side pays, earns and keeps when somebody dies. */
class DeathTest {

    private static final long SEED = 11;

    private final SimulatedWorld world = SimulatedWorld.of(SEED);
    private final SimulatedNetwork network = new SimulatedNetwork(world, 2);
    private final MoneyBooks money = new MoneyBooks(world, network);

    @Test
    void aWorkerLostBeforeItsFirstTokenIsReplacedWithoutAWord() {
        network.untilServing(2);
        var answers = network.ask(prompt("x".repeat(16_000), 32));
        var busy = money.untilDispatched();
        network.crash(busy);

        var done = assertInstanceOf(Answer.Completed.class, network.untilEnded(answers));
        assertEquals(32, done.usage().completion());
        network.raise(busy);
        network.untilServing(2);
        network.cash();
        money.assertBooksBalance(done.cost());
    }

    @Test
    void aWorkerLostInMidAnswerIsPaidForWhatArrived() {
        network.untilServing(2);
        var answers = network.ask(prompt("Why?", 64));
        network.until(() -> opened(answers) >= 20);
        var busy = money.untilDispatched();
        network.crash(busy);

        var failed = assertInstanceOf(Answer.Failed.class, network.untilEnded(answers));
        var lost = assertInstanceOf(Refusal.WorkerLost.class, failed.refusal());
        assertTrue(lost.completionTokens() >= 16, lost::toString);
        assertEquals(
                network.settings()
                        .terms()
                        .cost(Usage.NONE.withCompletion(lost.completionTokens(), 0), 1_000),
                failed.cost());
        network.raise(busy);
        network.untilServing(2);
        network.cash();
        money.assertBooksBalance(failed.cost());
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
        money.assertBooksBalance(first.cost().plus(second.cost()));
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
        money.assertBooksBalance(used.plus(done.cost()));
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
        int busy = money.untilDispatched().equals(SimulatedNetwork.worker(0)) ? 0 : 1;
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
        network.crash(money.untilDispatched());
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
        money.assertBooksBalance(done);
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
        money.assertBooksBalance(used.plus(done.cost()));
    }
}
