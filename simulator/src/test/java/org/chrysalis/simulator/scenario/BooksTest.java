package org.chrysalis.simulator.scenario;

import static org.chrysalis.simulator.scenario.MoneyBooks.events;
import static org.chrysalis.simulator.scenario.MoneyBooks.opened;
import static org.chrysalis.simulator.scenario.MoneyBooks.prompt;
import static org.chrysalis.simulator.scenario.MoneyBooks.usage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.actor.WriteFailure;
import org.chrysalis.money.Terms;
import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.proxy.account.WorkerAccountEvent;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;

/** What accounts keep while terms change, workers stay away, disks are full, and nobody asks. */
class BooksTest {

    private final SimulatedWorld world = SimulatedWorld.of(31);
    private final SimulatedNetwork network = new SimulatedNetwork(world, 2);
    private final MoneyBooks money = new MoneyBooks(world, network);
    private final Terms terms = network.settings().terms();

    @AfterEach
    void end() {
        network.end();
    }

    @ParameterizedTest
    @ValueSource(strings = {SimulatedNetwork.PROXY, SimulatedNetwork.CLIENT})
    void anAttemptIsSettledAtTheTermsItWasAdmittedUnder(String restarted) {
        network.untilServing(2);
        var answers = network.ask(prompt("Why?", 64));
        network.until(() -> opened(answers) >= 20);
        network.crash(restarted);
        world.loop().runFor(Duration.ofSeconds(5));
        network.terms(new Terms(2, 10 * terms.price(), 10 * terms.fee(), terms.multipliers()));
        network.raise(restarted);
        network.untilServing(2);
        world.loop().runFor(Duration.ofSeconds(5));

        var toClient =
                events(world, ClientAccountEvent.Settled.class).getFirst().statement();
        var toWorker =
                events(world, WorkerAccountEvent.Settled.class).getFirst().statement();
        assertTrue(usage(toClient).completion() > 0);
        assertEquals(terms.cost(usage(toClient), 1_000), toClient.figures().amount());
        assertEquals(terms.earned(usage(toWorker), 1_000), toWorker.figures().amount());
        assertEquals(
                toClient.figures().amount(),
                network.clientBooks().state().ledger().used());
    }

    @Test
    void aWorkerThatComesBackLateIsPaidInFullAndItsDebtForgotten() {
        network.untilServing(2);
        network.ask(prompt("Why?", 64));
        var busy = money.untilDispatched();
        network.until(() -> !events(world, ClientAccountEvent.Settled.class).isEmpty());
        network.crash(SimulatedNetwork.PROXY);
        network.crash(busy);
        assertEquals(List.of(), events(world, WorkerAccountEvent.Settled.class));
        world.loop().runFor(Duration.ofSeconds(5));
        network.raise(SimulatedNetwork.PROXY);
        network.untilServing(1);
        money.completed(prompt("How?", 16));
        world.loop().runFor(Duration.ofMinutes(20));
        network.raise(busy);
        network.untilServing(2);
        world.loop().runFor(Duration.ofSeconds(5));

        var charged = events(world, ClientAccountEvent.Settled.class).getFirst().statement();
        int index = busy.equals(SimulatedNetwork.worker(0)) ? 0 : 1;
        var books = network.workerBooks(index).state();
        assertEquals(terms.earned(usage(charged), 1_000), books.earned());
        assertEquals(books.earned(), books.payable());
        assertTrue(money.account().debts().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {SimulatedNetwork.PROXY, SimulatedNetwork.CLIENT})
    void aNodeWhoseDiskIsFullRefusesAtOnceAndServesAgainByItself(String full) {
        network.allowDeaths(death -> WriteFailure.is(death.cause()));
        network.untilServing(2);
        var first = money.completed(prompt("Why?", 16));
        world.disks().fill(full);
        var asked = world.loop().now();
        var refused = money.failed(prompt("Who?", 64));
        assertInstanceOf(Refusal.OfNode.class, refused.refusal(), "which is tried again");
        assertTrue(Duration.between(asked, world.loop().now()).toSeconds() < 1);
        world.disks().free(full);
        network.untilServing(2);
        world.loop().runFor(Duration.ofSeconds(70));

        assertEquals(first.cost(), money.account().ledger().used());
        assertEquals(List.of(), network.clientBooks().open());
        var second = money.completed(prompt("How?", 64));
        network.cash();
        money.assertBooksBalance(first.cost().plus(second.cost()));
    }

    @Test
    void anAppHearsThatTheProxysBooksAreUnavailable() {
        network.allowDeaths(death -> WriteFailure.is(death.cause()));
        network.untilServing(2);
        world.disks().fill(SimulatedNetwork.PROXY);
        assertEquals(
                new Refusal.BooksUnavailable(), money.failed(prompt("Why?", 16)).refusal());
    }

    @Test
    void aWorkerWhoseDiskIsFullIsPaidOnceItHasRoom() {
        network.allowDeaths(death -> WriteFailure.is(death.cause()));
        network.untilServing(2);
        world.disks().fill(SimulatedNetwork.worker(0));
        world.disks().fill(SimulatedNetwork.worker(1));
        var first = money.completed(prompt("Why?", 16));
        world.loop().runFor(Duration.ofSeconds(5));
        assertEquals(Nanoton.ZERO, network.workerBooks(0).state().earned());
        assertEquals(Nanoton.ZERO, network.workerBooks(1).state().earned());
        world.disks().free(SimulatedNetwork.worker(0));
        world.disks().free(SimulatedNetwork.worker(1));
        world.loop().runFor(Duration.ofSeconds(10));
        network.untilServing(2);

        var second = money.completed(prompt("How?", 64));
        network.cash();
        money.assertBooksBalance(first.cost().plus(second.cost()));
    }

    @Test
    void accountsThatNobodyUsesAreLetGoAndComeBackWhenNeeded() {
        var others = List.of(
                SimulatedNetwork.CLIENT, SimulatedNetwork.worker(0), SimulatedNetwork.worker(1));
        network.untilServing(2);
        var first = money.completed(prompt("Why?", 64));
        others.forEach(network::crash);
        world.loop().runFor(Duration.ofMinutes(21));
        assertTrue(network.proxyBooks().clients().isEmpty());
        assertTrue(network.proxyBooks().workers().isEmpty());
        others.forEach(network::raise);
        network.untilServing(2);

        var second = money.completed(prompt("How?", 64));
        network.cash();
        money.assertBooksBalance(first.cost().plus(second.cost()));
    }
}
