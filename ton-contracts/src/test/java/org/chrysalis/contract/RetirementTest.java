package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.Network;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

import java.util.List;

/** A proxy leaves the registry first, and only then its stake begins to become free. */
class RetirementTest {

    private static final long DELAY = 7 * 86_400;
    private static final Nanoton ONE = Nanoton.ton(1);

    private final Network network = new Network().deployed();
    private final Address registry = network.registry.address();
    private final Address proxy = network.proxy.address();
    private final Bytes key = network.proxyKey.publicKey();

    private RegistryState.ProxyEntry entry() {
        return RegistryState.read(network.chain.account(registry)).proxies().get(key);
    }

    private ProxyState state(ProxyIdentity identity) {
        return ProxyState.read(network.chain.account(identity.address()));
    }

    private void retire() {
        network.send(network.operator, OwnerTransfers.KNOWN.retire(network.proxy));
    }

    /** A proxy whose registry is the account of that address. */
    private ProxyIdentity of(Address registry) {
        var identity = new ProxyIdentity(network.operator.address(), registry, key);
        network.send(
                network.operator, Transfers.KNOWN.openProxy(identity, Network.STAKE, Nanoton.ZERO));
        return identity;
    }

    @Test
    void itIsForgottenAndOnAnAnswerBeginsToClose() {
        var before = network.balance(registry);
        var money = network.balance(proxy);
        var trace = LeastValue.send(
                network, network.operator, OwnerTransfers.KNOWN.retire(network.proxy));
        LeastValue.assertLength(5, trace);
        assertEquals(network.operator.address(), trace.get(4).account());
        assertNull(entry());
        assertEquals(before, network.balance(registry));
        assertEquals(money, network.balance(proxy));
        var state = network.proxyState();
        assertEquals(ProxyState.Status.CLOSING, state.status());
        assertEquals(network.now() + DELAY, state.closingTime());
        assertEquals(Network.STAKE, state.stake());
        assertEquals(1, state.retirements());
    }

    @Test
    void nobodyElseRetiresIt() {
        var hot = HotWallet.of(network.worker.address(), ONE, 9);
        network.send(network.operator, OwnerTransfers.KNOWN.setHotWallet(network.proxy, hot));
        for (var other : List.of(network.worker, network.client, network.stranger)) {
            network.refuses(ExitCode.SENDER, other, OwnerTransfers.KNOWN.retire(network.proxy));
        }
        assertEquals(proxy, entry().contract());
    }

    @Test
    void aClosingProxyOrdersAndNothingElse() {
        retire();
        for (var refused : List.of(
                Transfers.KNOWN.fund(network.workerChannel, ONE),
                OwnerTransfers.KNOWN.register(network.registration("there:2")),
                OwnerTransfers.KNOWN.raiseStake(network.proxy, ONE),
                OwnerTransfers.KNOWN.retire(network.proxy))) {
            network.refuses(ExitCode.NOT_OPEN, network.operator, refused);
        }
        network.send(network.operator, Transfers.KNOWN.orderClose(network.workerChannel));
        assertEquals(
                ChannelState.Status.CLOSING,
                network.channel(network.workerChannel).status());
    }

    private void passAndPayStorage(long seconds) {
        network.pass(seconds);
        network.send(network.client, Transfer.pay(proxy, Nanoton.of(1)));
    }

    /** The instants -1, 0 and +1. */
    @Test
    void theStakeIsFreeWhenItsDelayIsOver() {
        var finish = OwnerTransfers.KNOWN.finishRetire(network.proxy);
        network.refuses(ExitCode.NOT_CLOSING, network.stranger, finish);
        retire();
        passAndPayStorage(DELAY - 1);
        network.refuses(ExitCode.TOO_EARLY, network.stranger, finish);
        passAndPayStorage(1);
        LeastValue.send(network, network.stranger, finish);
        var state = network.proxyState();
        assertEquals(ProxyState.Status.CLOSED, state.status());
        assertEquals(Nanoton.ZERO, state.stake());
        assertEquals(0, state.closingTime());
        passAndPayStorage(1);
        network.refuses(ExitCode.NOT_CLOSING, network.stranger, finish);
        network.refuses(
                ExitCode.NOT_OPEN, network.operator, OwnerTransfers.KNOWN.retire(network.proxy));
        var before = network.balance(network.operator.address());
        network.send(
                network.operator, OwnerTransfers.KNOWN.withdrawFree(network.proxy, Network.STAKE));
        var back = network.balance(network.operator.address()).minus(before);
        assertTrue(back.plus(ONE).isMoreThan(Network.STAKE), back::toString);
    }

    @Test
    void anotherContractOfTheSameKeyRetiresWithoutTheFirst() {
        var sibling = new ProxyIdentity(network.client.address(), registry, key);
        network.send(
                network.client, Transfers.KNOWN.openProxy(sibling, Network.STAKE, Nanoton.ZERO));
        network.send(network.client, OwnerTransfers.KNOWN.retire(sibling));
        assertEquals(ProxyState.Status.CLOSING, state(sibling).status());
        assertEquals(proxy, entry().contract());
        assertEquals(ProxyState.Status.OPEN, network.proxyState().status());
    }

