package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.chrysalis.chain.Network;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Voucher;
import org.junit.jupiter.api.Test;

/** Messages that cross each other: in one block, in either order, and after a halt of the chain. */
class ChannelOrderTest {

    private static final Nanoton ONE = Nanoton.ton(1);
    private static final Nanoton TWO = Nanoton.ton(2);
    private static final SigningKey NEXT = Network.key(9);

    private final Network network = new Network().deployed();
    private final Address channel = network.clientChannel.address();
    private final Nanoton reserve = network.balance(channel).minus(Network.DEPOSIT);
    private final Transfer cash = Transfers.KNOWN.cash(network.voucher(ONE));
    private final Transfer request = Transfers.KNOWN.requestClose(channel);
    private final Transfer finish = Transfers.KNOWN.finishClose(channel);

    private ChannelState state() {
        return network.channel(network.clientChannel);
    }

    private void inOneBlock(Transfer first, Transfer second) {
        network.send(network.client, first, second);
    }

    private void assertRevenue(Nanoton expected) {
        assertEquals(expected, network.proxyState().revenue());
    }

    @Test
    void twoVouchersInOneBlockPayTheHigherOneOnce() {
        var higher = Transfers.KNOWN.cash(network.voucher(TWO));
        inOneBlock(cash, higher);
        assertRevenue(TWO);
        assertEquals(reserve.plus(Nanoton.ton(3)), network.balance(channel));
    }

    @Test
    void theHigherVoucherFirstMakesTheLowerOneIdle() {
        inOneBlock(Transfers.KNOWN.cash(network.voucher(TWO)), cash);
        assertRevenue(TWO);
        inOneBlock(cash, cash);
        assertRevenue(TWO);
        assertEquals(reserve.plus(Nanoton.ton(3)), network.balance(channel));
    }

    @Test
    void aRequestToCloseNeitherOvertakesNorStopsACashInItsBlock() {
        inOneBlock(request, cash);
        assertRevenue(ONE);
        assertEquals(ChannelState.Status.CLOSING, state().status());
        assertEquals(ONE, state().cashed());
    }

    @Test
    void aCashBeforeARequestToCloseIsPaid() {
        inOneBlock(cash, request);
        assertRevenue(ONE);
        assertEquals(ChannelState.Status.CLOSING, state().status());
    }

    @Test
    void inTheBlockOfTheFinishWhoComesFirstDecides() {
        network.send(network.client, request);
        network.pass(Network.CLOSE_DELAY);
        inOneBlock(cash, finish);
        assertRevenue(ONE);
        assertEquals(1, state().epoch());
    }

    @Test
    void afterTheFinishACashInTheSameBlockIsTooLate() {
        network.send(network.client, request);
        network.pass(Network.CLOSE_DELAY);
        inOneBlock(finish, cash);
        assertRevenue(Nanoton.ZERO);
        assertEquals(1, state().epoch());
    }

    private Transfer together(Nanoton total, SigningKey payer) {
        long until = network.now() + 60;
        return Transfers.KNOWN.closeTogether(
                CloseTogether.sign(Network.ID, channel, 0, total, until, payer),
                CloseTogether.sign(Network.ID, channel, 0, total, until, network.proxyKey));
    }

    @Test
    void aCashThatCrossesACloseTogetherPaysNothingTwice() {
        inOneBlock(cash, together(TWO, network.clientKey));
        assertRevenue(TWO);
        assertEquals(ChannelState.Status.CLOSED, state().status());
    }

    @Test
    void aCashBehindACloseTogetherIsDead() {
        inOneBlock(together(TWO, network.clientKey), cash);
        assertRevenue(TWO);
        assertEquals(Nanoton.ZERO, state().cashed());
    }

    /** Instant −1, 0 and +1, each on a chain of its own. */
    @Test
    void beforeItsInstantAClosingChannelPaysAndStays() {
        for (int second : new int[] {-1, 0, 1}) {
            var own = new Network().deployed();
            own.send(own.client, request);
            own.pass(Network.CLOSE_DELAY + second);
            own.send(own.client, finish, Transfers.KNOWN.cash(own.voucher(ONE)));
            boolean open = second < 0;
            assertEquals(open ? ONE : Nanoton.ZERO, own.proxyState().revenue());
            assertEquals(open ? 0 : 1, own.channel(own.clientChannel).epoch());
        }
    }

    /** S15: until FinishClose has run, however long the chain stood still. */
    @Test
    void afterAHaltLongerThanTheDelayThePayeeIsStillPaid() {
        network.send(network.client, request);
        network.pass(30 * Network.CLOSE_DELAY);
        network.send(network.stranger, cash);
        network.send(network.stranger, finish);
        assertRevenue(ONE);
        assertEquals(1, state().epoch());
    }

    @Test
    void aKeyOrderedWhileClosingVoidsNoVoucherBeforeTheFinish() {
        inOneBlock(request, Transfers.KNOWN.setKey(channel, NEXT.publicKey()));
        network.pass(Network.CLOSE_DELAY - 1);
        network.send(network.stranger, cash);
        assertRevenue(ONE);
    }

    @Test
    void aNewKeyHoldsInTheNextEpochToo() {
        network.send(network.client, Transfers.KNOWN.setKey(channel, NEXT.publicKey()));
        network.send(network.client, together(ONE, network.clientKey));
        network.send(network.client, Transfers.KNOWN.topUp(network.clientChannel, Network.DEPOSIT));
        network.pass(Network.CLOSE_DELAY);
        var old = Voucher.sign(Network.ID, channel, 1, ONE, network.clientKey);
        network.send(network.stranger, Transfers.KNOWN.cash(old));
        assertRevenue(ONE);
        var now = Voucher.sign(Network.ID, channel, 1, ONE, NEXT);
        network.send(network.stranger, Transfers.KNOWN.cash(now));
        assertRevenue(TWO);
    }

    @Test
    void anAgreementToCloseNeedsTheKeyInForce() {
        network.send(network.client, Transfers.KNOWN.setKey(channel, NEXT.publicKey()));
        network.refuses(ExitCode.SIGNATURE, network.client, together(ONE, NEXT));
        network.pass(Network.CLOSE_DELAY);
        network.send(network.client, together(ONE, network.clientKey));
        assertEquals(ChannelState.Status.OPEN, state().status());
        network.send(network.client, together(ONE, NEXT));
        assertEquals(ChannelState.Status.CLOSED, state().status());
    }
}
