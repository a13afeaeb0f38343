package org.chrysalis.cluster.codec;

import org.chrysalis.client.PurseEvent;
import org.chrysalis.money.Multipliers;
import org.chrysalis.money.Terms;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.Attempt;
import org.chrysalis.payment.Debt;
import org.chrysalis.payment.Onward;
import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.proxy.account.WorkerAccountEvent;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.ton.Withdrawal;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;
import org.chrysalis.worker.EarningsEvent;

import java.util.List;

/**
 * One of each message, refusal, event and state; no two fields of one hold the same value, so that
 * a codec which confuses two of them is found out.
 */
final class Samples {

    static final Bytes NONCE = bytes("a0", 32);
    static final Bytes ENV_HASH = bytes("a1", 32);
    static final Bytes SECRET = bytes("a2", 32);
    static final Bytes SEALED = Bytes.ofHex("5ea1ed01");
    static final Bytes FRAMES = Bytes.ofHex("f4a3e502");
    static final Bytes LIFE = bytes("7e", 16);
    static final Bytes SIGNATURE = bytes("5c", 64);
    static final Address CHANNEL = Address.of(bytes("c1", 32));
    static final Address WORKER_CHANNEL = new Address((byte) -1, bytes("c2", 32));
    static final RequestKey KEY = new RequestKey(CHANNEL, bytes("1a", 16), 3);
    static final Voucher VOUCHER = new Voucher(CHANNEL, 2, Nanoton.of(123_456), bytes("5d", 64));
    static final Statement STATEMENT = statement(Statement.Side.WORKER);
    static final Wire.Offer OFFER = new Wire.Offer(
            Bytes.ofHex("4e7c0f"), Bytes.ofHex("e71de2ce"), "modèle", 1_000, 8_192, 4);

    /** Largest figures: u32 where the protocol says so, 2^63 - 1 for amounts. */
    static final Voucher LARGEST =
            new Voucher(WORKER_CHANNEL, 0xffff_ffffL, Nanoton.of(Long.MAX_VALUE), SIGNATURE);

    static final CloseTogether HALF =
            new CloseTogether(CHANNEL, 3, Nanoton.of(123_457), 1_800_000_300, bytes("5e", 64));
    static final Withdrawal AGREED =
            new Withdrawal(CHANNEL, 4, 5, Nanoton.of(123_458), 1_800_000_301, bytes("5f", 64));

    static final List<Wire> MESSAGES = List.of(
            hello(Wire.Role.CLIENT),
            hello(Wire.Role.PROXY),
            hello(Wire.Role.WORKER),
            new Wire.Proof(SIGNATURE),
            new Wire.Shown(LIFE, List.of(), List.of(), 0),
            new Wire.Shown(
                    LIFE,
                    List.of(VOUCHER),
                    List.of(
                            new Wire.OpenAttempt(
                                    List.of(KEY),
                                    ENV_HASH,
                                    new Usage(1, 2, 3, 4),
                                    900,
                                    Nanoton.of(33)),
                            new Wire.OpenAttempt(List.of(), SECRET, Usage.NONE, 0, Nanoton.ZERO)),
                    19),
            new Wire.Answers(List.of(STATEMENT), 20, true),
            new Wire.Answers(List.of(), 0, false),
            new Wire.More(21),
            new Wire.Rejected(new Refusal.ProofInvalid()),
            OFFER,
            new Wire.Directory(List.of(
                    OFFER,
                    new Wire.Offer(Bytes.ofHex("4e"), Bytes.ofHex("e7"), "other", 900, 4_096, 1))),
            new Wire.Ask(KEY, SEALED, 2, SECRET, 16, VOUCHER),
            new Wire.Step(KEY, 48, VOUCHER),
            new Wire.Step(KEY, 48, LARGEST),
            new Wire.Cancel(KEY),
            new Wire.Part(KEY, FRAMES),
            new Wire.Refused(KEY, new Refusal.PromptTooLong(9, 8)),
            new Wire.NotExtended(KEY, new Refusal.PromptTooLong(9, 8)),
            new Wire.Settled(KEY, STATEMENT, List.of(new Refusal.WorkerLost(16))),
            new Wire.Settled(KEY, statement(Statement.Side.CLIENT), List.of()),
            new Wire.Dispatch(ENV_HASH, SEALED, 16),
            new Wire.Grant(ENV_HASH, 48, VOUCHER),
            new Wire.Stop(ENV_HASH),
            new Wire.Generated(ENV_HASH, FRAMES),
            new Wire.Declined(ENV_HASH, new Refusal.WorkersBusy(1)),
            new Wire.Paid(ENV_HASH, STATEMENT, VOUCHER),
            new Wire.Parting(HALF),
            new Wire.AskWithdrawal(4, Nanoton.of(123_458)),
            new Wire.Withdrawing(AGREED),
            new Wire.NotAgreed(new Refusal.AttemptsOpen(3)));

