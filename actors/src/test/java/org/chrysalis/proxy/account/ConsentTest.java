package org.chrysalis.proxy.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.Changes.Head;
import org.chrysalis.config.Section;
import org.chrysalis.contract.ChannelCodes;
import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.ChannelState.Status;
import org.chrysalis.contract.Contracts;
import org.chrysalis.contract.Fees;
import org.chrysalis.money.Multipliers;
import org.chrysalis.money.Terms;
import org.chrysalis.payment.Attempt;
import org.chrysalis.port.NodeId;
import org.chrysalis.proxy.settings.ProxySettings;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.watching.ChannelView;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** What a proxy signs together with its client: never more than it can do without. */
class ConsentTest {

    private static final int NETWORK = -7;
    private static final long NOW = 1_800_000_000L;
    private static final SigningKey OWN = SigningKey.fromSeed(Bytes.ofHex("31".repeat(32)));
    private static final SigningKey CLIENT = SigningKey.fromSeed(Bytes.ofHex("32".repeat(32)));
    private static final Address CONTRACT = Address.of(Bytes.ofHex("33".repeat(32)));
    private static final Terms TERMS =
            new Terms(1, 1_000_000, 1_000_000, new Multipliers(10_000, 1_000, 30_000, 30_000));
    private static final ProxySettings SETTINGS = new ProxySettings(
            new NodeId(OWN.publicKey()),
            "proxy",
            OWN,
            CONTRACT,
            NETWORK,
            TERMS,
            3_600,
            Nanoton.ZERO,
            ChannelCodes.OWN,
            ProxySettings.Limits.of(Section.reference()));
    private static final ChannelIdentity IDENTITY = new ChannelIdentity(
            Address.of(Bytes.ofHex("34".repeat(32))),
            CLIENT.publicKey(),
            CONTRACT,
            OWN.publicKey(),
            0,
            3_600,
            Contracts.CHANNEL_VERSION);
    private static final Address CHANNEL = IDENTITY.address();
    private static final RequestKey KEY = new RequestKey(CHANNEL, Bytes.ofHex("1a".repeat(16)), 0);

    /** 700 used of 800 signed. */
    private static final ClientAccountState SETTLED = ClientAccountState.EMPTY
            .after(new ClientAccountEvent.Credited(voucher(800)))
            .after(new ClientAccountEvent.Restored(statement(700)));

    private static Voucher voucher(long total) {
        return new Voucher(CHANNEL, 2, Nanoton.of(total), Bytes.ofHex("5d".repeat(64)));
    }

    private static Statement statement(long amount) {
        return new Statement(
                new Statement.Subject(
                        Statement.Side.CLIENT,
                        CHANNEL,
                        2,
                        Bytes.ofHex("7e".repeat(16)),
                        Bytes.ofHex("5b".repeat(32))),
                new Statement.Figures(1, 0, 1, 0, Nanoton.of(amount), Nanoton.of(amount), 1),
                Bytes.ofHex("5c".repeat(64)));
    }

    private static ClientAccountState running() {
        var bounds = new Attempt.Bounds(100, 64, 1_000, Nanoton.of(1_000));
        var attempt = Attempt.admitted(KEY, Bytes.ofHex("a1".repeat(32)), bounds, TERMS, 16);
        return SETTLED.after(new ClientAccountEvent.Admitted(attempt, voucher(900)));
    }

    private static Consent consent(ClientAccountState state) {
        return consent(state, Status.OPEN, NOW);
    }

    private static Consent consent(ClientAccountState state, Status status, long head) {
        var channel = new ChannelState(
                IDENTITY,
                2,
                Nanoton.of(2_000),
                Nanoton.of(300),
                5,
                status,
                0,
                ChannelState.Keys.NONE);
        var view = new ChannelView(channel, new Head(1, head), Fees.KNOWN);
        return new Consent(Funding.of(SETTINGS, view, 2), state, true, NOW);
    }

    private static CloseTogether half(long total, long validUntil, SigningKey key) {
        return CloseTogether.sign(NETWORK, CHANNEL, 2, Nanoton.of(total), validUntil, key);
    }

    private static CloseTogether half(long total) {
        return half(total, NOW + 300, CLIENT);
    }

    private static Optional<Refusal> refusesWithdrawal(ClientAccountState state, long deposited) {
        return consent(state).refusesWithdrawal(new Wire.AskWithdrawal(2, Nanoton.of(deposited)));
    }

    private static void assertRefused(Refusal expected, Optional<Refusal> refusal) {
        assertEquals(Optional.of(expected), refusal);
    }

    @Test
    void anEpochEndsAtWhatBothSidesCount() {
        assertEquals(Optional.empty(), consent(SETTLED).refusesParting(half(700), 0));
        assertRefused(
                new Refusal.TotalDisputed(Nanoton.of(699), Nanoton.of(700)),
                consent(SETTLED).refusesParting(half(699), 0));
        assertRefused(
                new Refusal.TotalDisputed(Nanoton.of(701), Nanoton.of(700)),
                consent(SETTLED).refusesParting(half(701), 0));
    }

    @Test
    void anEpochDoesNotEndWhileSomethingIsOpen() {
        assertRefused(new Refusal.AttemptsOpen(1), consent(running()).refusesParting(half(700), 0));
        var recovering = new Consent(consent(SETTLED).funding(), SETTLED, false, NOW);
        assertRefused(new Refusal.Starting(), recovering.refusesParting(half(700), 0));
    }

