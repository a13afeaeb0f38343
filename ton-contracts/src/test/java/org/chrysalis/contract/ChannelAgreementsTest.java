package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.Network;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Withdrawal;
import org.junit.jupiter.api.Test;

import java.util.List;

/** What both sides of a channel must agree to, and how it ends. Attacks first. */
class ChannelAgreementsTest {

    private static final Nanoton ONE = Nanoton.ton(1);
    private static final Nanoton TWO = Nanoton.ton(2);

    private final Network network = new Network().deployed();
    private final Address channel = network.clientChannel.address();

    private ChannelState state() {
        return network.channel(network.clientChannel);
    }

    private Withdrawal withdrawal(long nonce, Nanoton deposited) {
        return withdrawal(Network.ID, channel, 0, nonce, deposited, network.proxyKey);
    }

    private Withdrawal withdrawal(
            int id, Address to, long epoch, long nonce, Nanoton deposited, SigningKey payee) {
        return Withdrawal.sign(id, to, epoch, nonce, deposited, network.now() + 60, payee);
    }

    private void refusesWithdrawal(ExitCode reason, Withdrawal agreed) {
        network.refuses(
                reason,
                network.client,
                Transfer.call(
                        channel, Fees.KNOWN.withdrawValue(), ChannelMessages.withdraw(agreed)));
    }

    @Test
    void aWithdrawalReturnsExactlyWhatTheDepositBecomesLess() {
        var own = network.balance(channel);
        var client = network.balance(network.client.address());
        network.send(network.client, Transfers.KNOWN.withdraw(withdrawal(0, TWO)));
        var taken = Network.DEPOSIT.minus(TWO);
        assertEquals(TWO, state().deposited());
        assertEquals(1, state().withdrawNonce());
        assertEquals(own.minus(taken), network.balance(channel));
        var gained = network.balance(network.client.address()).minus(client);
        assertTrue(gained.plus(Fees.KNOWN.withdrawValue()).isMoreThan(taken), gained::toString);
        assertTrue(taken.isMoreThan(gained), "somebody else paid the fees");
    }

    @Test
    void aWithdrawalAppliesOnce() {
        var agreed = withdrawal(0, TWO);
        network.send(network.client, Transfers.KNOWN.withdraw(agreed));
        network.send(network.client, Transfers.KNOWN.topUp(network.clientChannel, ONE));
        refusesWithdrawal(ExitCode.NONCE, agreed);
        refusesWithdrawal(ExitCode.NONCE, withdrawal(2, ONE));
        network.send(network.client, Transfers.KNOWN.withdraw(withdrawal(1, ONE)));
        assertEquals(ONE, state().deposited());
    }

    @Test
    void aWithdrawalThatThePayeeDidNotSignIsWorthNothing() {
        var other = network.clientChannel(1).address();
        for (var signed : List.of(
                withdrawal(Network.ID, channel, 0, 0, TWO, network.clientKey),
                withdrawal(Network.ID, other, 0, 0, TWO, network.proxyKey),
                withdrawal(Network.ID + 1, channel, 0, 0, TWO, network.proxyKey),
                withdrawal(Network.ID, channel, 1, 0, TWO, network.proxyKey),
                withdrawal(Network.ID, channel, 0, 1, TWO, network.proxyKey),
                withdrawal(Network.ID, channel, 0, 0, ONE, network.proxyKey))) {
            refusesWithdrawal(
                    ExitCode.SIGNATURE,
                    new Withdrawal(channel, 0, 0, TWO, signed.validUntil(), signed.signature()));
        }
    }

    @Test
    void aWithdrawalIsForThePayerInItsTimeAndEpoch() {
        network.refuses(
                ExitCode.SENDER, network.stranger, Transfers.KNOWN.withdraw(withdrawal(0, TWO)));
        refusesWithdrawal(
                ExitCode.EPOCH, withdrawal(Network.ID, channel, 1, 0, TWO, network.proxyKey));
        var late = withdrawal(0, TWO);
        network.pass(60);
        network.send(network.client, Transfers.KNOWN.topUp(network.clientChannel, ONE));
        network.pass(1);
        var trace = network.send(network.client, Transfers.KNOWN.withdraw(late));
        assertEquals(ExitCode.EXPIRED.number(), Network.exitCode(trace, channel));
        assertEquals(Network.DEPOSIT.plus(ONE), state().deposited());
    }

