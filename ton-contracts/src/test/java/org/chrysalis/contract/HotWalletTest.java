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
        assertEquals(used(TWO, 0, day(), TWO, 0), used());
        assertEquals(
                Network.DEPOSIT.plus(TWO),
                network.channel(network.workerChannel).deposited());
    }

    private long day() {
        return network.now() / DAY;
    }

    private HotWallet used(Nanoton limit, int orders, long day, Nanoton funded, int ordered) {
        var used = new HotWallet.Used(funded, ordered);
        return new HotWallet(hot.address(), limit, orders, day, used, HotWallet.Used.NOTHING);
    }

    private void passUntil(long day, long second) {
        network.pass(day * DAY + second - network.now());
        network.send(network.client, Transfer.pay(proxy, BIT)); // takes the storage fee
    }

    /** Through the whole of the next day: the instants -1 and 0 of its end. */
    @Test
    void whatWasUsedUpOnOneDayIsFreeAgainOnTheDayAfterTheNext() {
        set(ONE, 1);
        long first = day();
        network.send(hot, fund(ONE), order());
        for (long second : new long[] {0, DAY - 1}) {
            passUntil(first + 1, second);
            network.refuses(ExitCode.LIMIT, hot, fund(BIT));
            network.refuses(ExitCode.LIMIT, hot, order());
        }
        assertEquals(used(ONE, 1, first, ONE, 1), used());
        passUntil(first + 2, 0);
        network.send(hot, fund(ONE), order());
        assertEquals(used(ONE, 1, first + 2, ONE, 1), used());
    }

    /** One second before midnight, and at midnight. */
    @Test
    void inNo24HoursItFundsMoreThanADayAllows() {
        set(TWO, 2);
        long first = day();
        network.send(hot, fund(BIT), order());
        passUntil(first, DAY - 1);
        network.send(hot, fund(ONE.minus(BIT)));
        passUntil(first + 1, 0);
        network.refuses(ExitCode.LIMIT, hot, fund(ONE.plus(BIT)));
        network.send(hot, fund(ONE), order());
        network.refuses(ExitCode.LIMIT, hot, fund(BIT));
        network.refuses(ExitCode.LIMIT, hot, order());
        var before = new HotWallet.Used(ONE, 1);
        assertEquals(new HotWallet(hot.address(), TWO, 2, first + 1, before, before), used());
        passUntil(first + 2, 0);
        network.refuses(ExitCode.LIMIT, hot, fund(ONE.plus(BIT)));
        network.send(hot, fund(ONE), order());
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
        assertEquals(HotWallet.of(hot.address(), ONE, 9), used());
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
                        ProxyMessages.fundNew(
                                network.workerChannel, ONE, Fees.KNOWN.channelReserve())));
        assertEquals(HotWallet.of(hot.address(), ONE, 1), used());
        LeastValue.send(network, hot, fund(ONE));
    }
}
