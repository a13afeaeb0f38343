package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.Network;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Voucher;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Attacks first: whoever sends what to a channel, nobody gets what was not signed to them. */
class ChannelTest {

    private static final Nanoton ONE = Nanoton.ton(1);
    private static final long YEAR = 365L * 24 * 3600;

    private final Network network = new Network().deployed();
    private final Address channel = network.clientChannel.address();

    private void refusesSignature(Bytes signature) {
        var forged = new Voucher(channel, 0, ONE, signature);
        network.refuses(ExitCode.SIGNATURE, network.stranger, Transfers.KNOWN.cash(forged));
    }

    @Test
    void aVoucherForAnotherChannelIsWorthNothing() {
        var other = network.clientChannel(1).address();
        refusesSignature(
                Voucher.sign(Network.ID, other, 0, ONE, network.clientKey).signature());
    }

    @Test
    void aVoucherForAnotherEpochIsWorthNothing() {
        var next = Voucher.sign(Network.ID, channel, 1, ONE, network.clientKey);
        refusesSignature(next.signature());
        network.refuses(ExitCode.EPOCH, network.stranger, Transfers.KNOWN.cash(next));
    }

    @Test
    void aVoucherForAnotherNetworkIsWorthNothing() {
        for (int id : new int[] {-239, -3, 0, Network.ID + 1}) {
            refusesSignature(
                    Voucher.sign(id, channel, 0, ONE, network.clientKey).signature());
        }
    }

    @Test
    void aVoucherOfAnotherKeyIsWorthNothing() {
        for (var key : List.of(network.proxyKey, Network.key(5), Network.key(99))) {
            refusesSignature(Voucher.sign(Network.ID, channel, 0, ONE, key).signature());
        }
    }

    @Test
    void aVoucherForAnotherTotalIsWorthNothing() {
        refusesSignature(network.voucher(Nanoton.of(999_999_999)).signature());
    }

    @Test
    void aSignatureUnderAnotherOpcodeIsWorthNothing() {
        var other = Cells.begin()
                .storeUint(Voucher.OPCODE + 1, 32)
                .storeInt(Network.ID, 32)
                .storeAddress(channel.toTon4j())
                .storeUint(0, 32)
                .storeCoins(Cells.coins(ONE))
                .endCell();
        refusesSignature(network.clientKey.sign(Cells.hash(other)));
    }

    @Test
    void aTamperedOrEmptySignatureIsWorthNothing() {
        var signature = network.voucher(ONE).signature().toArray();
        signature[17] ^= 1;
        refusesSignature(Bytes.of(signature));
        refusesSignature(Bytes.of(new byte[SigningKey.SIGNATURE_BYTES]));
    }

    @Test
    void cashPaysThePayeeExactlyAndTheSenderItsExcess() {
        var before = network.balance(network.proxy.address());
        var own = network.balance(channel);
        var sender = network.balance(network.stranger.address());
        network.send(network.stranger, Transfers.KNOWN.cash(network.voucher(ONE)));
        assertEquals(own.minus(ONE), network.balance(channel));
        assertEquals(ONE, network.channel(network.clientChannel).cashed());
        assertEquals(ONE, network.proxyState().revenue());
        var gained = network.balance(network.proxy.address()).minus(before);
        assertTrue(
                gained.compareTo(ONE) >= 0 && ONE.plus(Fees.KNOWN.cashValue()).isMoreThan(gained));
        var spent = sender.minus(network.balance(network.stranger.address()));
        assertTrue(Fees.KNOWN.cashFee().times(2).isMoreThan(spent), () -> spent + " for one Cash");
    }

    @Test
    void aReplayedOrLowerVoucherChangesNothing() {
        network.send(network.stranger, Transfers.KNOWN.cash(network.voucher(ONE)));
        var before = network.chain.account(channel);
        network.send(network.stranger, Transfers.KNOWN.cash(network.voucher(ONE)));
        network.send(network.worker, Transfers.KNOWN.cash(network.voucher(Nanoton.of(1))));
        network.send(network.worker, Transfers.KNOWN.cash(network.voucher(Nanoton.ZERO)));
        network.assertUnchanged(before);
    }