    @Test
    void theLastSecondOfAWithdrawalCounts() {
        var agreed = withdrawal(0, TWO);
        network.pass(60);
        network.send(network.client, Transfers.KNOWN.withdraw(agreed));
        assertEquals(TWO, state().deposited());
    }

    @Test
    void aWithdrawalTakesNothingThatIsCashedAndAddsNothing() {
        network.send(network.stranger, Transfers.KNOWN.cash(network.voucher(TWO)));
        refusesWithdrawal(ExitCode.LOWER, withdrawal(0, TWO.minus(Nanoton.of(1))));
        refusesWithdrawal(ExitCode.LOWER, withdrawal(0, Network.DEPOSIT));
        network.send(network.client, Transfers.KNOWN.withdraw(withdrawal(0, TWO)));
        assertEquals(Nanoton.ZERO, state().uncashed());
        var before = network.chain.account(channel);
        network.send(network.stranger, Transfers.KNOWN.cash(network.voucher(Nanoton.ton(3))));
        network.assertUnchanged(before);
    }

    @Test
    void aClosingChannelLetsNothingBeWithdrawn() {
        network.send(network.client, Transfers.KNOWN.requestClose(channel));
        refusesWithdrawal(ExitCode.NOT_OPEN, withdrawal(0, TWO));
    }

    private static CloseTogether close(
            Address channel, long epoch, Nanoton total, long until, SigningKey key) {
        return CloseTogether.sign(Network.ID, channel, epoch, total, until, key);
    }

    private Transfer closing(Nanoton total, SigningKey payer, SigningKey payee) {
        long until = network.now() + 60;
        return Transfers.KNOWN.closeTogether(
                close(channel, 0, total, until, payer), close(channel, 0, total, until, payee));
    }

    @Test
    void closingTogetherPaysBothAndEndsTheEpochAtOnce() {
        network.send(network.stranger, Transfers.KNOWN.cash(network.voucher(ONE)));
        var own = network.balance(channel);
        var client = network.balance(network.client.address());
        network.send(network.client, closing(TWO, network.clientKey, network.proxyKey));
        assertEquals(ChannelState.Status.CLOSED, state().status());
        assertEquals(1, state().epoch());
        assertEquals(TWO, network.proxyState().revenue());
        assertEquals(own.minus(Nanoton.ton(4)), network.balance(channel));
        var gained = network.balance(network.client.address()).minus(client);
        assertTrue(Nanoton.ton(3).isMoreThan(gained));
        assertTrue(
                gained.plus(Fees.KNOWN.closeTogetherValue()).isMoreThan(Nanoton.ton(3)),
                gained::toString);
    }

    @Test
    void closingTogetherAtAllOrNothingPaysAllOrNothing() {
        network.send(
                network.client, closing(Nanoton.ton(1_000), network.clientKey, network.proxyKey));
        assertEquals(Network.DEPOSIT, network.proxyState().revenue());
        network.send(network.client, Transfers.KNOWN.topUp(network.clientChannel, ONE));
        long until = network.now() + 60;
        network.send(
                network.client,
                Transfers.KNOWN.closeTogether(
                        close(channel, 1, Nanoton.ZERO, until, network.clientKey),
                        close(channel, 1, Nanoton.ZERO, until, network.proxyKey)));
        assertEquals(Network.DEPOSIT, network.proxyState().revenue());
        assertEquals(2, state().epoch());
    }

    @Test
    void closingTogetherNeedsBothSignatures() {
        var client = network.clientKey;
        var proxy = network.proxyKey;
        network.refuses(ExitCode.SIGNATURE, network.client, closing(ONE, client, client));
        network.refuses(ExitCode.SIGNATURE, network.client, closing(ONE, proxy, proxy));
        network.refuses(ExitCode.SIGNATURE, network.client, closing(ONE, proxy, client));
        network.refuses(ExitCode.SENDER, network.stranger, closing(ONE, client, proxy));
    }

