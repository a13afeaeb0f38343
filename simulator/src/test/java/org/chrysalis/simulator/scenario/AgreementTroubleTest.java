package org.chrysalis.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.client.ChannelReply;
import org.chrysalis.client.ClientCommand;
import org.chrysalis.client.PurseEvent;
import org.chrysalis.contract.Transfer;
import org.chrysalis.contract.Transfers;
import org.chrysalis.devnet.DevKeys;
import org.chrysalis.port.Link;
import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Withdrawal;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is signed together, where one side or the chain does not play along. */
class AgreementTroubleTest {

    private final List<Link> links = new ArrayList<>();
    private final List<Wire> sent = new ArrayList<>();
    private final DearNetwork dear = new DearNetwork(this::tap);
    private final SimulatedNetwork network = dear.network;

    /** Whether the proxy signs withdrawals for a year. */
    private boolean isLongWinded;

    private Link tap(Link link) {
        var noted =
                new NotedLink(new TwistedLink(link, message -> List.of(twisted(message))), sent);
        links.add(noted);
        return noted;
    }

    private Wire twisted(Wire message) {
        if (!isLongWinded || !(message instanceof Wire.Withdrawing(var agreed))) {
            return message;
        }
        return new Wire.Withdrawing(Withdrawal.sign(
                network.network().plan().networkId(),
                agreed.channel(),
                agreed.epoch(),
                agreed.nonce(),
                agreed.deposited(),
                agreed.validUntil() + 365 * 24 * 3_600,
                SigningKey.fromSeed(network.network().keys().proxySigning())));
    }

    @AfterEach
    void conserves() {
        dear.end();
    }

    private Nanoton proxyWallet() {
        return network.core().account(network.network().proxyWallet().address()).balance();
    }

    private void half(Nanoton total, long seconds) {
        var key = SigningKey.fromSeed(network.network().keys().clientVoucher());
        long until = dear.world.loop().now().getEpochSecond() + seconds;
        int networkId = network.network().plan().networkId();
        var half = CloseTogether.sign(networkId, dear.channel, 0, total, until, key);
        var proxy = DevKeys.nodeId(network.network().keys().proxyNode());
        dear.world.loop().inside(() -> {
            links.getLast().send(proxy, new Wire.Parting(half));
            return half;
        });
    }

    @Test
    void halvesThatExpireOnTheWayToTheChainDoNotDrainTheProxysWallet() {
        dear.answered();
        dear.run(Duration.ofMinutes(1));
        var before = proxyWallet();
        var client = dear.wallet();
        for (int i = 0; i < 10; i++) {
            network.chain().halt(Duration.ofSeconds(2));
            half(dear.used(), 1);
            dear.run(Duration.ofSeconds(20));
        }
        assertEquals(0, dear.state().epoch());
        assertEquals(client, dear.wallet());
        var lost = before.minusOrZero(proxyWallet());
        assertFalse(lost.isMoreThan(Nanoton.of(20_000_000)), () -> "the proxy lost " + lost);
    }

    /** It signs at the last moment, and its own close comes first. */
    @Test
    void whatAClientTookBackByItsOwnCloseIsNotBookedAsPaidByAParting() {
        dear.answered();
        dear.run(Duration.ofMinutes(1));
        network.send(network.network().client(), Transfers.KNOWN.requestClose(dear.channel));
        dear.run(Duration.ofMinutes(1));
        var due = Duration.ofSeconds(
                dear.state().closingTime() - dear.world.loop().now().getEpochSecond());
        dear.run(due.minusSeconds(20));
        var cashed = dear.state().cashed();
        var rest = proxyWallet().minus(Nanoton.of(10_000_000));
        var away = network.network().client().address();
        network.send(network.network().proxyWallet(), Transfer.pay(away, rest));
        half(dear.used(), 200);
        dear.run(Duration.ofSeconds(40));
        assertEquals(1, dear.state().epoch());
        var booked = MoneyBooks.events(dear.world, ClientAccountEvent.Cashed.class);
        assertEquals(new ClientAccountEvent.Cashed(cashed), booked.getLast());
    }

