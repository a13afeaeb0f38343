package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.Chain.Transaction;
import org.chrysalis.chain.Network;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.Supplier;

/**
 * Finds the least value that a contract accepts for a message, to the nanoton, and demands that it
 * carries the whole trace, and that one nanoton less costs the contract nothing (S18).
 */
class WholePathTest {

    private static final Nanoton ONE = Nanoton.ton(1);

    private final Network network = new Network().deployed();
    private final Address channel = network.clientChannel.address();
    private final Address proxy = network.proxy.address();

    private List<Transaction> sendLeast(
            Wallet from, Address to, Supplier<Bytes> body, long enough) {
        long refused = 1_000_000;
        long accepted = enough;
        while (accepted - refused > 1) {
            long middle = (refused + accepted) / 2;
            if (refuses(from, Transfer.call(to, Nanoton.of(middle), body.get()))) {
                refused = middle;
            } else {
                accepted = middle;
            }
        }
        var tooLittle = Transfer.call(to, Nanoton.of(refused), body.get());
        network.refuses(ExitCode.VALUE, from, tooLittle);
        return network.send(from, Transfer.call(to, Nanoton.of(accepted), body.get()));
    }

    private boolean refuses(Wallet from, Transfer transfer) {
        var trace = network.send(from, transfer);
        return trace.stream()
                .anyMatch(transaction -> transaction.account().equals(transfer.to())
                        && transaction.exitCode() == ExitCode.VALUE.number());
    }

    private static void assertWhole(List<Transaction> trace, int length) {
        assertEquals(length, trace.size(), trace::toString);
        for (var transaction : trace) {
            assertFalse(transaction.aborted(), transaction::toString);
        }
    }

    private long total = 1_000_000;

    @Test
    void cashReachesThePayeeAndTheExcessItsSender() {
        var trace = sendLeast(
                network.stranger,
                channel,
                () -> ChannelMessages.cash(network.voucher(Nanoton.of(total += 1_000_000))),
                Fees.KNOWN.cashValue().value());
        assertWhole(trace, 4);
        assertEquals(
                network.channel(network.clientChannel).cashed(),
                network.proxyState().revenue());
        assertEquals(total, network.proxyState().revenue().value());
    }

    @Test
    void fundReachesTheWorkersChannel() {
        var before = network.channel(network.workerChannel).deposited();
        var balance = network.balance(proxy);
        var trace = sendLeast(
                network.operator,
                proxy,
                () -> ProxyMessages.fund(network.workerChannel, Nanoton.of(1)),
                Fees.KNOWN.fundValue().value());
        assertWhole(trace, 5);
        assertTrue(network.channel(network.workerChannel).deposited().isMoreThan(before));
        assertTrue(network.balance(proxy).isMoreThan(balance), "the proxy's money paid for it");
    }

    @Test
    void topUpKeepsTheReserve() {
        var before = network.channel(network.clientChannel).deposited();
        var trace = sendLeast(
                network.client,
                channel,
                () -> ChannelMessages.topUp(ONE),
                Fees.KNOWN.topUpValue(ONE).value());
        assertWhole(trace, 3);
        assertTrue(network.channel(network.clientChannel).deposited().isMoreThan(before));
    }

    @Test
    void anOrderedCloseReachesItsChannel() {
        var before = network.balance(proxy);
        var order = ProxyMessages.order(
                network.workerChannel.address(), ChannelMessages.requestClose());
        var low = Transfer.call(proxy, Nanoton.of(4_000_000), order);
        network.refuses(ExitCode.VALUE, network.operator, low);
        var least = Transfer.call(proxy, Nanoton.of(8_000_000), order);
        assertWhole(network.send(network.operator, least), 4);
        assertTrue(network.balance(proxy).compareTo(before) >= 0, "the proxy's money paid for it");
        assertEquals(
                ChannelState.Status.CLOSING,
                network.channel(network.workerChannel).status());
    }

    /** Gas of FinishClose and of Refunded, and what carries that and the excess (fees.tolk). */
    private static final long FINISH = 3_200_000 + 800_000 + 1_320_000 + 400_000;

    @Test
    void aFinishedCloseReturnsAllButTheReserveForExactlyItsFees() {
        network.send(network.client, Transfers.KNOWN.requestClose(channel));
        network.send(network.operator, Transfers.KNOWN.orderClose(network.workerChannel));
        network.pass(Network.CLOSE_DELAY);
        for (var identity : List.of(network.clientChannel, network.workerChannel)) {
            var closing = identity.address();
            var body = ChannelMessages.finishClose();
            var low = Transfer.call(closing, Nanoton.of(FINISH - 1), body);
            var refused = network.send(network.stranger, low);
            assertEquals(ExitCode.VALUE.number(), Network.exitCode(refused, closing));
            var payer = network.balance(identity.payer());
            var before = network.balance(closing);
            var least = Transfer.call(closing, Nanoton.of(FINISH), body);
            assertWhole(network.send(network.stranger, least), 4);
            assertEquals(before.minus(Network.DEPOSIT), network.balance(closing));
            var back = network.balance(identity.payer()).minus(payer);
            assertTrue(back.compareTo(Network.DEPOSIT) >= 0, () -> "not all came back: " + back);
        }
    }
}