    @Test
    void anAgreementToCloseDiesWithItsEpochAndItsTime() {
        var agreed = closing(ONE, network.clientKey, network.proxyKey);
        network.send(network.client, agreed);
        network.send(network.client, Transfers.KNOWN.topUp(network.clientChannel, Network.DEPOSIT));
        network.refuses(ExitCode.EPOCH, network.client, agreed);
        long until = network.now() + 60;
        var late = Transfers.KNOWN.closeTogether(
                close(channel, 1, ONE, until, network.clientKey),
                close(channel, 1, ONE, until, network.proxyKey));
        network.pass(61);
        var trace = network.send(network.client, late);
        assertEquals(ExitCode.EXPIRED.number(), Network.exitCode(trace, channel));
        assertEquals(ChannelState.Status.OPEN, state().status());
    }

    @Test
    void aClosingChannelMayStillBeClosedTogetherAndAClosedOneNot() {
        network.send(network.client, Transfers.KNOWN.requestClose(channel));
        network.send(network.client, closing(ONE, network.clientKey, network.proxyKey));
        assertEquals(ChannelState.Status.CLOSED, state().status());
        long until = network.now() + 60;
        network.refuses(
                ExitCode.NOT_OPEN,
                network.client,
                Transfers.KNOWN.closeTogether(
                        close(channel, 1, ONE, until, network.clientKey),
                        close(channel, 1, ONE, until, network.proxyKey)));
    }

    @Test
    void twoDifferentAgreementsMakeNoMessage() {
        long until = network.now() + 60;
        var payer = close(channel, 0, ONE, until, network.clientKey);
        var payee = close(channel, 0, TWO, until, network.proxyKey);
        assertThrows(
                IllegalArgumentException.class, () -> ChannelMessages.closeTogether(payer, payee));
    }

    @Test
    void aChannelThatCouldNeverBeClosedIsNotBorn() {
        for (long delay : new long[] {0, 59, ChannelIdentity.MAX_CLOSE_DELAY + 1, 0xffff_ffffL}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> network.proxy.workerChannel(
                            network.worker.address(), Network.key(5).publicKey(), 1, delay));
            assertEquals(ExitCode.DELAY.number(), born(delay));
        }
        assertEquals(0, born(60));
        assertEquals(0, born(ChannelIdentity.MAX_CLOSE_DELAY));
    }

    /** By hand: Java's records refuse what the contract has to refuse as well. */
    private int born(long delay) {
        var payee = Cells.begin()
                .storeAddress(network.proxy.address().toTon4j())
                .storeBytes(network.proxyKey.publicKey().toArray())
                .endCell();
        var identity = Cells.begin()
                .storeAddress(network.client.address().toTon4j())
                .storeBytes(network.clientKey.publicKey().toArray())
                .storeUint(0, 32)
                .storeUint(delay, 32)
                .storeUint(Contracts.CHANNEL_VERSION, 32)
                .storeRef(payee)
                .endCell();
        var data = Cells.begin()
                .storeUint(0, 8 + 32 + 4 + 4 + 32 + 32 + 1)
                .storeRef(identity)
                .endCell();
        var init = Cells.stateInit(Contracts.channel().cell(), data);
        var address = Address.of(Cells.hash(init));
        var trace = network.send(
                network.client,
                Transfer.deploy(
                        address,
                        Fees.KNOWN.topUpValue(ONE),
                        ChannelMessages.topUp(ONE),
                        Cells.boc(init)));
        return Network.exitCode(trace, address);
    }

    @Test
    void plainMoneyComesOutWhenTheChannelCloses() {
        network.send(network.stranger, Transfer.pay(channel, ONE));
        network.send(network.client, Transfers.KNOWN.requestClose(channel));
        network.pass(Network.CLOSE_DELAY);
        var client = network.balance(network.client.address());
        network.send(network.stranger, Transfers.KNOWN.finishClose(channel));
        var back = network.balance(network.client.address()).minus(client);
        var all = Network.DEPOSIT.plus(ONE);
        assertTrue(back.plus(Nanoton.of(1_000_000)).isMoreThan(all), back::toString);
        assertTrue(network.balance(channel).isMoreThan(Nanoton.of(80_000_000)));
    }
}
