package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.Account;
import org.chrysalis.chain.Network;
import org.chrysalis.chain.StackValue;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Voucher;
import org.junit.jupiter.api.Test;
import org.ton.ton4j.cell.Cell;

import java.util.List;

/** The proxy's till: what is not revenue, what cannot be spent, and who cannot spend it. */
class ProxyContractTest {

    private static final Nanoton ONE = Nanoton.ton(1);
    private static final long PAID = 0x5041_4944L;

    private final Network network = new Network().deployed();
    private final Address proxy = network.proxy.address();

    private static Bytes paid(Nanoton amount, Cell identity) {
        return Cells.boc(Cells.message(PAID).storeCoins(Cells.coins(amount)).storeRef(identity));
    }

    @Test
    void aForgedPaidIsKeptButNotCounted() {
        var before = network.balance(proxy);
        network.send(
                network.stranger,
                Transfer.call(proxy, ONE, paid(Nanoton.ton(9), network.clientChannel.cell())));
        assertEquals(Nanoton.ZERO, network.proxyState().revenue());
        assertTrue(network.balance(proxy).isMoreThan(before));
    }

    @Test
    void aPaidOfAnUnknownCodeVersionIsNotCounted() {
        var payee = Cells.begin()
                .storeAddress(proxy.toTon4j())
                .storeBytes(network.proxyKey.publicKey().toArray())
                .endCell();
        var identity = Cells.begin()
                .storeAddress(network.client.address().toTon4j())
                .storeBytes(network.clientKey.publicKey().toArray())
                .storeUint(0, 64)
                .storeUint(2, 32)
                .storeRef(payee)
                .endCell();
        network.send(network.stranger, Transfer.call(proxy, ONE, paid(ONE, identity)));
        assertEquals(Nanoton.ZERO, network.proxyState().revenue());
    }

    /** Right code, but born with a deposit that nobody paid in: its address gives it away. */
    @Test
    void aChannelBornRichIsNoRevenue() {
        var data = Cells.begin()
                .storeUint(0, 8 + 32)
                .storeCoins(Cells.coins(Nanoton.ton(1_000)))
                .storeUint(0, 4 + 32 + 32 + 1)
                .storeRef(network.clientChannel.cell())
                .endCell();
        var init = Cells.stateInit(Contracts.channel().cell(), data);
        var rich = Address.of(Cells.hash(init));
        network.send(
                network.client,
                new Transfer(rich, Nanoton.ton(3), Bytes.EMPTY, Bytes.EMPTY, Transfer.Bounce.KEEP));
        var voucher = Voucher.sign(Network.ID, rich, 0, ONE, network.clientKey);
        network.send(
                network.client,
                Transfer.deploy(
                        rich,
                        Fees.KNOWN.cashValue(),
                        ChannelMessages.cash(voucher),
                        Cells.boc(init)));
        assertTrue(network.balance(rich).compareTo(Nanoton.ton(2)) <= 0, "it did pay");
        assertEquals(Nanoton.ZERO, network.proxyState().revenue());
    }

    /** Right code, an open status and a stake of 1,000 TON: all of it written, none of it paid. */
    @Test
    void aProxyBornWithAStakeIsNoProxy() {
        var honest = Cells.slice(Cells.cell(network.chain.account(proxy).data()));
        honest.skipBits(8);
        honest.loadCoins();
        var data = Cells.begin()
                .storeUint(1, 8)
                .storeCoins(Cells.coins(Nanoton.ton(1_000)))
                .storeSlice(honest)
                .endCell();
        var born = Address.of(Cells.hash(Cells.stateInit(Contracts.proxy().cell(), data)));
        var account = Account.active(born, ONE, Contracts.proxy().boc(), Cells.boc(data), 1);
        assertThrows(ForeignContract.class, () -> ProxyState.read(account));
    }

    @Test
    void stakeAndReserveCannotBeSpent() {
        var fundable =
                Nanoton.of(network.get(proxy, "fundable", List.of()).getFirst().asLong());
        network.refuses(
                ExitCode.STAKE,
                network.operator,
                Transfers.KNOWN.fund(network.workerChannel, fundable.plus(Nanoton.of(1))));
        network.send(network.operator, Transfers.KNOWN.fund(network.workerChannel, fundable));
        assertTrue(network.balance(proxy).compareTo(Network.STAKE) >= 0);
        network.refuses(
                ExitCode.STAKE, network.operator, Transfers.KNOWN.fund(network.workerChannel, ONE));
    }

    @Test
    void onlyTheOperatorFundsAndOrders() {
        for (var other : List.of(network.stranger, network.client, network.worker)) {
            network.refuses(
                    ExitCode.SENDER, other, Transfers.KNOWN.fund(network.workerChannel, ONE));
            network.refuses(
                    ExitCode.SENDER, other, Transfers.KNOWN.orderClose(network.workerChannel));
        }
    }

    private Transfer fund(long version, Cell code, Nanoton value) {
        return Transfer.call(
                proxy,
                value,
                Cells.boc(Cells.message(ProxyMessages.FUND)
                        .storeUint(version, 32)
                        .storeUint(0, 32)
                        .storeUint(Network.CLOSE_DELAY, 32)
                        .storeCoins(Cells.coins(ONE))
                        .storeCoins(Cells.coins(Fees.KNOWN.channelReserve()))
                        .storeAddress(network.worker.address().toTon4j())
                        .storeBytes(Network.key(5).publicKey().toArray())
                        .storeUint(1, 1)
                        .storeRef(code)));
    }

    @Test
    void noOtherCodeIsFunded() {
        var wallet = Contracts.wallet().cell();
        var channel = Contracts.channel().cell();
        network.refuses(
                ExitCode.CODE, network.operator, fund(1, wallet, Fees.KNOWN.fundNewValue()));
        network.refuses(
                ExitCode.CODE, network.operator, fund(2, channel, Fees.KNOWN.fundNewValue()));
    }