    @Test
    void anOverdraftPaysTheDepositAndLeavesTheReserve() {
        var reserve = network.balance(channel).minus(Network.DEPOSIT);
        network.send(
                network.stranger, Transfers.KNOWN.cash(network.voucher(Nanoton.ton(1_000_000))));
        var state = network.channel(network.clientChannel);
        assertEquals(Network.DEPOSIT, state.cashed());
        assertEquals(Nanoton.ZERO, state.uncashed());
        assertEquals(reserve, network.balance(channel));
    }

    @Test
    void cashNeverTakesWhatTheStorageOfTheCloseDelayNeeds() {
        network.pass(8 * YEAR);
        network.send(network.stranger, Transfers.KNOWN.cash(network.voucher(Network.DEPOSIT)));
        var state = network.channel(network.clientChannel);
        assertTrue(Network.DEPOSIT.isMoreThan(state.cashed()), "the reserve was worn away");
        var left = network.balance(channel);
        network.pass(Network.CLOSE_DELAY + 30 * 24 * 3600);
        network.send(network.client, Transfers.KNOWN.requestClose(channel));
        assertTrue(
                left.isMoreThan(Nanoton.ZERO) && network.chain.account(channel).active());
    }

    @Test
    void cashThatCannotPayForThePathIsRefused() {
        var value = Nanoton.of(5_000_000);
        network.refuses(
                ExitCode.VALUE,
                network.stranger,
                Transfer.call(channel, value, ChannelMessages.cash(network.voucher(ONE))));
    }

    @Test
    void aTopUpOneNanotonShortIsReturned() {
        var fee = Nanoton.of(
                network.get(channel, "openingFee", List.of()).getFirst().asLong());
        var fresh = network.clientChannel(7);
        var body = ChannelMessages.topUp(ONE);
        var exact = ONE.plus(fee);
        var trace = network.send(
                network.client,
                Transfer.deploy(
                        fresh.address(), exact.minus(Nanoton.of(1)), body, fresh.stateInit()));
        assertEquals(ExitCode.VALUE.number(), Network.exitCode(trace, fresh.address()));
        assertEquals(Nanoton.ZERO, network.balance(fresh.address()));
        network.send(
                network.client, Transfer.deploy(fresh.address(), exact, body, fresh.stateInit()));
        assertEquals(ONE, network.channel(fresh).deposited());
    }

    @Test
    void aTopUpOfNothingIsRefused() {
        network.refuses(
                ExitCode.ZERO,
                network.client,
                Transfers.KNOWN.topUp(network.clientChannel, Nanoton.ZERO));
    }

    @Test
    void anyoneMayTopUpAnOpenChannel() {
        network.send(network.stranger, Transfers.KNOWN.topUp(network.clientChannel, ONE));
        assertEquals(
                Network.DEPOSIT.plus(ONE),
                network.channel(network.clientChannel).deposited());
    }

    @Test
    void onlyThePayerMayAskToClose() {
        for (var other : List.of(network.stranger, network.operator, network.worker)) {
            network.refuses(ExitCode.SENDER, other, Transfers.KNOWN.requestClose(channel));
        }
    }

    @Test
    void whoIsPaidMayCashUntilTheChannelIsClosed() {
        network.send(network.client, Transfers.KNOWN.requestClose(channel));
        network.send(network.stranger, Transfers.KNOWN.cash(network.voucher(ONE)));
        network.pass(Network.CLOSE_DELAY);
        network.send(network.stranger, Transfers.KNOWN.cash(network.voucher(Nanoton.ton(2))));
        assertEquals(Nanoton.ton(2), network.proxyState().revenue());
    }

    @Test
    void aClosingChannelTakesNoMoneyAndNoSecondRequest() {
        network.send(network.client, Transfers.KNOWN.requestClose(channel));
        network.refuses(
                ExitCode.CLOSING,
                network.client,
                Transfers.KNOWN.topUp(network.clientChannel, ONE));
        network.refuses(ExitCode.NOT_OPEN, network.client, Transfers.KNOWN.requestClose(channel));
    }

