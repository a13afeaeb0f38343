package org.chrysalis.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.ChannelMessage.Cash;
import org.chrysalis.chain.ChannelMessage.Close;
import org.chrysalis.chain.ChannelMessage.FinishClose;
import org.chrysalis.chain.ChannelMessage.RequestClose;
import org.chrysalis.chain.ChannelMessage.SetKey;
import org.chrysalis.chain.ChannelMessage.TopUp;
import org.chrysalis.chain.ChannelMessage.Withdraw;
import org.chrysalis.chain.LoneChannel.Head;
import org.chrysalis.chain.LoneChannel.Received;
import org.chrysalis.chain.LoneChannel.Sent;
import org.chrysalis.contract.ExitCode;
import org.chrysalis.contract.KnownPrices;
import org.chrysalis.contract.TolkConstants;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Voucher;
import org.chrysalis.ton.Withdrawal;
import org.junit.jupiter.api.Test;
import org.ton.ton4j.cell.CellBuilder;

import java.math.BigInteger;
import java.util.List;

/** What no wallet sends: amounts that no {@link Nanoton} holds, bounces, and channels worn bare. */
class LoneChannelTest {

    private static final long NOW = 1_800_000_000L;
    private static final long FIVE_YEARS = 5 * 365 * 86_400L;
    private static final long NINE_YEARS = 9 * 365 * 86_400L;
    private static final Nanoton ONE = Nanoton.ton(1);
    private static final Nanoton HALF = Nanoton.of(500_000_000);
    private static final Nanoton ENOUGH = Nanoton.of(20_000_000);

    /** The largest amount that a message can name. */
    private static final BigInteger MOST = BigInteger.TWO.pow(120).subtract(BigInteger.ONE);

    private final SigningKey payer = Network.key(1);
    private final SigningKey payee = Network.key(4);
    private final Address address =
            LoneChannel.identity(0, payer.publicKey(), payee.publicKey()).address();
    private final LoneChannel channel = new LoneChannel(
                    LoneChannel.identity(0, payer.publicKey(), payee.publicKey()))
            .opened(ONE, NOW);

    private Received send(ChannelMessage message, long now) {
        return send(message.body(), ENOUGH, now);
    }

    private Received send(Bytes body, Nanoton value, long now) {
        return channel.receive(LoneChannel.PAYER, value, body, Head.RETURNED_IF_REFUSED, now);
    }

    private Cash cash(Nanoton total) {
        return new Cash(Voucher.sign(Network.ID, address, 0, total, payer));
    }

    private Close close(Nanoton total, long now) {
        return new Close(
                CloseTogether.sign(Network.ID, address, 0, total, now, payer),
                CloseTogether.sign(Network.ID, address, 0, total, now, payee));
    }

    private Withdraw withdraw(Nanoton left, long now) {
        return new Withdraw(Withdrawal.sign(Network.ID, address, 0, 0, left, now, payee));
    }

    private static List<Long> opcodes(Received received) {
        return received.sent().stream().map(Sent::opcode).toList();
    }

    private static final long PAID = 0x5041_4944L;
    private static final long REFUNDED = 0x5246_4e44L;
    private static final long EXCESSES = 0xd532_76dbL;

    private CellBuilder agreement(long opcode) {
        return Cells.begin()
                .storeUint(opcode, 32)
                .storeInt(Network.ID, 32)
                .storeAddress(address.toTon4j())
                .storeUint(0, 32);
    }

    @Test
    void aVoucherForAllThereCouldBePaysTheDeposit() {
        var hash = Cells.hash(agreement(Voucher.OPCODE).storeCoins(MOST).endCell());
        var body = Cells.message(0x4341_5348L)
                .storeUint(0, 32)
                .storeCoins(MOST)
                .storeBytes(payer.sign(hash).toArray());
        assertEquals(List.of(PAID, EXCESSES), opcodes(send(Cells.boc(body), ENOUGH, NOW)));
        assertEquals(ONE, channel.state().cashed());
    }

    @Test
    void closingTogetherAtAllThereCouldBePaysTheDeposit() {
        var hash = Cells.hash(agreement(CloseTogether.OPCODE)
                .storeCoins(MOST)
                .storeUint(NOW, 32)
                .endCell());
        var second = Cells.begin().storeBytes(payee.sign(hash).toArray()).endCell();
        var body = Cells.message(CloseTogether.OPCODE)
                .storeUint(0, 32)
                .storeCoins(MOST)
                .storeUint(NOW, 32)
                .storeBytes(payer.sign(hash).toArray())
                .storeRef(second);
        var before = channel.balance();
        var received = send(Cells.boc(body), ENOUGH, NOW);
        assertEquals(List.of(PAID, REFUNDED, EXCESSES), opcodes(received));
        assertEquals(before.minus(ONE), channel.balance());
    }

    @Test
    void aWithdrawalUpToAllThereCouldBeIsNone() {
        var hash = Cells.hash(agreement(Withdrawal.OPCODE)
                .storeUint(0, 32)
                .storeCoins(MOST)
                .storeUint(NOW, 32)
                .endCell());
        var body = Cells.message(Withdrawal.OPCODE)
                .storeUint(0, 32)
                .storeUint(0, 32)
                .storeCoins(MOST)
                .storeUint(NOW, 32)
                .storeBytes(payee.sign(hash).toArray());
        var received = send(Cells.boc(body), ENOUGH, NOW);
        assertEquals(ExitCode.LOWER.number(), received.exitCode());
    }

    @Test
    void aTopUpOfAllThereCouldBeIsTooDear() {
        var body = Cells.message(0x544f_5055L).storeCoins(MOST);
        var received = send(Cells.boc(body), ENOUGH, NOW);
        assertEquals(ExitCode.VALUE.number(), received.exitCode());
        assertEquals(ONE, channel.state().deposited());
    }