    @Test
    void aWalletThatPosesAsAProxyRemovesNobody() {
        var receiver = network.stranger.address();
        var body = Cells.boc(Cells.message(0x4445_5247L)
                .storeUint(0, 32)
                .storeBytes(key.toArray())
                .storeAddress(receiver.toTon4j()));
        var trace = LeastValue.send(
                network, network.stranger, Transfer.call(registry, Fees.KNOWN.callValue(), body));
        assertEquals(receiver, trace.getLast().account());
        assertEquals(proxy, entry().contract());
    }

    /** A channel knows no such message: what it got bounces, and the proxy is what it was. */
    @Test
    void aRetirementThatIsRefusedChangesNothing() {
        var stuck = of(network.clientChannel.address());
        var before = network.balance(stuck.address());
        network.send(network.operator, OwnerTransfers.KNOWN.retire(stuck));
        assertEquals(ProxyState.Status.OPEN, state(stuck).status());
        assertEquals(Network.STAKE, state(stuck).stake());
        assertTrue(network.balance(stuck.address()).isMoreThan(before), "the value is not back");
        network.send(network.operator, OwnerTransfers.KNOWN.retire(stuck));
        assertEquals(ProxyState.Status.OPEN, state(stuck).status());
        assertEquals(2, state(stuck).retirements());
    }

    private Transfer answer(ProxyIdentity proxy, long query) {
        return answer(proxy, query, Fees.KNOWN.callValue(), network.worker.address());
    }

    private static Transfer answer(
            ProxyIdentity proxy, long query, Nanoton value, Address receiver) {
        return Transfer.call(
                proxy.address(),
                value,
                Cells.boc(Cells.message(0x4447_5244L)
                        .storeUint(query, 32)
                        .storeUint(0b100, 3) // addr_std, not anycast
                        .storeInt(receiver.workchain(), 8)
                        .storeBytes(receiver.hash().toArray())));
    }

    /** A proxy whose registry is a wallet, and which asked it. */
    private ProxyIdentity askingAWallet() {
        var asking = of(network.stranger.address());
        network.send(network.stranger, Transfer.pay(proxy, ONE)); // so that it is there
        network.send(network.operator, OwnerTransfers.KNOWN.retire(asking));
        return asking;
    }

    private void assertCountsAndKeepsItsRest(Transfer answer) {
        var asking = askingAWallet();
        var before = network.balance(asking.address());
        var trace = network.send(network.stranger, answer);
        LeastValue.assertLength(2, trace);
        assertEquals(ProxyState.Status.CLOSING, state(asking).status());
        assertTrue(network.balance(asking.address()).isMoreThan(before), "the rest is lost");
    }

    /** The masterchain, where a message costs more, and one that there is not. */
    @Test
    void anAnswerCountsWhereverItsRestShouldGo() {
        var account = network.worker.address().hash();
        for (var value : List.of(Nanoton.of(9_000_000), ONE)) {
            for (byte workchain : new byte[] {-1, 5}) {
                var beyond = new Address(workchain, account);
                assertCountsAndKeepsItsRest(answer(wallets(), 1, value, beyond));
                network.chain = new Network().deployed().chain;
            }
        }
    }

    private ProxyIdentity wallets() {
        return new ProxyIdentity(network.operator.address(), network.stranger.address(), key);
    }

    /** 7,000 gas and a message; what it takes without the message is a little less than that. */
    @Test
    void anAnswerCountsAlsoIfItsRestIsTooSmallToBeSentOn() {
        long least = KnownPrices.gas(7_000) + KnownPrices.forward(0, 0);
        var receiver = network.worker.address();
        assertCountsAndKeepsItsRest(answer(wallets(), 1, Nanoton.of(least - 1), receiver));
        var again = answer(wallets(), 1, Nanoton.of(least), receiver);
        var trace = network.send(network.stranger, again);
        LeastValue.assertLength(3, trace);
        assertEquals(receiver, trace.getLast().account());
    }

    /** Its registry is a wallet, which says nothing by itself, and what it is told to. */
    @Test
    void onlyTheAnswerToTheLastQuestionCounts() {
        var asking = of(network.stranger.address());
        network.send(network.stranger, answer(asking, 0));
        assertEquals(ProxyState.Status.OPEN, state(asking).status());
        network.send(network.operator, OwnerTransfers.KNOWN.retire(asking));
        network.send(network.operator, OwnerTransfers.KNOWN.retire(asking));
        assertEquals(ProxyState.Status.RETIRING, state(asking).status());
        for (var refused : List.of(
                OwnerTransfers.KNOWN.raiseStake(asking, ONE),
                OwnerTransfers.KNOWN.register(
                        Registration.sign(Network.ID, asking, "there:2", network.proxyKey)))) {
            network.refuses(ExitCode.NOT_OPEN, network.operator, refused);
        }
        network.refuses(ExitCode.SENDER, network.client, answer(asking, 2));
        network.refuses(ExitCode.SENDER, network.operator, answer(asking, 2));
        var receiver = network.balance(network.worker.address());
        network.send(network.stranger, answer(asking, 1));
        assertEquals(ProxyState.Status.RETIRING, state(asking).status());
        assertTrue(network.balance(network.worker.address()).isMoreThan(receiver));
        network.send(network.stranger, answer(asking, 2));
        assertEquals(ProxyState.Status.CLOSING, state(asking).status());
        var closing = state(asking).closingTime();
        network.pass(1);
        network.send(network.stranger, answer(asking, 2));
        assertEquals(closing, state(asking).closingTime());
    }
}
