package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.chrysalis.chain.Network;
import org.chrysalis.chain.StackValue;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** What a running node's wallet may do with its proxy's contract in a day. */
class HotWalletTest {

    private static final long DAY = 86_400;
    private static final Nanoton ONE = Nanoton.ton(1);
    private static final Nanoton TWO = Nanoton.ton(2);
    private static final Nanoton BIT = Nanoton.of(1);

    private final Network network = new Network().deployed();
    private final Address proxy = network.proxy.address();
    private final Wallet hot = network.stranger;

    private void set(Nanoton fundPerDay, int ordersPerDay) {
        var wallet = HotWallet.of(hot.address(), fundPerDay, ordersPerDay);
        network.send(network.operator, OwnerTransfers.KNOWN.setHotWallet(network.proxy, wallet));
    }

    private HotWallet used() {
        return network.proxyState().hotWallet().orElseThrow();
    }

    private Transfer fund(Nanoton amount) {
        return Transfers.KNOWN.fund(network.workerChannel, amount);
    }

    private Transfer order() {
        return Transfers.KNOWN.order(network.workerChannel, ChannelMessages.requestClose());
    }

    @Test
    void itFundsAsMuchAsADayAllowsAndNotOneMore() {
        set(TWO, 0);
        assertEquals(HotWallet.of(hot.address(), TWO, 0), used());
        network.refuses(ExitCode.LIMIT, hot, fund(TWO.plus(BIT)));
        network.send(hot, fund(ONE));
        network.refuses(ExitCode.LIMIT, hot, fund(ONE.plus(BIT)));
        network.send(hot, fund(ONE));
        network.refuses(ExitCode.LIMIT, hot, fund(BIT));
        assertEquals(new HotWallet(hot.address(), TWO, 0, network.now(), TWO, 0), used());
        assertEquals(
                Network.DEPOSIT.plus(TWO),
                network.channel(network.workerChannel).deposited());
    }

    /** From the first use: the instants -1 and 0 of its end. */
    @Test
    void aDayLastsFromItsFirstUseOnFor24Hours() {
        network.pass(DAY / 2);
        set(ONE, 1);
        network.pass(DAY / 2);
        long first = network.now();
        network.send(hot, fund(ONE), order());
        network.pass(DAY - 1);
        network.send(network.client, Transfer.pay(proxy, BIT)); // takes the storage fee
        network.refuses(ExitCode.LIMIT, hot, fund(BIT));
        network.refuses(ExitCode.LIMIT, hot, order());
        assertEquals(first, used().windowStart());
        network.pass(1);
        network.send(hot, fund(BIT));
        network.send(hot, order());
        var again = new HotWallet(hot.address(), ONE, 1, first + DAY, BIT, 1);
        assertEquals(again, used());
    }

    @Test
    void itOrdersAsOftenAsADayAllows() {
        set(Nanoton.ZERO, 2);
        network.refuses(ExitCode.LIMIT, hot, fund(BIT));
        network.send(hot, order());
        network.send(hot, order());
        network.refuses(ExitCode.LIMIT, hot, order());
    }

    @Test
    void itNeverReplacesTheKeyThatVouchersAreSignedWith() {
        set(ONE, 9);
        var setKey = ChannelMessages.setKey(Network.key(9).publicKey());
        network.refuses(ExitCode.SENDER, hot, Transfers.KNOWN.order(network.workerChannel, setKey));
        network.send(network.operator, Transfers.KNOWN.order(network.workerChannel, setKey));
        assertEquals(0, used().ordered());
    }

    @Test
    void theOwnerIsNotLimited() {
        set(Nanoton.ZERO, 0);
        network.send(network.operator, fund(ONE), order());
        assertEquals(HotWallet.of(hot.address(), Nanoton.ZERO, 0), used());
        assertEquals(
                ChannelState.Status.CLOSING,
                network.channel(network.workerChannel).status());
    }

    @Test
    void theOwnerReplacesIt() {
        set(ONE, 1);
        var next = HotWallet.of(network.worker.address(), TWO, 65_535);
        LeastValue.send(
                network, network.operator, OwnerTransfers.KNOWN.setHotWallet(network.proxy, next));
        assertEquals(Optional.of(next), network.proxyState().hotWallet());
        network.refuses(ExitCode.SENDER, hot, fund(BIT));
        network.refuses(ExitCode.SENDER, hot, order());
        network.send(network.worker, fund(TWO));
        network.send(network.operator, OwnerTransfers.KNOWN.removeHotWallet(network.proxy));
        assertEquals(Optional.empty(), network.proxyState().hotWallet());
        network.refuses(ExitCode.SENDER, network.worker, fund(BIT));
        assertEquals(
                new StackValue.Nothing(),
                network.get(proxy, "hotWallet", List.of()).getFirst());
    }

    @Test
    void nobodyElseReplacesIt() {
        set(ONE, 1);
        var own = HotWallet.of(network.client.address(), TWO, 9);
        for (var other : List.of(hot, network.client, network.worker)) {
            network.refuses(
                    ExitCode.SENDER, other, OwnerTransfers.KNOWN.setHotWallet(network.proxy, own));
            network.refuses(
                    ExitCode.SENDER, other, OwnerTransfers.KNOWN.removeHotWallet(network.proxy));
        }
    }

    @Test
    void whatItCannotPayForUsesUpNothing() {
        set(ONE, 1);
        network.refuses(
                ExitCode.VALUE,
                hot,
                Transfer.call(
                        proxy,
                        Nanoton.of(8_000_000),
                        ProxyMessages.fund(network.workerChannel, ONE)));
        assertEquals(HotWallet.of(hot.address(), ONE, 1), used());
        LeastValue.send(network, hot, fund(ONE));
    }
}