    @Test
    void anOwnerWhoseWithdrawalIsNotAnsweredIsToldAtSomeTime() {
        dear.answered();
        network.silence(SimulatedNetwork.PROXY, SimulatedNetwork.CLIENT, Duration.ofSeconds(3));
        List<ChannelReply> replies =
                network.want(replyTo -> new ClientCommand.Withdraw(Nanoton.ton(2), replyTo));
        dear.run(Duration.ofSeconds(3));
        network.cut(SimulatedNetwork.PROXY, SimulatedNetwork.CLIENT, Duration.ofSeconds(1));
        dear.run(Duration.ofHours(2));
        assertFalse(replies.isEmpty(), "two hours later nobody was told");
    }

    @Test
    void noProxyBindsAClientForAYear() {
        isLongWinded = true;
        network.chain().halt(Duration.ofMinutes(1));
        network.want(replyTo -> new ClientCommand.Withdraw(Nanoton.ton(2), replyTo));
        dear.run(Duration.ofSeconds(10));
        assertEquals(
                1,
                MoneyBooks.events(dear.world, ClientAccountEvent.Withdrawing.class)
                        .size());
        assertEquals(List.of(), MoneyBooks.events(dear.world, PurseEvent.Withdrawing.class));
    }

    @Test
    void aSessionThatTheOldKeyProvedAgreesToNothingOnceAnotherIsInForce() {
        dear.answered();
        assertEquals(new ChannelReply.Done(), dear.done(ClientCommand.SetKey::new));
        sent.clear();
        dear.run(Duration.ofMinutes(62));
        boolean proven = sent.stream().anyMatch(Wire.Proof.class::isInstance);
        var proxy = DevKeys.nodeId(network.network().keys().proxyNode());
        dear.world.loop().inside(() -> {
            links.getLast().send(proxy, new Wire.AskWithdrawal(0, Nanoton.ton(2)));
            return proxy;
        });
        dear.run(Duration.ofSeconds(10));
        var agreed = MoneyBooks.events(dear.world, ClientAccountEvent.Withdrawing.class);
        assertTrue(proven || agreed.isEmpty(), agreed::toString);
    }

    @Test
    void aClientWithAnotherKeyForgetsNothingThatItSignsInTheNextEpoch() {
        dear.answered();
        assertEquals(new ChannelReply.Done(), dear.done(ClientCommand.SetKey::new));
        dear.run(Duration.ofMinutes(62));
        var client = network.network().client();
        network.send(client, Transfers.KNOWN.requestClose(dear.channel));
        dear.run(Duration.ofMinutes(61));
        network.send(
                client,
                Transfers.KNOWN.finishClose(dear.channel),
                Transfers.KNOWN.topUp(network.network().clientChannel(), Nanoton.ton(3)));
        assertEquals(1, dear.state().epoch());
        dear.run(Duration.ofSeconds(3));
        network.untilServing(1);
        dear.answered();
        dear.run(Duration.ofMinutes(1));
        dear.assertBothSidesAgree();
    }

    @Test
    void whileOneThingIsAskedForAnotherHasToWait() {
        dear.answered();
        var withdrawn =
                network.want(replyTo -> new ClientCommand.Withdraw(Nanoton.ton(2), replyTo));
        var parted = dear.ended(network.want(ClientCommand.CloseTogether::new));
        assertInstanceOf(
                Refusal.AgreementPending.class,
                assertInstanceOf(ChannelReply.Refused.class, parted).refusal());
        assertEquals(new ChannelReply.Done(), dear.ended(withdrawn));
        assertEquals(Nanoton.ton(2), dear.state().deposited());
        assertEquals(List.of(), MoneyBooks.events(dear.world, PurseEvent.Parting.class));
    }
}
