package org.chrysalis.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.client.ChannelReply;
import org.chrysalis.client.ClientCommand;
import org.chrysalis.client.PurseEvent;
import org.chrysalis.contract.ChannelMessages;
import org.chrysalis.contract.Transfer;
import org.chrysalis.contract.Transfers;
import org.chrysalis.devnet.DevKeys;
import org.chrysalis.port.Link;
import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Bytes;
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

/** Faults that a review found. */
class ReviewATest {

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

    private Nanoton operator() {
        return network.core().account(network.network().operator().address()).balance();
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
        var before = operator();
        var client = dear.wallet();
        for (int i = 0; i < 10; i++) {
            network.chain().halt(Duration.ofSeconds(2));
            half(dear.used(), 1);
            dear.run(Duration.ofSeconds(20));
        }
        assertEquals(0, dear.state().epoch());
        assertEquals(client, dear.wallet());
        var lost = before.minusOrZero(operator());
        assertFalse(lost.isMoreThan(Nanoton.of(20_000_000)), () -> "the proxy lost " + lost);
    }

    @Test
    void aWalletThatIsFilledTwentyMinutesBeforeAChannelEndsStillFetchesWhatItOwes() {
        dear.answered();
        dear.answered();
        var used = dear.used();
        var rest = operator().minus(Nanoton.of(10_000_000));
        var away = network.network().client().address();
        network.send(network.network().operator(), Transfer.pay(away, rest));
        network.send(network.network().client(), Transfers.KNOWN.requestClose(dear.channel));
        dear.run(Duration.ofSeconds(2_200));
        assertEquals(Nanoton.ZERO, dear.state().cashed(), () -> "the operator has " + operator());
        network.core().mint(network.network().operator().address(), Nanoton.ton(10));
        dear.run(Duration.ofSeconds(1_340));
        assertFalse(used.isMoreThan(dear.state().cashed()), () -> used + " of " + dear.state());
    }

    @Test
    void whatTheOperatorOrdersToBeCashedFromAnOpenChannelIsNotAboveWhatWasUsed() {
        dear.answered();
        dear.answered();
        network.cash();
        var used = dear.used();
        var cashed = dear.state().cashed();
        assertFalse(cashed.isMoreThan(used), () -> cashed + " cashed, " + used + " used");
    }

    @Test
    void aProxyThatRestartsEachDayStillCashesDaily() {
        for (int i = 0; i < 6; i++) {
            dear.answered();
        }
        network.crash(SimulatedNetwork.CLIENT);
        for (int i = 0; i < 3; i++) {
            dear.run(Duration.ofHours(23));
            network.crash(SimulatedNetwork.PROXY);
            network.raise(SimulatedNetwork.PROXY);
        }
        dear.run(Duration.ofHours(1));
        assertTrue(dear.state().cashed().isMoreThan(Nanoton.ZERO), dear.state()::toString);
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
    void aWithdrawalThatWasAskedBeforeDoesNotReleaseAClientFromItsHalf() {
        dear.answered();
        network.chain().halt(Duration.ofMinutes(1));
        network.want(replyTo -> new ClientCommand.Withdraw(Nanoton.ton(2), replyTo));
        network.want(ClientCommand.CloseTogether::new);
        dear.run(Duration.ofSeconds(10));
        assertEquals(1, MoneyBooks.events(dear.world, PurseEvent.Parting.class).size());
        dear.refused(Refusal.AgreementPending.class);
    }

    @Test
    void anOwnerWhoIsToldThatItsWithdrawalIsRefusedFindsItsDepositAsItWas() {
        dear.answered();
        var before = dear.state().deposited();
        var withdrawn =
                network.want(replyTo -> new ClientCommand.Withdraw(Nanoton.ton(2), replyTo));
        network.want(ClientCommand.CloseTogether::new);
        dear.run(Duration.ofMinutes(10));
        assertTrue(withdrawn.getFirst() instanceof ChannelReply.Refused);
        assertEquals(before, dear.state().deposited());
    }

    /** The worker's wallet is empty, so that nothing is cashed before the key is in force. */
    @Test
    void aWorkerWhosePayerHasAnotherKeyDoesNotCountAVoidVoucherAsMoneyInHand() {
        dear.answered();
        dear.answered();
        var wallet = network.network().worker(0);
        var rest = network.core().account(wallet.address()).balance().minus(Nanoton.of(12_000_000));
        network.send(wallet, Transfer.pay(network.network().client().address(), rest));
        var earned = network.workerBooks(0).state().earned();
        assertTrue(earned.isMoreThan(Nanoton.ZERO));
        var next = SigningKey.fromSeed(Bytes.ofHex("55".repeat(32))).publicKey();
        var leg = network.network().workerChannel(0);
        network.send(
                network.network().operator(),
                Transfers.KNOWN.order(leg, ChannelMessages.setKey(next)));
        dear.run(Duration.ofMinutes(62));
        assertEquals(next, network.channel(leg).payerKey(dear.world.loop().now().getEpochSecond()));
        assertEquals(Nanoton.ZERO, network.channel(leg).cashed());
        assertEquals(earned, network.workerBooks(0).owed());
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
}
