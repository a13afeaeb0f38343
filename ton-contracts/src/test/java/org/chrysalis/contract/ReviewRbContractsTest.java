package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.Network;
import org.chrysalis.chain.Prices;
import org.chrysalis.chain.Prices.Ratio;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;

/** Faults that a hostile review found; each test says what should hold. */
class ReviewRbContractsTest {

    private static final long DAY = 86_400;
    private static final long YEAR = 365 * DAY;
    private static final Nanoton ONE = Nanoton.ton(1);
    private static final Prices STORAGE_TENFOLD = new Prices(Ratio.of(1), Ratio.of(10));

    private final Network network = new Network().deployed();

    @Test
    void inNo24HoursTheHotWalletFundsMoreThanADayAllows() {
        var hot = network.stranger;
        network.send(
                network.operator,
                OwnerTransfers.KNOWN.setHotWallet(
                        network.proxy, HotWallet.of(hot.address(), Nanoton.ton(2), 9)));
        network.send(hot, Transfers.KNOWN.fund(network.workerChannel, Nanoton.of(1)));
        network.pass(DAY - 1);
        var before = network.channel(network.workerChannel).deposited();
        network.send(
                hot,
                Transfers.KNOWN.fund(
                        network.workerChannel, Nanoton.ton(2).minus(Nanoton.of(1))));
        network.pass(1);
        network.send(hot, Transfers.KNOWN.fund(network.workerChannel, Nanoton.ton(2)));
        var inOneSecond = network.channel(network.workerChannel).deposited().minus(before);
        assertTrue(
                !inOneSecond.isMoreThan(Nanoton.ton(2)),
                () -> "2 TON a day, and within one second " + inOneSecond);
    }

    private ProxyState state(ProxyIdentity identity) {
        return ProxyState.read(network.chain.account(identity.address()));
    }

    /** A storage price of ten times, and a year: whatever value is attached. */
    @Test
    void aYearAfterStorageRoseTenfoldAWorkersChannelIsStillFunded() {
        network.chain = network.chain.under(STORAGE_TENFOLD);
        network.pass(YEAR);
        var exits = new ArrayList<Integer>();
        for (int times : new int[] {1, 2, 4, 8}) {
            var send = new Transfers(new Fees(network.chain.prices(), times));
            var trace = network.send(network.operator, send.fund(network.workerChannel, ONE));
            trace.stream()
                    .filter(one -> one.account().equals(network.workerChannel.address()))
                    .forEach(one -> exits.add(one.exitCode()));
        }
        System.out.println("RB fund exits " + exits + " balance "
                + network.balance(network.workerChannel.address()) + " "
                + network.channel(network.workerChannel));
        assertTrue(exits.contains(0), () -> "the channel answered with " + exits);
    }

    /** The same without any rise, for a worker that stays. */
    @Test
    void inItsSeventhYearAWorkersChannelIsStillFunded() {
        network.pass(6 * YEAR + YEAR / 2);
        var exits = new ArrayList<Integer>();
        for (int times : new int[] {1, 2, 4, 8}) {
            var send = new Transfers(new Fees(network.chain.prices(), times));
            var trace = network.send(network.operator, send.fund(network.workerChannel, ONE));
            trace.stream()
                    .filter(one -> one.account().equals(network.workerChannel.address()))
                    .forEach(one -> exits.add(one.exitCode()));
        }
        assertTrue(exits.contains(0), () -> "the channel answered with " + exits);
    }

    @Test
    void aChannelThatWasFinishedAfterAStorageRiseCanBeFundedAgain() {
        network.chain = network.chain.under(STORAGE_TENFOLD);
        var send = new Transfers(Fees.of(network.chain.prices()));
        network.pass(YEAR);
        network.send(network.operator, send.orderClose(network.workerChannel));
        network.pass(Network.CLOSE_DELAY);
        network.send(network.stranger, send.finishClose(network.workerChannel.address()));
        network.pass(DAY);
        var exits = new ArrayList<Integer>();
        for (int times : new int[] {1, 2, 4, 8}) {
            var more = new Transfers(new Fees(network.chain.prices(), times));
            var trace = network.send(network.operator, more.fund(network.workerChannel, ONE));
            trace.stream()
                    .filter(one -> one.account().equals(network.workerChannel.address()))
                    .forEach(one -> exits.add(one.exitCode()));
        }
        System.out.println("RB finished, fund exits " + exits + " "
                + network.channel(network.workerChannel));
        assertTrue(exits.contains(0), () -> "the channel answered with " + exits);
    }

