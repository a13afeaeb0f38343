package org.chrysalis.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.client.ChannelReply;
import org.chrysalis.client.ClientCommand;
import org.chrysalis.client.PurseEvent;
import org.chrysalis.devnet.DevKeys;
import org.chrysalis.port.Link;
import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A client takes a part of its deposit out, as far as the proxy can do without it. */
class WithdrawalTest {

    private static final Nanoton LEFT = Nanoton.ton(2);

    private final List<Link> links = new ArrayList<>();
    private final List<Wire> sent = new ArrayList<>();
    private final DearNetwork dear = new DearNetwork(this::tap);
    private final SimulatedNetwork network = dear.network;

    private Link tap(Link link) {
        links.add(link);
        return new NotedLink(link, sent);
    }

    @AfterEach
    void conserves() {
        dear.end();
    }

    private List<ChannelReply> withdraw(Nanoton deposited) {
        return network.want(replyTo -> new ClientCommand.Withdraw(deposited, replyTo));
    }

    private void until(Class<?> event) {
        network.until(() -> !MoneyBooks.events(dear.world, event).isEmpty());
    }

    /** By the client's node; its purse knows nothing of it. */
    private void askBehindThePurse(Nanoton deposited) {
        var proxy = DevKeys.nodeId(network.network().keys().proxyNode());
        dear.world.loop().inside(() -> {
            links.getLast().send(proxy, new Wire.AskWithdrawal(0, deposited));
            return deposited;
        });
    }

    @Test
    void whatIsTakenOutComesBackAndRequestsGoOnFromTheRest() {
        dear.answered();
        var before = dear.wallet();
        assertEquals(new ChannelReply.Done(), dear.ended(withdraw(LEFT)));
        assertEquals(LEFT, dear.state().deposited());
        assertTrue(dear.wallet().minus(before).isMoreThan(Nanoton.of(2_900_000_000L)));
        dear.run(Duration.ofSeconds(30));
        dear.answered();
        dear.assertBothSidesAgree();
        assertFalse(dear.signed().isMoreThan(LEFT));
    }

    @Test
    void whatIsSignedStays() {
        dear.answered();
        var asked = dear.signed().minus(Nanoton.of(1));
        var refusal = new Refusal.DepositRefused(asked, dear.signed());
        assertEquals(new ChannelReply.Refused(refusal), dear.ended(withdraw(asked)));
        askBehindThePurse(asked);
        network.until(() -> sent.contains(new Wire.NotAgreed(refusal)));
        dear.answered();
    }

    @Test
    void itCanNotGrowADeposit() {
        var deposit = network.network().plan().deposit();
        var refused = assertInstanceOf(ChannelReply.Refused.class, dear.ended(withdraw(deposit)));
        assertInstanceOf(Refusal.DepositRefused.class, refused.refusal());
    }

    @Test
    void untilTheChainHasDecidedOnlyTheRestIsSpentAndThenAllOfIt() {
        dear.answered();
        var rest = dear.signed().plus(Nanoton.of(1));
        network.chain().halt(Duration.ofMinutes(7));
        var replies = withdraw(rest);
        until(PurseEvent.Withdrawing.class);
        dear.refused(Refusal.BalanceTooLow.class);
        dear.run(Duration.ofMinutes(8));
        assertInstanceOf(ChannelReply.Failed.class, replies.getFirst());
        dear.answered();
        dear.assertBothSidesAgree();
        assertEquals(network.network().plan().deposit(), dear.state().deposited());
    }

    @Test
    void aClientThatSpendsWhatItMayTakeOutIsServedNothing() {
        dear.answered();
        network.chain().halt(Duration.ofMinutes(1));
        askBehindThePurse(dear.signed().plus(Nanoton.of(1)));
        until(ClientAccountEvent.Withdrawing.class);
        network.crash(SimulatedNetwork.PROXY);
        network.raise(SimulatedNetwork.PROXY);
        dear.run(Duration.ofSeconds(10));
        network.untilServing(1);
        dear.refused(Refusal.BalanceTooLow.class);
        assertTrue(dear.account().ledger().open().isEmpty());
    }

    @Test
    void aClientThatDiesBeforeItSendsItSendsItWhenItIsBack() {
        dear.answered();
        withdraw(LEFT);
        until(PurseEvent.Withdrawing.class);
        network.crash(SimulatedNetwork.CLIENT);
        dear.run(Duration.ofSeconds(20));
        assertTrue(dear.state().deposited().isMoreThan(LEFT));
        network.raise(SimulatedNetwork.CLIENT);
        network.until(() -> dear.state().deposited().equals(LEFT));
    }

    @Test
    void whoAsksOnceMoreGetsTheSameSignature() {
        askBehindThePurse(LEFT);
        until(ClientAccountEvent.Withdrawing.class);
        askBehindThePurse(LEFT);
        dear.run(Duration.ofSeconds(1));
        var agreed = sent.stream().filter(Wire.Withdrawing.class::isInstance).toList();
        assertEquals(2, agreed.size());
        assertEquals(agreed.getFirst(), agreed.getLast());
        askBehindThePurse(Nanoton.ton(1));
        network.until(() -> sent.stream()
                .anyMatch(message -> message instanceof Wire.NotAgreed(var refusal)
                        && refusal instanceof Refusal.AgreementPending));
    }
}