    @Test
    void onlyTheKeyInForceAndThisEpochCount() {
        assertRefused(
                new Refusal.ProofInvalid(),
                consent(SETTLED).refusesParting(half(700, NOW + 300, OWN), 0));
        var before = CloseTogether.sign(NETWORK, CHANNEL, 1, Nanoton.of(700), NOW + 300, CLIENT);
        assertRefused(new Refusal.ChannelUnusable(), consent(SETTLED).refusesParting(before, 0));
    }

    @Test
    void nobodyIsBoundForLongerThanTenMinutesNorByWhatIsOver() {
        assertEquals(
                Optional.empty(), consent(SETTLED).refusesParting(half(700, NOW + 600, CLIENT), 0));
        assertRefused(
                new Refusal.ValidityInvalid(NOW + 601, NOW),
                consent(SETTLED).refusesParting(half(700, NOW + 601, CLIENT), 0));
        assertRefused(
                new Refusal.ValidityInvalid(NOW, NOW),
                consent(SETTLED).refusesParting(half(700, NOW, CLIENT), 0));
        assertRefused(
                new Refusal.Starting(),
                consent(SETTLED, Status.OPEN, 0).refusesParting(half(700), 0));
    }

    /** The proxy pays the fee of it. */
    @Test
    void aChannelThatBoughtLessThanTheFeeIsPartedOnceADay() {
        var fee = Fees.KNOWN.partingFee();
        var refusal = new Refusal.PartingUnpaid(Nanoton.of(700), fee);
        var half = half(700);
        assertTrue(consent(SETTLED).partsForNothing());
        assertEquals(Optional.empty(), consent(SETTLED).refusesParting(half, 0));
        assertRefused(refusal, consent(SETTLED).refusesParting(half, NOW - 86_399));
        assertEquals(Optional.empty(), consent(SETTLED).refusesParting(half, NOW - 86_400));
        var paying = SETTLED.after(new ClientAccountEvent.Restored(statement(fee.value())));
        assertFalse(consent(paying).partsForNothing());
    }

    @Test
    void oneAgreementWaitsForTheOneBefore() {
        var parting = SETTLED.after(new ClientAccountEvent.Parting(half(700)));
        var pending = new Refusal.AgreementPending(NOW + 360);
        assertRefused(pending, refusesWithdrawal(parting, 1_000));
        assertRefused(pending, consent(parting).refusesParting(half(700, NOW + 299, CLIENT), 0));
        var later = consent(parting, Status.OPEN, NOW + 361);
        assertEquals(Optional.empty(), later.refusesParting(half(700, NOW + 500, CLIENT), 0));
    }

    @Test
    void aDepositStaysAboveWhatIsSignedAndAboveTheWorstOfWhatIsOpen() {
        assertEquals(Optional.empty(), refusesWithdrawal(SETTLED, 800));
        assertRefused(
                new Refusal.DepositRefused(Nanoton.of(799), Nanoton.of(800)),
                refusesWithdrawal(SETTLED, 799));
        var worst = running().ledger().worst();
        assertTrue(worst.isMoreThan(Nanoton.of(900)));
        assertRefused(
                new Refusal.DepositRefused(worst.minus(Nanoton.of(1)), worst),
                refusesWithdrawal(running(), worst.value() - 1));
        assertEquals(Optional.empty(), refusesWithdrawal(running(), worst.value()));
    }

    @Test
    void aClosingChannelGivesNothingBackBeforeItsEnd() {
        assertRefused(
                new Refusal.ChannelUnusable(),
                consent(SETTLED, Status.CLOSING, NOW)
                        .refusesWithdrawal(new Wire.AskWithdrawal(2, Nanoton.of(1_000))));
    }

    @Test
    void aWithdrawalIsForTheChannelsNextNonceAndForFiveMinutes() {
        var agreed = consent(SETTLED).withdrawal(Nanoton.of(1_000), OWN);
        assertEquals(5, agreed.nonce());
        assertEquals(NOW + 300, agreed.validUntil());
        assertTrue(agreed.verifies(NETWORK, OWN.publicKey()));
        var lower = SETTLED.after(new ClientAccountEvent.Withdrawing(agreed));
        var funding = consent(lower).funding().under(lower.promise());
        assertEquals(
                List.of(true, false),
                List.of(funding.accepts(signed(1_000)), funding.accepts(signed(1_001))));
    }

    private static Voucher signed(long total) {
        return Voucher.sign(NETWORK, CHANNEL, 2, Nanoton.of(total), CLIENT);
    }

    @Test
    void anotherKeyBeginsAtWhatWasCashedAndKeepsNoVoucherOfTheOneBefore() {
        var key = SigningKey.fromSeed(Bytes.ofHex("35".repeat(32))).publicKey();
        var after = SETTLED.after(new ClientAccountEvent.Rekeyed(key, Nanoton.of(700), List.of()));
        assertEquals(Nanoton.of(700), after.ledger().signed());
        assertEquals(Nanoton.of(700), after.ledger().used());
        assertEquals(List.of(), after.vouchers().all());
        assertEquals(Nanoton.of(700), after.cashed());
    }
}
