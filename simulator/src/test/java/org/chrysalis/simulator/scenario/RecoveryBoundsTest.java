package org.chrysalis.simulator.scenario;

import static org.chrysalis.simulator.scenario.MoneyBooks.events;
import static org.chrysalis.simulator.scenario.MoneyBooks.opened;
import static org.chrysalis.simulator.scenario.MoneyBooks.prompt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.pekko.persistence.PersistentRepr;
import org.chrysalis.client.PurseEvent;
import org.chrysalis.money.Terms;
import org.chrysalis.money.Usage;
import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.simulator.runtime.Write;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Journals that are a little older than they were, and peers that use it. */
class RecoveryBoundsTest {

    private final SimulatedWorld world = SimulatedWorld.of(32);
    private final List<Wire> sent = new ArrayList<>();
    private Lie lie = Lie.NONE;
    private final SimulatedNetwork network = new SimulatedNetwork(
            world,
            2,
            link -> new TwistedLink(
                    new NotedLink(link, sent), message -> List.of(lie.of(message))));
    private final MoneyBooks money = new MoneyBooks(world, network);

    /** What client and worker show of an attempt. The proxy shows no usage, so it lies in none. */
    private enum Lie {
        NONE,
        NO_TOKENS,
        NO_ATTEMPT,
        NO_STATEMENT;

        Wire of(Wire message) {
            return switch (this) {
                case NONE -> message;
                case NO_TOKENS -> showing(message, this::untouched);
                case NO_ATTEMPT, NO_STATEMENT -> withheld(message);
            };
        }

        private Wire withheld(Wire message) {
            return this == NO_STATEMENT && message instanceof Wire.Answers(var _, var seq, var last)
                    ? new Wire.Answers(List.of(), seq, last)
                    : showing(message, this::ofProxy);
        }

        private static Wire showing(
                Wire message, Function<Wire.OpenAttempt, Stream<Wire.OpenAttempt>> each) {
            return message instanceof Wire.Shown(var life, var vouchers, var open, var seq)
                    ? new Wire.Shown(life, vouchers, open.stream().flatMap(each).toList(), seq)
                    : message;
        }

        private Stream<Wire.OpenAttempt> untouched(Wire.OpenAttempt one) {
            return Stream.of(
                    new Wire.OpenAttempt(one.keys(), one.envHash(), Usage.NONE, 0, one.held()));
        }

        /** Only a proxy holds anything. */
        private Stream<Wire.OpenAttempt> ofProxy(Wire.OpenAttempt one) {
            return Stream.of(one).filter(any -> any.held().isMoreThan(Nanoton.ZERO));
        }
    }