    @Test
    void aStakeComesOutThreeYearsAfterStorageRoseTenfold() {
        network.chain = network.chain.under(STORAGE_TENFOLD);
        network.pass(3 * YEAR);
        var send = new OwnerTransfers(Fees.of(network.chain.prices()));
        network.send(network.operator, send.retire(network.proxy));
        network.send(network.operator, send.retire(network.proxy));
        System.out.println("RB registry "
                + network.chain.account(network.registry.address()).status() + " "
                + network.balance(network.registry.address()) + " proxy "
                + network.proxyState().status());
        assertEquals(ProxyState.Status.CLOSING, network.proxyState().status());
    }

    /** The registry is a wallet that answers for a proxy whose owner lives on the masterchain. */
    @Test
    void theAnswerOfARegistryBeginsTheDelayWhereverTheRestOfItsValueGoes() {
        var asking = new ProxyIdentity(
                network.operator.address(),
                network.stranger.address(),
                network.proxyKey.publicKey());
        network.send(network.stranger, Transfer.pay(asking.address(), Nanoton.of(1)));
        network.send(
                network.operator, Transfers.KNOWN.openProxy(asking, Network.STAKE, Nanoton.ZERO));
        network.send(network.operator, OwnerTransfers.KNOWN.retire(asking));
        var beyond = Address.parse("-1:" + network.worker.address().toString().substring(2));
        var answer = Cells.message(0x4447_5244L).storeUint(1, 32).storeAddress(beyond.toTon4j());
        var trace = network.send(
                network.stranger,
                Transfer.call(asking.address(), Nanoton.of(9_000_000), Cells.boc(answer)));
        System.out.println("RB masterchain receiver " + trace);
        assertEquals(ProxyState.Status.CLOSING, state(asking).status());
    }

    /** "With live stake": storage has eaten a part of it, and nobody sees that. */
    @Test
    void noProxyRegistersAStakeThatItDoesNotHold() {
        var sibling = new ProxyIdentity(
                network.operator.address(),
                network.registry.address(),
                Network.key(40).publicKey());
        network.chain = network.chain.under(STORAGE_TENFOLD);
        var fees = Fees.of(network.chain.prices());
        network.send(
                network.operator,
                new Transfers(fees).openProxy(sibling, Network.STAKE, Nanoton.ZERO));
        network.chain.mint(network.registry.address(), Nanoton.ton(100));
        network.pass(15 * YEAR);
        network.send(
                network.operator,
                new OwnerTransfers(fees).register(Registration.sign(
                        Network.ID, sibling, "there:2", Network.key(40))));
        var registry = RegistryState.read(network.chain.account(network.registry.address()));
        var held = network.balance(sibling.address());
        System.out.println("RB held " + held + " entry "
                + registry.proxies().get(Network.key(40).publicKey()));
        assertTrue(
                registry.proxies().get(Network.key(40).publicKey()) == null
                        || held.compareTo(Network.STAKE) >= 0,
                () -> "registered with " + Network.STAKE + ", and has " + held);
    }

    /** The owner's key is not in a running node: what the hot wallet brings must come back to it. */
    @Test
    void aHotWalletPaysForAFundNoMoreThanItsFees() {
        var hot = network.stranger;
        network.send(
                network.operator,
                OwnerTransfers.KNOWN.setHotWallet(
                        network.proxy, HotWallet.of(hot.address(), Nanoton.ton(9), 9)));
        network.send(hot, Transfers.KNOWN.fund(network.workerChannel, ONE));
        var before = network.balance(hot.address());
        network.send(hot, Transfers.KNOWN.fund(network.workerChannel, ONE));
        var lost = before.minus(network.balance(hot.address()));
        assertTrue(!lost.isMoreThan(Nanoton.of(50_000_000)), () -> "a Fund took " + lost);
    }

    /** fees.tolk has one figure, GAS_ADD_CODE, for a dictionary that grows. */
    @Test
    void anotherCodeCostsWhatTheContractAsksForHoweverManyThereAre() {
        for (long version = 2; version < 34; version++) {
            var code = new ChannelCode(version, CodeId.of(Contracts.wallet()));
            var add = OwnerTransfers.KNOWN.addChannelCode(network.proxy, code);
            var asked = Nanoton.of(40_000 + 7_900 * 400 + 400_000);
            var trace = network.send(
                    network.operator, Transfer.call(add.to(), asked, add.body()));
            long last = version;
            assertEquals(
                    0,
                    Network.exitCode(trace, network.proxy.address()),
                    () -> "version " + last + ": " + trace);
            assertTrue(network.proxyState().channelCodes().containsKey(version));
        }
    }
}
