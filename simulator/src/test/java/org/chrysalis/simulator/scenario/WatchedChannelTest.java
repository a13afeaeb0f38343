package org.chrysalis.simulator.scenario;

import static org.chrysalis.simulator.scenario.MoneyBooks.prompt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.client.Answer;
import org.chrysalis.client.ChannelReply;
import org.chrysalis.client.ClientCommand;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.ChannelState.Status;
import org.chrysalis.contract.Transfers;
import org.chrysalis.money.Terms;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.simulator.runtime.SimulationLoop;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** What a payer does with its channel on chain, and what the other side makes of it. */
class WatchedChannelTest {

    private static final Founding FOUNDING = Founding.of(1);

    private final SimulatedWorld world = SimulatedWorld.of(31);
    private final SimulatedNetwork network = new SimulatedNetwork(world, FOUNDING, Wiring.PLAIN);
    private final Address channel = network.network().clientChannel().address();

    /** Five thousand times the plan's: an answer is worth the fee of cashing it. */
    @BeforeEach
    void dear() {
        var terms = network.settings().terms();
        network.terms(new Terms(
                terms.version(), terms.price() * 5_000, terms.fee() * 5_000, terms.multipliers()));
        network.window(Nanoton.ton(4));
    }

    @AfterEach
    void conserves() {
        assertTrue(network.core().audit().conserved());
        network.end();
    }

    private Answer ask() {
        return network.untilEnded(network.ask(prompt("Why?", 16)));
    }

    private void answered() {
        var answer = ask();
        assertInstanceOf(Answer.Completed.class, answer, answer::toString);
    }

    private <R extends Refusal> R refused(Class<R> type) {
        return assertInstanceOf(
                type, assertInstanceOf(Answer.Failed.class, ask()).refusal());
    }

    private void run(Duration time) {
        world.loop().runFor(time);
    }

    private ChannelState channel() {
        return network.channel(network.network().clientChannel());
    }

    private Nanoton used() {
        return network.clientBooks().state().ledger().used();
    }

    private void requestClose() {
        network.send(network.network().client(), Transfers.KNOWN.requestClose(channel));
    }

    private void finishClose() {
        network.send(network.network().client(), Transfers.KNOWN.finishClose(channel));
    }

    private void topUp(Nanoton amount) {
        network.send(
                network.network().client(),
                Transfers.KNOWN.topUp(network.network().clientChannel(), amount));
    }

    @Test
    void whoeverClosesItsChannelPaysForWhatItHasEatenAndEatsNoMore() {
        network.untilServing(1);
        answered();
        answered();
        var eaten = used();
        requestClose();
        run(Duration.ofMinutes(45));
        refused(Refusal.ChannelEnding.class);
        run(Duration.ofMinutes(10));
        assertFalse(eaten.isMoreThan(channel().cashed()), () -> channel().toString());
        run(Duration.ofMinutes(5));
        finishClose();
        run(Duration.ofSeconds(5));
        refused(Refusal.ChannelUnusable.class);
    }

    /** Below the threshold of an open channel, and above what it costs. */
    @Test
    void whatIsWorthItIsCashedAtOnceWhenAChannelBeginsToClose() {
        network.untilServing(1);
        for (int i = 0; i < 6; i++) {
            answered();
        }
        var before = channel().cashed();
        requestClose();
        run(Duration.ofSeconds(10));
        assertTrue(channel().cashed().isMoreThan(before), () -> channel().toString());
        assertFalse(channel().cashed().isMoreThan(used()), () -> channel().toString());
    }

    /** Its last ten minutes: nothing is open, and nothing more was admitted. */
    @Test
    void aProxyThatDiesShortlyBeforeAnEndHasCashedWhatWasUsed() {
        network.untilServing(1);
        answered();
        answered();
        requestClose();
        run(Duration.ofMinutes(51));
        network.crash(SimulatedNetwork.PROXY);
        assertFalse(used().isMoreThan(channel().cashed()), () -> channel().toString());
        run(Duration.ofMinutes(11));
        assertEquals(Status.CLOSED, channel().status());
    }

    /** Until it is too late to cash, a closing channel pays like any other. */
    @Test
    void whatIsEatenWhileAChannelClosesIsCashedAsWell() {
        network.untilServing(1);
        answered();
        requestClose();
        run(Duration.ofMinutes(10));
        answered();
        var eaten = used();
        run(Duration.ofMinutes(46));
        assertFalse(eaten.isMoreThan(channel().cashed()), () -> channel().toString());
    }

