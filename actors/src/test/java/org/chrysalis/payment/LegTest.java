package org.chrysalis.payment;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.contract.Contracts;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Statement.Side;
import org.chrysalis.ton.Voucher;
import org.junit.jupiter.api.Test;

/** Whose signature counts on a channel, and for what. */
class LegTest {

    private static final int NETWORK = -7;
    private static final long EPOCH = 3;
    private static final SigningKey PAYER = key(1);
    private static final SigningKey PAYEE = key(2);
    private static final ChannelIdentity CHANNEL = new ChannelIdentity(
            account(1),
            PAYER.publicKey(),
            account(2),
            PAYEE.publicKey(),
            0,
            60,
            Contracts.CHANNEL_VERSION);
    private static final Bytes REQUEST = Bytes.ofHex("05".repeat(32));
    private static final Nanoton ONE = Nanoton.of(1);
    private static final Nanoton TOO_MUCH = Nanoton.of(Long.MAX_VALUE);

    private final Leg client = Leg.ofClient(NETWORK, CHANNEL, EPOCH, CHANNEL.payerKey());
    private final Leg worker = Leg.ofWorker(NETWORK, CHANNEL, EPOCH, CHANNEL.payerKey());

    @Test
    void onlyThePayerSignsVouchers() {
        assertTrue(client.honours(voucher(EPOCH, ONE, PAYER)));
        assertTrue(worker.honours(voucher(EPOCH, ONE, PAYER)));
        assertFalse(client.honours(voucher(EPOCH, ONE, PAYEE)));
        assertFalse(worker.honours(voucher(EPOCH, ONE, PAYEE)));
    }

    @Test
    void aVoucherOfAnotherEpochChannelOrNetworkIsRefused() {
        var address = CHANNEL.address();
        assertFalse(client.honours(voucher(EPOCH - 1, ONE, PAYER)));
        assertFalse(client.honours(voucher(EPOCH + 1, ONE, PAYER)));
        assertFalse(client.honours(Voucher.sign(NETWORK, account(9), EPOCH, ONE, PAYER)));
        assertFalse(client.honours(Voucher.sign(NETWORK + 1, address, EPOCH, ONE, PAYER)));
    }

    @Test
    void aVoucherThatWasRaisedAfterSigningIsRefused() {
        var signed = voucher(EPOCH, ONE, PAYER);
        var raised = new Voucher(signed.channel(), EPOCH, Nanoton.of(2), signed.signature());
        assertFalse(client.honours(raised));
        assertFalse(client.honours(new Voucher(signed.channel(), EPOCH, ONE, Bytes.EMPTY)));
    }

    @Test
    void moreThanThereIsIsRefusedHoweverWellItIsSigned() {
        assertFalse(client.honours(voucher(EPOCH, TOO_MUCH, PAYER)));
        assertFalse(client.honours(statement(Side.CLIENT, EPOCH, ONE, TOO_MUCH, PAYEE)));
    }

    @Test
    void onlyTheProxyStatesAndToEachSideItsOwn() {
        assertTrue(client.honours(statement(Side.CLIENT, EPOCH, ONE, ONE, PAYEE)));
        assertFalse(client.honours(statement(Side.CLIENT, EPOCH, ONE, ONE, PAYER)));
        assertFalse(client.honours(statement(Side.WORKER, EPOCH, ONE, ONE, PAYEE)));
        assertTrue(worker.honours(statement(Side.WORKER, EPOCH, ONE, ONE, PAYER)));
        assertFalse(worker.honours(statement(Side.WORKER, EPOCH, ONE, ONE, PAYEE)));
        assertFalse(worker.honours(statement(Side.CLIENT, EPOCH, ONE, ONE, PAYER)));
    }

    @Test
    void aStatementOfAnotherEpochOrThatDoesNotAddUpIsRefused() {
        assertFalse(client.honours(statement(Side.CLIENT, EPOCH - 1, ONE, ONE, PAYEE)));
        assertFalse(client.honours(statement(Side.CLIENT, EPOCH, Nanoton.of(2), ONE, PAYEE)));
    }

    @Test
    void aStatementWithOtherFiguresThanSignedIsRefused() {
        var signed = statement(Side.CLIENT, EPOCH, ONE, ONE, PAYEE);
        var cheaper = new Statement(
                signed.subject(), figures(Nanoton.ZERO, Nanoton.ZERO), signed.signature());
        assertFalse(client.honours(cheaper));
    }

    private static Voucher voucher(long epoch, Nanoton total, SigningKey key) {
        return Voucher.sign(NETWORK, CHANNEL.address(), epoch, total, key);
    }

    private static Statement statement(
            Side side, long epoch, Nanoton amount, Nanoton total, SigningKey key) {
        var subject = new Statement.Subject(
                side, CHANNEL.address(), epoch, Bytes.ofHex("07".repeat(16)), REQUEST);
        return Statement.sign(NETWORK, subject, figures(amount, total), key);
    }

    private static Statement.Figures figures(Nanoton amount, Nanoton total) {
        return new Statement.Figures(1, 0, 1, 0, amount, total, 1);
    }

    private static SigningKey key(int number) {
        return SigningKey.fromSeed(Bytes.ofHex("0%d".formatted(number).repeat(32)));
    }

    private static Address account(int number) {
        return Address.of(Bytes.ofHex("0%d".formatted(number).repeat(32)));
    }
}
