package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.chrysalis.chain.Network;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Voucher;
import org.chrysalis.ton.Withdrawal;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Agreements for another channel, network, epoch, time or sum, and after the channel reopens. */
class ChannelBoundsTest {

    private static final Nanoton ONE = Nanoton.ton(1);
    private static final Nanoton TWO = Nanoton.ton(2);

    private final Network network = new Network().deployed();
    private final Address channel = network.clientChannel.address();
    private final long until = network.now() + 60;

    private ChannelState state() {
        return network.channel(network.clientChannel);
    }

    private CloseTogether by(SigningKey key, int id, Address to, long epoch, Nanoton total) {
        return CloseTogether.sign(id, to, epoch, total, until, key);
    }

    private Transfer closing(long epoch, Nanoton total) {
        return Transfers.KNOWN.closeTogether(
                by(network.clientKey, Network.ID, channel, epoch, total),
                by(network.proxyKey, Network.ID, channel, epoch, total));
    }

    private CloseTogether claimed(long validUntil, CloseTogether signed) {
        return new CloseTogether(channel, 0, ONE, validUntil, signed.signature());
    }

    /** Each of the two signatures in turn is one for something else. */
    @Test
    void anAgreementToCloseSomethingElseClosesNothing() {
        var sibling = network.clientChannel(1).address();
        for (var key : List.of(network.clientKey, network.proxyKey)) {
            for (var signed : List.of(
                    by(key, Network.ID, sibling, 0, ONE),
                    by(key, Network.ID + 1, channel, 0, ONE),
                    by(key, -239, channel, 0, ONE),
                    by(key, Network.ID, channel, 1, ONE),
                    by(key, Network.ID, channel, 0, TWO))) {
                refusesInPlaceOf(key, claimed(until, signed));
            }
        }
    }

    @Test
    void anAgreementToCloseIsNotGoodForLonger() {
        var client = by(network.clientKey, Network.ID, channel, 0, ONE);
        var proxy = by(network.proxyKey, Network.ID, channel, 0, ONE);
        refuses(claimed(until + 1, client), claimed(until + 1, proxy));
    }

    /** One signs a voucher, a withdrawal and a close of the same figures: none is another. */
    @Test
    void whatIsSignedAsOneMessageIsNoOther() {
        var voucher = Voucher.sign(Network.ID, channel, 0, ONE, network.clientKey);
        var close = by(network.clientKey, Network.ID, channel, 0, ONE);
        refusesInPlaceOf(
                network.clientKey, new CloseTogether(channel, 0, ONE, until, voucher.signature()));
        network.refuses(
                ExitCode.SIGNATURE,
                network.stranger,
                Transfers.KNOWN.cash(new Voucher(channel, 0, ONE, close.signature())));
        var payees = by(network.proxyKey, Network.ID, channel, 0, ONE);
        network.refuses(
                ExitCode.SIGNATURE,
                network.client,
                Transfers.KNOWN.withdraw(
                        new Withdrawal(channel, 0, 0, ONE, until, payees.signature())));
    }

    private void refusesInPlaceOf(SigningKey key, CloseTogether forged) {
        boolean payers = key.equals(network.clientKey);
        var other = payers ? network.proxyKey : network.clientKey;
        var right = by(other, Network.ID, channel, 0, ONE);
        refuses(payers ? forged : right, payers ? right : forged);
    }

    private void refuses(CloseTogether payer, CloseTogether payee) {
        network.refuses(
                ExitCode.SIGNATURE, network.client, Transfers.KNOWN.closeTogether(payer, payee));
    }

    @Test
    void theLastSecondOfAnAgreementToCloseCounts() {
        var agreed = closing(0, ONE);
        network.pass(60);
        network.send(network.client, agreed);
        assertEquals(ChannelState.Status.CLOSED, state().status());
        assertEquals(ONE, network.proxyState().revenue());
    }

    @Test
    void closingTogetherBelowWhatIsCashedReturnsTheRestAndNoMore() {
        network.send(network.stranger, Transfers.KNOWN.cash(network.voucher(TWO)));
        var before = network.balance(channel);
        network.send(network.client, closing(0, ONE));
        assertEquals(before.minus(Nanoton.ton(3)), network.balance(channel));
        assertEquals(TWO, network.proxyState().revenue());
    }

    @Test
    void thePayeeMaySendTheAgreementToClose() {
        var worker = network.workerChannel.address();
        network.send(
                network.worker,
                Transfers.KNOWN.closeTogether(
                        by(network.proxyKey, Network.ID, worker, 0, ONE),
                        by(Network.key(5), Network.ID, worker, 0, ONE)));
        assertEquals(1, network.channel(network.workerChannel).epoch());
    }

    @Test
    void whatWasAgreedBeforeTheChannelReopenedIsDead() {
        var withdrawal = Withdrawal.sign(Network.ID, channel, 0, 0, ONE, until, network.proxyKey);
        var second = closing(0, TWO);
        network.send(network.client, closing(0, ONE));
        network.refuses(
                ExitCode.EPOCH, network.stranger, Transfers.KNOWN.cash(network.voucher(TWO)));
        network.send(network.client, Transfers.KNOWN.topUp(network.clientChannel, Network.DEPOSIT));
        network.refuses(ExitCode.EPOCH, network.client, Transfers.KNOWN.withdraw(withdrawal));
        network.refuses(ExitCode.EPOCH, network.client, second);
        assertEquals(Network.DEPOSIT, state().deposited());
    }

    @Test
    void aWithdrawalOfAnEarlierEpochLeavesItsNonceUsed() {
        network.send(
                network.client,
                Transfers.KNOWN.withdraw(
                        Withdrawal.sign(Network.ID, channel, 0, 0, ONE, until, network.proxyKey)));
        network.send(network.client, closing(0, ONE));
        network.send(network.client, Transfers.KNOWN.topUp(network.clientChannel, TWO));
        network.refuses(
                ExitCode.NONCE,
                network.client,
                Transfers.KNOWN.withdraw(
                        Withdrawal.sign(Network.ID, channel, 1, 0, ONE, until, network.proxyKey)));
        network.send(
                network.client,
                Transfers.KNOWN.withdraw(
                        Withdrawal.sign(Network.ID, channel, 1, 1, ONE, until, network.proxyKey)));
        assertEquals(ONE, state().deposited());
    }
}