    @Test
    void fundThatCannotPayForThePathIsRefused() {
        var channel = Contracts.channel().cell();
        network.refuses(ExitCode.VALUE, network.operator, fund(1, channel, Nanoton.of(50_000_000)));
    }

    @Test
    void aFundThatItsChannelRefusesComesBack() {
        network.send(network.operator, Transfers.KNOWN.orderClose(network.workerChannel));
        var before = network.balance(proxy);
        var trace =
                network.send(network.operator, Transfers.KNOWN.fund(network.workerChannel, ONE));
        assertEquals(
                ExitCode.CLOSING.number(),
                Network.exitCode(trace, network.workerChannel.address()));
        assertTrue(network.balance(proxy).compareTo(before) >= 0, "the proxy paid for it");
    }

    @Test
    void anOrderIsAPayersAndNothingElse() {
        var topUp = Cells.cell(ChannelMessages.topUp(ONE));
        var order = Cells.message(ProxyMessages.ORDER)
                .storeAddress(network.workerChannel.address().toTon4j())
                .storeRef(topUp);
        network.refuses(
                ExitCode.ORDER,
                network.operator,
                Transfer.call(proxy, Fees.KNOWN.orderValue(), Cells.boc(order)));
    }

    @Test
    void anOrderedCloseReturnsTheRestToTheProxy() {
        var voucher =
                Voucher.sign(Network.ID, network.workerChannel.address(), 0, ONE, network.proxyKey);
        var worker = network.balance(network.worker.address());
        network.send(network.stranger, Transfers.KNOWN.cash(voucher));
        assertTrue(network.balance(network.worker.address()).minus(worker).compareTo(ONE) >= 0);
        network.send(network.operator, Transfers.KNOWN.orderClose(network.workerChannel));
        network.pass(Network.CLOSE_DELAY);
        var before = network.balance(proxy);
        network.send(
                network.stranger, Transfers.KNOWN.finishClose(network.workerChannel.address()));
        var back = network.balance(proxy).minus(before);
        assertTrue(back.compareTo(Nanoton.of(3_999_000_000L)) > 0, back::toString);
        assertEquals(1, network.channel(network.workerChannel).epoch());
        assertEquals(Nanoton.ZERO, network.proxyState().revenue());
    }

    @Test
    void itOpensOnceForItsOwnerOnly() {
        network.refuses(
                ExitCode.OPENED,
                network.operator,
                Transfers.KNOWN.openProxy(network.proxy, Network.STAKE, Nanoton.ZERO));
        var other = new ProxyIdentity(
                network.operator.address(),
                network.registry.address(),
                Network.key(40).publicKey());
        var trace = network.send(
                network.stranger, Transfers.KNOWN.openProxy(other, Network.STAKE, Nanoton.ZERO));
        assertEquals(ExitCode.SENDER.number(), Network.exitCode(trace, other.address()));
        assertEquals(Nanoton.ZERO, network.balance(other.address()));
    }

    @Test
    void itDoesNotOpenWithoutItsStake() {
        var other = new ProxyIdentity(
                network.operator.address(),
                network.registry.address(),
                Network.key(40).publicKey());
        var trace = network.send(
                network.operator,
                Transfer.deploy(
                        other.address(),
                        Network.STAKE,
                        ProxyMessages.open(Network.STAKE),
                        other.stateInit()));
        assertEquals(ExitCode.VALUE.number(), Network.exitCode(trace, other.address()));
    }

    @Test
    void plainMoneyIsWorkingMoney() {
        var before = network.get(proxy, "fundable", List.of()).getFirst().asLong();
        network.send(network.stranger, Transfer.pay(proxy, ONE));
        var after = network.get(proxy, "fundable", List.of()).getFirst().asLong();
        assertTrue(after - before > 999_000_000L);
    }

    /** The first TopUp of a channel leaves over little, and that must pay for its own receipt. */
    @Test
    void whatANewChannelReturnsOfItsFeesIsTaken() {
        var key = Network.key(5).publicKey();
        var second =
                network.proxy.workerChannel(network.worker.address(), key, 1, Network.CLOSE_DELAY);
        for (var transaction : network.send(network.operator, Transfers.KNOWN.fund(second, ONE))) {
            assertFalse(transaction.aborted(), transaction::toString);
        }
    }

    @Test
    void whatTheIssueLeavesOutIsRefusedByName() {
        for (var name : List.of("CLOS", "BURN")) {
            var opcode = Cells.message(Long.parseLong(Bytes.ofUtf8(name).hex(), 16));
            network.refuses(
                    ExitCode.UNKNOWN,
                    network.operator,
                    Transfer.call(proxy, Fees.KNOWN.orderValue(), Cells.boc(opcode)));
        }
    }

    @Test
    void getMethodsSayWhatJavaReads() {
        var state = network.get(proxy, "state", List.of());
        assertEquals(List.of(1L, Network.STAKE.value(), 0L, 0L), longs(state));
        var identity = network.get(proxy, "identity", List.of());
        assertEquals(network.operator.address(), identity.get(0).asAddress());
        assertEquals(network.registry.address(), identity.get(1).asAddress());
        assertEquals(network.proxyKey.publicKey(), identity.get(2).asHash());
        var code = network.get(proxy, "channelCode", List.of(StackValue.of(1)));
        assertEquals(Contracts.channel().hash(), code.get(0).asHash());
        assertEquals(Contracts.channel().depth(), code.get(1).asLong());
    }

    private static List<Long> longs(List<StackValue> values) {
        return values.stream().map(StackValue::asLong).toList();
    }
}