    /** A voucher is signed ahead of what it buys: the difference stays the client's. */
    @Test
    void whatIsTakenAtTheEndIsAtMostOneVouchersStepAboveWhatWasUsed() {
        network.untilServing(1);
        answered();
        answered();
        answered();
        requestClose();
        run(Duration.ofMinutes(56));
        var terms = network.settings().terms();
        var step = new Terms(
                        terms.version(),
                        terms.price() * 5_000,
                        terms.fee() * 5_000,
                        terms.multipliers())
                .worstCost(prompt("Why?", 16).tokenBound(), 16, 2_000);
        var over = channel().cashed().minus(used());
        assertFalse(over.isMoreThan(step), () -> over + " above what was used, of " + step);
    }

    @Test
    void anOpenChannelIsNeverCashedAboveWhatWasUsed() {
        network.untilServing(1);
        for (int i = 0; i < 6; i++) {
            answered();
        }
        run(Duration.ofHours(25));
        assertTrue(channel().cashed().isMoreThan(Nanoton.ZERO));
        assertFalse(channel().cashed().isMoreThan(used()));
    }

    @Test
    void aProxyThatRestartsCashesWhatAClientOwesThatStaysAway() {
        network.untilServing(1);
        answered();
        var eaten = used();
        network.crash(SimulatedNetwork.CLIENT);
        network.crash(SimulatedNetwork.PROXY);
        requestClose();
        run(Duration.ofMinutes(1));
        network.raise(SimulatedNetwork.PROXY);
        run(Duration.ofMinutes(55));
        assertFalse(eaten.isMoreThan(channel().cashed()), () -> channel().toString());
    }

    /** A server that was restored from a backup shows it no channel at first. */
    @Test
    void aProxyThatFindsNoSuchChannelWhenItStartsLooksAgain() {
        network.untilServing(1);
        answered();
        var eaten = used();
        network.crash(SimulatedNetwork.CLIENT);
        network.crash(SimulatedNetwork.PROXY);
        requestClose();
        network.chain().forget(Duration.ofMinutes(3));
        network.raise(SimulatedNetwork.PROXY);
        run(Duration.ofMinutes(2));
        assertEquals(Nanoton.ZERO, channel().cashed());
        run(Duration.ofMinutes(54));
        assertFalse(eaten.isMoreThan(channel().cashed()), () -> channel().toString());
    }

    @Test
    void whoeverAsksForItsMoneyGetsItOnceTheDelayIsOver() {
        network.untilServing(1);
        answered();
        var wallet = network.network().client().address();
        var before = network.core().account(wallet).balance();
        var asked = network.want(ClientCommand.RequestClose::new);
        run(Duration.ofMinutes(59));
        var rest = channel().uncashed();
        run(Duration.ofMinutes(2));
        assertEquals(List.of(new ChannelReply.Done()), asked);
        assertEquals(Status.CLOSED, channel().status());
        var back = network.core().account(wallet).balance().minusOrZero(before);
        var fees = Nanoton.of(30_000_000);
        assertFalse(rest.minus(fees).isMoreThan(back), () -> back + " of " + rest);
    }

    @Test
    void aTopUpIsSeenWithoutANewSession() {
        network.untilServing(1);
        Refusal refusal = new Refusal.Starting();
        while (!(refusal instanceof Refusal.BalanceTooLow)) {
            if (ask() instanceof Answer.Failed(var why, var _, var _)) {
                refusal = why;
            }
        }
        topUp(Nanoton.ton(5));
        run(Duration.ofSeconds(5));
        answered();
    }

    @Test
    void afterAReopeningAllSidesGoOnInTheNextEpoch() {
        network.untilServing(1);
        answered();
        requestClose();
        run(Duration.ofMinutes(61));
        finishClose();
        topUp(Nanoton.ton(3));
        run(Duration.ofMinutes(1));
        assertEquals(1, channel().epoch());
        assertEquals(Status.OPEN, channel().status());
        network.untilServing(1);
        answered();
        assertEquals(
                used(),
                network.proxyBooks().clients().get(channel).state().ledger().used());
    }

    @Test
    void whileTheChainStandsNothingIsBegunThatCouldNotBeCashed() {
        network.untilServing(1);
        network.chain().halt(Duration.ofMinutes(50));
        run(Duration.ofMinutes(30));
        answered();
        run(Duration.ofMinutes(15));
        refused(Refusal.ChannelEnding.class);
        run(Duration.ofMinutes(6));
        answered();
    }

    /**
     * Each ten minutes the accounts of those who are away are closed, and their channels are
     * followed no longer. A client that came back before the next question to the chain was never
     * shown it again: an hour later it was refused as if its channel were about to end. Seed 1476
     * of the swarm found it.
     */
    @Test
    void aClientThatComesBackJustWhenItsAccountIsClosedIsWatchedAgain() {
        network.untilServing(1);
        world.loop().runUntil(() -> false, SimulationLoop.EPOCH.plusSeconds(597));
        network.cut("client", "proxy", Duration.ofSeconds(4));
        run(Duration.ofMinutes(80));
        answered();
    }
}