    static final List<Refusal> REFUSALS = List.of(
            new Refusal.UnknownModel(),
            new Refusal.ProxyUnreachable(),
            new Refusal.WorkersBusy(2),
            new Refusal.WorkerLost(16),
            new Refusal.WorkerAtFault(17),
            new Refusal.ProxyLost(),
            new Refusal.BooksUnavailable(),
            new Refusal.Starting(),
            new Refusal.ProxyAtFault(18),
            new Refusal.LimitInvalid(2_000_000, 1_000_000),
            new Refusal.DeadlinePassed(600),
            new Refusal.PromptTooLong(9_000, 8_192),
            new Refusal.BalanceTooLow(Nanoton.of(11), Nanoton.of(10)),
            new Refusal.StepUnpaid(Nanoton.of(13), Nanoton.of(12)),
            new Refusal.PriceAboveLimit(2_000, 1_000),
            new Refusal.TermsChanged(2),
            new Refusal.Expired(1_800_000_000_000L),
            new Refusal.Replayed(),
            new Refusal.NotOpened(),
            new Refusal.ChannelUnusable(),
            new Refusal.ChannelEnding(1_800_001_320L, 1_800_000_720L),
            new Refusal.VoucherInvalid(),
            new Refusal.ProofInvalid(),
            new Refusal.TooManyRequests(64),
            new Refusal.WindowExceeded(Nanoton.of(15), Nanoton.of(14)),
            new Refusal.StreamBroken(),
            new Refusal.StatementDisputed(Nanoton.of(18), Nanoton.of(17)),
            new Refusal.Cancelled(),
            new Refusal.AgreementPending(1_800_000_300L),
            new Refusal.AttemptsOpen(3),
            new Refusal.TotalDisputed(Nanoton.of(20), Nanoton.of(19)),
            new Refusal.ValidityInvalid(1_800_000_299L, 1_800_000_301L),
            new Refusal.DepositRefused(Nanoton.of(23), Nanoton.of(24)),
            new Refusal.PartingUnpaid(Nanoton.of(25), Nanoton.of(26)),
            new Refusal.PartingFailed(1_800_086_400L),
            new Refusal.Unknown("of_a_newer_peer"));

    static final Terms TERMS =
            new Terms(51, 1_000_053, 1_000_052, new Multipliers(10_001, 1_001, 30_001, 30_002));
    static final Onward ONWARD = new Onward(new Usage(0, 0, 24, 2), 901);
    static final List<Debt> DEBTS = List.of(
            new Debt(WORKER_CHANNEL, new Usage(5, 6, 7, 8), Nanoton.of(34)), Debt.release(CHANNEL));

    static final List<Object> EVENTS = List.of(
            new ClientAccountEvent.Admitted(
                    attempt(KEY, ENV_HASH, new Attempt.Bounds(100, 64, 2_000, Nanoton.of(9)), 16),
                    VOUCHER),
            new ClientAccountEvent.Assigned(KEY, WORKER_CHANNEL),
            new ClientAccountEvent.Stepped(KEY, 48, VOUCHER, ONWARD),
            new ClientAccountEvent.Credited(LARGEST),
            new ClientAccountEvent.Settled(KEY, ENV_HASH, STATEMENT, DEBTS),
            new ClientAccountEvent.Decided(
                    KEY, ENV_HASH, new Usage(0, 0, 9, 1), Nanoton.of(35), DEBTS),
            new ClientAccountEvent.Adopted(KEY, ENV_HASH, STATEMENT, DEBTS),
            new ClientAccountEvent.Restored(STATEMENT),
            new ClientAccountEvent.PaidOnward(KEY, WORKER_CHANNEL),
            new ClientAccountEvent.Cashed(Nanoton.of(7)),
            new ClientAccountEvent.Complete(59),
            new WorkerAccountEvent.Taken(ENV_HASH, KEY, Nanoton.of(4)),
            new WorkerAccountEvent.Settled(ENV_HASH, STATEMENT, VOUCHER),
            new WorkerAccountEvent.Decided(ENV_HASH, new Usage(0, 0, 9, 1), Nanoton.of(36)),
            new WorkerAccountEvent.Raised(VOUCHER),
            new WorkerAccountEvent.Adopted(STATEMENT),
            new WorkerAccountEvent.Complete(60),
            new PurseEvent.Signed(VOUCHER),
            new PurseEvent.Settled(statement(Statement.Side.CLIENT)),
            new PurseEvent.Complete(61),
            new EarningsEvent.Received(VOUCHER),
            new EarningsEvent.Earned(STATEMENT),
            new EarningsEvent.Complete(62),
            new EarningsEvent.Cashed(Nanoton.of(8)),
            new ClientAccountEvent.Parting(HALF),
            new ClientAccountEvent.Withdrawing(AGREED),
            new ClientAccountEvent.Rekeyed(bytes("4e", 32), Nanoton.of(25), List.of(VOUCHER)),
            new PurseEvent.Parting(HALF),
            new PurseEvent.Withdrawing(AGREED),
            new PurseEvent.Rekeyed(bytes("4f", 32), Nanoton.of(26), List.of()),
            new EarningsEvent.Rekeyed(bytes("50", 32), Nanoton.of(28), List.of(LARGEST)));

    private Samples() {}

    static Attempt attempt(RequestKey key, Bytes hash, Attempt.Bounds bounds, long bought) {
        return Attempt.admitted(key, hash, bounds, TERMS, bought);
    }

    private static Wire.Hello hello(Wire.Role role) {
        return new Wire.Hello(Wire.VERSION, role, NONCE, CHANNEL, 2, "nœud-1");
    }

    private static Statement statement(Statement.Side side) {
        return new Statement(
                new Statement.Subject(side, CHANNEL, 2, LIFE, bytes("5b", 32)),
                new Statement.Figures(11, 12, 13, 14, Nanoton.of(5), Nanoton.of(6), 7),
                SIGNATURE);
    }

    static Bytes bytes(String octet, int count) {
        return Bytes.ofHex(octet.repeat(count));
    }
}