    @Test
    void nobodyFinishesBeforeTheDelayIsOver() {
        network.refuses(ExitCode.NOT_CLOSING, network.client, Transfers.KNOWN.finishClose(channel));
        network.send(network.client, Transfers.KNOWN.requestClose(channel));
        network.refuses(ExitCode.TOO_EARLY, network.client, Transfers.KNOWN.finishClose(channel));
        network.pass(Network.CLOSE_DELAY - 1);
        var trace = network.send(network.client, Transfers.KNOWN.finishClose(channel));
        assertEquals(ExitCode.TOO_EARLY.number(), Network.exitCode(trace, channel));
        network.pass(1);
        network.send(network.stranger, Transfers.KNOWN.finishClose(channel));
        assertEquals(
                ChannelState.Status.CLOSED,
                network.channel(network.clientChannel).status());
    }

    private void close() {
        network.send(network.client, Transfers.KNOWN.requestClose(channel));
        network.pass(Network.CLOSE_DELAY);
        network.send(network.stranger, Transfers.KNOWN.finishClose(channel));
    }

    @Test
    void theRestReturnsToThePayerAndTheReserveStays() {
        network.send(network.stranger, Transfers.KNOWN.cash(network.voucher(ONE)));
        network.send(network.client, Transfers.KNOWN.requestClose(channel));
        network.pass(Network.CLOSE_DELAY);
        var client = network.balance(network.client.address());
        network.send(network.stranger, Transfers.KNOWN.finishClose(channel));
        var refund = network.balance(network.client.address()).minus(client);
        assertTrue(refund.compareTo(Nanoton.of(3_999_000_000L)) > 0, refund::toString);
        var state = network.channel(network.clientChannel);
        assertEquals(1, state.epoch());
        assertEquals(Nanoton.ZERO, state.deposited());
        assertEquals(Nanoton.ZERO, state.cashed());
        assertTrue(network.balance(channel).isMoreThan(Nanoton.of(80_000_000)));
    }

    @Test
    void vouchersOfAClosedEpochAreDeadForEver() {
        close();
        var old = Transfers.KNOWN.cash(network.voucher(Network.DEPOSIT));
        network.refuses(ExitCode.EPOCH, network.stranger, old);
        network.send(network.client, Transfers.KNOWN.topUp(network.clientChannel, ONE));
        network.refuses(ExitCode.EPOCH, network.stranger, old);
    }

    @Test
    void aClosedChannelOpensAgainForItsPayerOnly() {
        close();
        network.refuses(
                ExitCode.SENDER,
                network.stranger,
                Transfers.KNOWN.topUp(network.clientChannel, ONE));
        network.send(network.client, Transfers.KNOWN.topUp(network.clientChannel, ONE));
        assertEquals(ONE, network.channel(network.clientChannel).deposited());
        var voucher = Voucher.sign(Network.ID, channel, 1, ONE, network.clientKey);
        network.send(network.stranger, Transfers.KNOWN.cash(voucher));
        assertEquals(ONE, network.proxyState().revenue());
    }

    @Test
    void anUnknownMessageIsRefusedByName() {
        var opcode = Cells.message(Long.parseLong(Bytes.ofUtf8("JUNK").hex(), 16));
        network.refuses(
                ExitCode.UNKNOWN,
                network.client,
                Transfer.call(channel, Fees.KNOWN.orderValue(), Cells.boc(opcode)));
    }

    @Test
    void plainMoneyIsReturned() {
        network.refuses(
                ExitCode.UNKNOWN, network.stranger, Transfer.call(channel, ONE, Bytes.EMPTY));
    }

    @Test
    void theMasterchainHasNoChannels() {
        var there = new Address((byte) -1, network.worker.address().hash());
        assertThrows(
                IllegalArgumentException.class,
                () -> network.proxy.workerChannel(there, network.proxyKey.publicKey(), 0, 1));
    }
}
