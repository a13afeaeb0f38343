package org.chrysalis.simulator.scenario;

import static org.chrysalis.simulator.scenario.MoneyBooks.events;
import static org.chrysalis.simulator.scenario.MoneyBooks.opened;
import static org.chrysalis.simulator.scenario.MoneyBooks.prompt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.client.Answer;
import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Attempts that their first worker refuses, or that the proxy itself fails. */
class FailoverTest {

    private static final String BUG = "a bug of a dispatch's";

    private final SimulatedWorld world = SimulatedWorld.of(34);
    private TwistedLink.Twist twist = List::of;
    private final SimulatedNetwork network = new SimulatedNetwork(
            world, 2, link -> new TwistedLink(link, message -> twist.of(message)));
    private final MoneyBooks money = new MoneyBooks(world, network);

    @AfterEach
    void end() {
        network.end();
    }

    static Stream<Refusal> ofOneWorker() {
        return Stream.of(
                new Refusal.WorkersBusy(1),
                new Refusal.WorkerAtFault(0),
                new Refusal.WindowExceeded(Nanoton.of(2), Nanoton.of(1)),
                new Refusal.PriceAboveLimit(1_100, 1_000),
                new Refusal.Expired(1),
                new Refusal.TermsChanged(2),
                new Refusal.Starting(),
                new Refusal.BooksUnavailable());
    }

    static Stream<Refusal> ofTheRequest() {
        return Stream.of(
                new Refusal.NotOpened(),
                new Refusal.PromptTooLong(9, 8),
                new Refusal.Replayed(),
                new Refusal.BalanceTooLow(Nanoton.of(2), Nanoton.of(1)),
                new Refusal.Unknown("of a newer worker"));
    }

    @ParameterizedTest
    @MethodSource("ofOneWorker")
    void whatOneWorkerRefusesAnotherOneRuns(Refusal refusal) {
        network.untilServing(2);
        twist = declining(1, refusal);
        var done = money.completed(prompt("Why?", 64));

        assertEquals(40, done.usage().completion());
        assertEquals(2, workersAsked());
        network.cash();
        money.assertBooksBalance(done.cost());
    }

    @ParameterizedTest
    @MethodSource("ofTheRequest")
    void whatEveryWorkerWouldRefuseEndsTheRequest(Refusal refusal) {
        network.untilServing(2);
        twist = declining(1, refusal);
        var failed = money.failed(prompt("Why?", 64));

        assertEquals(refusal, failed.refusal());
        assertEquals(1, workersAsked());
        assertNothingIsHeld(Nanoton.ZERO);
    }

    @Test
    void ifNobodyRunsItTheAppHearsTheRealCause() {
        network.untilServing(2);
        twist = declining(2, new Refusal.WorkerAtFault(0));
        assertEquals(
                new Refusal.WorkerAtFault(0), money.failed(prompt("Why?", 64)).refusal());
        assertEquals(2, workersAsked());
        assertNothingIsHeld(Nanoton.ZERO);
    }

    @Test
    void whileOneOfTwoWorkersFailsAlwaysEveryRequestIsServed() {
        network.untilServing(2);
        var broken = network.network().workerChannel(0).address();
        twist = message -> message instanceof Wire.Generated part && lastAsked().equals(broken)
                ? List.of(new Wire.Declined(part.envHash(), new Refusal.WorkerAtFault(0)))
                : List.of(message);
        for (int i = 0; i < 20; i++) {
            money.completed(prompt("Why?", 16));
        }
        assertTrue(workersAsked() > 20, "the broken one was asked too");
    }

    @Test
    void aDispatchThatFailsBeforeAWorkerHasItChargesNothing() {
        network.untilServing(2);
        twist = failingAt(Wire.Dispatch.class);
        var failed = money.failed(prompt("Why?", 64));
        assertInstanceOf(Refusal.ProxyAtFault.class, failed.refusal());
        assertNothingIsHeld(Nanoton.ZERO);
    }

    @Test
    void aDispatchThatFailsIsSettledAtOnceAtWhatWasRelayed() {
        network.untilServing(2);
        twist = failingAt(Wire.Grant.class);
        var asked = world.loop().now();
        var answers = network.ask(prompt("Why?", 64));
        var failed = assertInstanceOf(Answer.Failed.class, network.untilEnded(answers));

        var fault = assertInstanceOf(Refusal.ProxyAtFault.class, failed.refusal());
        assertTrue(fault.completionTokens() <= opened(answers));
        assertTrue(failed.cost().isMoreThan(Nanoton.ZERO));
        assertTrue(Duration.between(asked, world.loop().now()).toSeconds() < 2);
        assertNothingIsHeld(failed.cost());
    }

    @Test
    void aDispatchThatFailsTwiceIsSettledByItsAccount() {
        network.allowDeaths(death -> BUG.equals(death.cause().getMessage()));
        network.untilServing(2);
        twist = message -> {
            if (message instanceof Wire.Grant || message instanceof Wire.Stop) {
                throw new IllegalStateException(BUG);
            }
            return List.of(message);
        };
        var asked = world.loop().now();
        money.failed(prompt("Why?", 64));
        assertTrue(Duration.between(asked, world.loop().now()).toSeconds() < 2);
        twist = List::of;
        world.loop().runFor(Duration.ofSeconds(15));
        var used = money.account().ledger().used();
        assertNothingIsHeld(used);
    }

    /** The first {@code workers} decline in place of their first part. */
    private TwistedLink.Twist declining(int workers, Refusal refusal) {
        return message -> message instanceof Wire.Generated part && workersAsked() <= workers
                ? List.of(new Wire.Declined(part.envHash(), refusal))
                : List.of(message);
    }

    /** The first such message of all ends its sender. */
    private static TwistedLink.Twist failingAt(Class<? extends Wire> kind) {
        var failed = new ArrayList<Wire>();
        return message -> {
            if (kind.isInstance(message) && failed.isEmpty()) {
                failed.add(message);
                throw new IllegalStateException(BUG);
            }
            return List.of(message);
        };
    }

    private Address lastAsked() {
        return events(world, ClientAccountEvent.Assigned.class).getLast().workerChannel();
    }

    private int workersAsked() {
        return events(world, ClientAccountEvent.Assigned.class).size();
    }

    private void assertNothingIsHeld(Nanoton used) {
        world.loop().runFor(Duration.ofSeconds(2));
        assertEquals(List.of(), network.clientBooks().open());
        assertTrue(money.account().ledger().open().isEmpty());
        network.proxyBooks()
                .workers()
                .values()
                .forEach(account -> assertTrue(account.state().ledger().open().isEmpty()));
        for (int i = 0; i < 2; i++) {
            assertEquals(List.of(), network.workerBooks(i).open());
        }
        network.cash();
        money.assertBooksBalance(used);
    }
}
