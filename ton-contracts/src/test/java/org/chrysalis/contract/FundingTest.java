package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.Network;
import org.chrysalis.chain.Prices;
import org.chrysalis.chain.Prices.Ratio;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

/** Who pays for a worker's channel's storage when it is funded, and how much. */
class FundingTest {

    private static final long DAY = 86_400;
    private static final long YEAR = 365 * DAY;
    private static final Nanoton ONE = Nanoton.ton(1);
    private static final Prices STORAGE_TENFOLD = new Prices(Ratio.of(1), Ratio.of(10));

    private final Network network = new Network().deployed();
    private final ChannelIdentity channel = network.workerChannel;
    private final Wallet hot = network.stranger;

    /** By what the chain tells of it now. */
    private Transfer fund(Nanoton amount) {
        var account = network.chain.account(channel.address());
        return new Transfers(Fees.of(network.prices()))
                .fund(channel, amount, account, network.now());
    }

    private Nanoton working() {
        return network.balance(network.proxy.address());
    }

    /** Demands that it works, and takes the amount and not a nanoton more out of working money. */
    private void assertFunded() {
        network.send(network.client, Transfer.pay(network.proxy.address(), Nanoton.of(1)));
        var deposited = network.channel(channel).deposited();
        var before = working();
        network.send(network.operator, fund(ONE));
        assertEquals(deposited.plus(ONE), network.channel(channel).deposited());
        assertTrue(working().plus(ONE).compareTo(before) >= 0, working()::toString);
    }

    @Test
    void aYearAfterStorageRoseTenfoldAWorkersChannelIsFunded() {
        network.chain = network.chain.under(STORAGE_TENFOLD);
        network.pass(YEAR);
        assertFunded();
    }

    @Test
    void inItsSeventhYearAWorkersChannelIsFunded() {
        network.pass(6 * YEAR + YEAR / 2);
        assertFunded();
    }

    @Test
    void aChannelThatWasFinishedAfterAStorageRiseIsFundedAgain() {
        network.chain = network.chain.under(STORAGE_TENFOLD);
        var send = new Transfers(Fees.of(network.prices()));
        network.pass(YEAR);
        network.send(network.operator, send.orderClose(channel));
        network.pass(Network.CLOSE_DELAY);
        network.send(network.stranger, send.finishClose(channel.address()));
        network.pass(DAY);
        assertFunded();
    }

    @Test
    void aChannelThatIsNotThereYetGetsItsReserve() {
        var key = Network.key(5).publicKey();
        var second =
                network.proxy.workerChannel(network.worker.address(), key, 1, Network.CLOSE_DELAY);
        var before = working();
        network.send(
                network.operator,
                Transfers.KNOWN.fund(
                        second, ONE, network.chain.account(second.address()), network.now()));
        assertEquals(ONE, network.channel(second).deposited());
        var reserve = network.balance(second.address()).minus(ONE);
        assertEquals(Fees.KNOWN.channelReserve(), reserve);
        assertTrue(working().plus(ONE).compareTo(before) >= 0, working()::toString);
    }

    /** The owner's key is not in a running node: what the hot wallet brings is hard to get back. */
    @Test
    void aFundOfAChannelThatHasItsReserveTakesNoMoreThanFeesFromTheHotWallet() {
        network.send(
                network.operator,
                OwnerTransfers.KNOWN.setHotWallet(
                        network.proxy, HotWallet.of(hot.address(), Nanoton.ton(9), 9)));
        network.send(hot, fund(ONE));
        network.pass(DAY);
        var money = network.balance(hot.address());
        var working = working();
        network.send(hot, fund(ONE));
        var lost = money.minus(network.balance(hot.address()));
        assertTrue(!lost.isMoreThan(Nanoton.of(25_000_000)), () -> "a Fund took " + lost);
        var gained = working().plus(ONE).minusOrZero(working);
        assertTrue(!gained.isMoreThan(Nanoton.of(3_000_000)), () -> "left over: " + gained);
    }

    @Test
    void whatDoesNotBringTheReserveThatItSaysIsRefused() {
        var reserve = Nanoton.ton(1);
        var body = ProxyMessages.fund(channel, ONE, reserve);
        var proxy = network.proxy.address();
        network.refuses(ExitCode.VALUE, network.operator, Transfer.call(proxy, reserve, body));
        LeastValue.send(network, network.operator, Transfer.call(proxy, reserve.times(2), body));
        assertEquals(Network.DEPOSIT.plus(ONE), network.channel(channel).deposited());
    }

    /** The channel refuses it, and all that it was sent is back in working money, less fees. */
    @Test
    void aReserveThatIsTooLowMovesNoMoney() {
        network.chain = network.chain.under(STORAGE_TENFOLD);
        var body = ProxyMessages.fund(channel, ONE, Nanoton.ZERO);
        var before = working();
        var trace =
                network.send(network.operator, Transfer.call(network.proxy.address(), ONE, body));
        assertEquals(ExitCode.VALUE.number(), Network.exitCode(trace, channel.address()));
        assertEquals(Network.DEPOSIT, network.channel(channel).deposited());
        assertTrue(working().compareTo(before) >= 0, working()::toString);
    }

    @Test
    void aFrozenChannelIsNotFunded() {
        network.chain = network.chain.under(new Prices(Ratio.of(1), Ratio.of(1_000)));
        network.pass(YEAR);
        network.send(network.client, Transfer.pay(channel.address(), Nanoton.of(1)));
        assertThrows(ForeignContract.class, () -> fund(ONE));
    }
}