    @Test
    void aBouncedMessageChangesNothingAndItsMoneyStays() {
        var state = channel.state();
        var before = channel.balance();
        for (var body : List.of(cash(ONE).body(), new RequestClose().body(), Bytes.EMPTY)) {
            var received = channel.receive(LoneChannel.PAYER, ENOUGH, body, Head.BOUNCED, NOW);
            assertEquals(0, received.exitCode());
            assertEquals(List.of(), received.sent());
        }
        assertEquals(state, channel.state());
        assertTrue(channel.balance().isMoreThan(before));
    }

    /** Whatever the gas runs out at: nothing was written, and the channel pays for nothing. */
    @Test
    void tooLittleOfAnythingDoesNothing() {
        var state = channel.state();
        for (var message : List.of(
                cash(ONE),
                new TopUp(Nanoton.of(1)),
                withdraw(Nanoton.ZERO, NOW),
                new SetKey(payee.publicKey()),
                close(ONE, NOW),
                new RequestClose())) {
            long least = new ModelChannel(state, channel.balance().value()).least(message);
            for (long value = least - 1; value > 0; value = value < 100_000 ? 0 : value / 2) {
                var before = channel.balance();
                var received = send(message.body(), Nanoton.of(value), NOW);
                assertNotEquals(0, received.exitCode());
                assertEquals(state, channel.state());
                assertTrue(channel.balance().compareTo(before) >= 0, received::toString);
            }
        }
    }

    @Test
    void nothingIsPaidOnlyToSayThatItIsNothing() {
        send(cash(HALF), NOW);
        assertEquals(List.of(EXCESSES), opcodes(send(cash(HALF), NOW)));
        assertEquals(List.of(REFUNDED, EXCESSES), opcodes(send(close(HALF, NOW), NOW)));
    }

    @Test
    void plainMoneyInAChannelPaysForNoTopUp() {
        channel.receive(LoneChannel.STRANGER, ONE, Bytes.EMPTY, Head.KEPT_IF_REFUSED, NOW);
        var before = channel.balance();
        var topUp = new TopUp(ONE);
        long least = new ModelChannel(channel.state(), before.value()).least(topUp);
        var poor = send(topUp.body(), Nanoton.of(least - 1), NOW);
        assertEquals(ExitCode.VALUE.number(), poor.exitCode());
        assertEquals(0, send(topUp.body(), Nanoton.of(least), NOW).exitCode());
        assertEquals(before.plus(ONE), channel.balance());
    }

    /** The reserve lasts five years at least; after nine a part of the deposit is gone too. */
    private static final long WORN = NOW + NINE_YEARS;

    @Test
    void aWornChannelPaysWhatItsStorageLeavesAndThenNothing() {
        send(cash(ONE), WORN);
        var cashed = channel.state().cashed();
        assertTrue(cashed.isMoreThan(HALF) && ONE.isMoreThan(cashed), cashed::toString);
        assertTrue(channel.balance().isMoreThan(Nanoton.ZERO));
        assertEquals(List.of(EXCESSES), opcodes(send(cash(ONE), WORN)));
        var nothing = send(withdraw(cashed, WORN), WORN);
        assertEquals(ExitCode.ZERO.number(), nothing.exitCode());
    }

    @Test
    void aWornChannelLetsBeWithdrawnWhatItsStorageLeaves() {
        send(new TopUp(Nanoton.ZERO), WORN);
        var before = channel.balance();
        assertTrue(ONE.isMoreThan(before), "nothing is worn");
        send(withdraw(Nanoton.ZERO, WORN), WORN);
        var taken = before.minus(channel.balance());
        assertTrue(before.isMoreThan(taken) && taken.isMoreThan(HALF), taken::toString);
        assertEquals(ONE.minus(taken), channel.state().deposited());
    }

    @Test
    void aWornChannelThatIsClosedTogetherPaysThePayeeFirst() {
        var received = send(close(ONE, WORN), WORN);
        assertEquals(List.of(PAID, REFUNDED, EXCESSES), opcodes(received));
        assertEquals(Nanoton.ZERO, channel.balance());
        var refunded = received.sent().get(1).value();
        assertEquals(ModelChannel.gas("GAS_REFUNDED"), refunded.value());
    }

    @Test
    void aWornChannelReturnsAllThatIsLeft() {
        send(new RequestClose(), NOW);
        assertEquals(List.of(REFUNDED, EXCESSES), opcodes(send(new FinishClose(), WORN)));
        assertEquals(Nanoton.ZERO, channel.balance());
    }

    /** Five years later, for a little more of a debt freezes an account. */
    @Test
    void aTopUpOfAnEmptiedChannelBringsTheStorageThatItOwesToo() {
        send(new RequestClose(), NOW);
        send(new FinishClose(), WORN);
        assertEquals(Nanoton.ZERO, channel.balance());
        long later = WORN + FIVE_YEARS;
        var refused = send(new RequestClose(), later);
        var topUp = new TopUp(ONE);
        long debt = refused.debt().value();
        long least = new ModelChannel(channel.state(), 0, debt).least(topUp);
        var poor = send(topUp.body(), Nanoton.of(least - 1), later);
        assertEquals(ExitCode.VALUE.number(), poor.exitCode());
        assertEquals(0, send(topUp.body(), Nanoton.of(least), later).exitCode());
        var next = send(new RequestClose(), later);
        assertEquals(debt, next.storageFees().value());
        var fees = TolkConstants.ofFees();
        long reserve =
                KnownPrices.storage(FIVE_YEARS, fees.of("CHANNEL_BITS"), fees.of("CHANNEL_CELLS"));
        assertEquals(ONE.plus(Nanoton.of(reserve)), channel.balance());
    }
}