    @AfterEach
    void end() {
        network.end();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aProxyThatLostItsLastSettlementSaysNothingElseOfIt(boolean clientLostItToo) {
        network.untilServing(2);
        var first = money.completed(prompt("Why?", 64));
        rollBack(SimulatedNetwork.PROXY, ClientAccountEvent.Settled.class);
        if (clientLostItToo) {
            rollBack(SimulatedNetwork.CLIENT, PurseEvent.Settled.class);
            network.raise(SimulatedNetwork.CLIENT);
        }
        network.raise(SimulatedNetwork.PROXY);
        network.untilServing(2);
        world.loop().runFor(Duration.ofSeconds(5));

        assertEquals(first.cost(), money.account().ledger().used());
        var second = money.completed(prompt("How?", 64));
        assertNoLifeContradictsItself();
        network.cash();
        money.assertBooksBalance(first.cost().plus(second.cost()));
    }

    @Test
    void aStatementThatOnlyItsWorkerHoldsIsReadAtTheTermsOfItsAttempt() {
        network.untilServing(2);
        var first = money.completed(prompt("Why?", 64));
        rollBack(SimulatedNetwork.PROXY, ClientAccountEvent.Settled.class);
        rollBack(SimulatedNetwork.CLIENT, PurseEvent.Settled.class);
        var terms = network.settings().terms();
        network.terms(new Terms(2, 10 * terms.price(), 10 * terms.fee(), terms.multipliers()));
        network.raise(SimulatedNetwork.CLIENT);
        network.raise(SimulatedNetwork.PROXY);
        network.untilServing(2);
        world.loop().runFor(Duration.ofSeconds(5));

        assertEquals(first.cost(), money.account().ledger().used());
        assertEquals(first.cost(), network.clientBooks().state().ledger().used());
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_TOKENS", "NO_ATTEMPT"})
    void aClientInLeagueWithAWorkerIsChargedWhatWasPaidOnward(Lie told) {
        network.untilServing(2);
        var answers = network.ask(prompt("Why?", 64));
        network.until(() -> events(world, ClientAccountEvent.Stepped.class).size() == 2);
        network.crash(SimulatedNetwork.PROXY);
        network.untilEnded(answers);
        lie = told;
        network.raise(SimulatedNetwork.PROXY);
        network.untilServing(2);
        world.loop().runFor(Duration.ofSeconds(5));

        assertEquals(paidOnward(), money.account().ledger().used());
        assertEquals(paidOnward(), network.clientBooks().state().ledger().used());
        money.completed(prompt("How?", 16));
        assertNoLifeContradictsItself();
    }

    @Test
    void aStatementThatIsWithheldFromARestoredProxySavesNothingOfWhatWasPaidOnward() {
        network.untilServing(2);
        money.completed(prompt("Why?", 64));
        rollBack(SimulatedNetwork.PROXY, ClientAccountEvent.Settled.class);
        lie = Lie.NO_STATEMENT;
        network.raise(SimulatedNetwork.PROXY);
        network.untilServing(2);
        world.loop().runFor(Duration.ofSeconds(5));

        assertEquals(paidOnward(), money.account().ledger().used());
        money.completed(prompt("How?", 16));
        assertNoLifeContradictsItself();
    }

    @Test
    void whileAWorkerIsMissingAfterACrashTheOtherServesAtOnce() {
        network.untilServing(2);
        var answers = network.ask(prompt("Why?", 64));
        network.until(() -> opened(answers) >= 20);
        network.crash(money.untilDispatched());
        network.crash(SimulatedNetwork.PROXY);
        network.untilEnded(answers);
        network.raise(SimulatedNetwork.PROXY);
        network.untilServing(1);

        for (int i = 0; i < 20; i++) {
            var asked = world.loop().now();
            money.completed(prompt("How?", 16));
            assertTrue(Duration.between(asked, world.loop().now()).toSeconds() < 2);
            world.loop().runFor(Duration.ofSeconds(4));
        }
    }

    /** Kills the node, and takes from its disk all from the first such event on. */
    private void rollBack(String node, Class<?> event) {
        network.crash(node);
        var writes = world.disks().writes(node);
        int before = 0;
        while (!bears(writes.get(before), event)) {
            before++;
        }
        world.disks().rollBack(node, before);
        world.loop().runFor(Duration.ofSeconds(5));
    }

    private static boolean bears(Write write, Class<?> event) {
        return write instanceof Write.Append append
                && append.events().stream()
                        .map(PersistentRepr::payload)
                        .anyMatch(event::isInstance);
    }

    private Nanoton paidOnward() {
        var onward = events(world, ClientAccountEvent.Stepped.class).getLast().onward();
        assertTrue(onward.completion().completion() > 0);
        return network.settings().terms().cost(onward.completion(), onward.coefficient());
    }

    private void assertNoLifeContradictsItself() {
        var said = new HashMap<Statement.Subject, Statement.Figures>();
        sent.stream().flatMap(RecoveryBoundsTest::statements).forEach(one -> {
            var before = said.putIfAbsent(one.subject(), one.figures());
            assertTrue(before == null || before.equals(one.figures()), one::toString);
        });
        assertFalse(said.isEmpty());
    }

    private static Stream<Statement> statements(Wire message) {
        return switch (message) {
            case Wire.Settled settled -> Stream.of(settled.statement());
            case Wire.Paid paid -> Stream.of(paid.statement());
            case Wire.Answers answers -> answers.statements().stream();
            case Wire.Control _, Wire.ClientLeg _, Wire.WorkerLeg _ -> Stream.empty();
        };
    }
}
