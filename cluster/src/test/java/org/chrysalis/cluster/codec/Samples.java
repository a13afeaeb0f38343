package org.chrysalis.cluster.codec;

import org.chrysalis.client.PurseEvent;
import org.chrysalis.client.PurseState;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.Attempt;
import org.chrysalis.payment.ClientLedger;
import org.chrysalis.payment.WorkerLedger;
import org.chrysalis.payment.WorkerLedger.Assignment;
import org.chrysalis.proxy.AccountEvent;
import org.chrysalis.proxy.AccountState;
import org.chrysalis.proxy.EarningEvent;
import org.chrysalis.proxy.EarningState;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;
import org.chrysalis.worker.EarnedEvent;
import org.chrysalis.worker.EarnedState;
import org.pcollections.TreePMap;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
    static final Bytes SIGNATURE = bytes("5c", 64);
    static final Address CHANNEL = Address.of(bytes("c1", 32));
    static final Address WORKER_CHANNEL = new Address((byte) -1, bytes("c2", 32));
    static final RequestKey KEY = new RequestKey(CHANNEL, bytes("1a", 16), 3);
    static final Voucher VOUCHER = new Voucher(CHANNEL, 2, Nanoton.of(123_456), bytes("5d", 64));
    static final Statement STATEMENT = statement(Statement.Side.WORKER);
    static final Wire.Offer OFFER = new Wire.Offer(
            Bytes.ofHex("4e7c0f"), Bytes.ofHex("e71de2ce"), "modèle", 1_000, 8_192, 4);

    /** Largest figures: u32 where the protocol says so, 2^63 - 1 for amounts. */
    private static final Voucher LARGEST =
            new Voucher(WORKER_CHANNEL, 0xffff_ffffL, Nanoton.of(Long.MAX_VALUE), SIGNATURE);

    static final List<Wire> MESSAGES = List.of(
            hello(Wire.Role.CLIENT),
            hello(Wire.Role.PROXY),
            hello(Wire.Role.WORKER),
            new Wire.Proof(SIGNATURE, List.of(), List.of(), List.of()),
            new Wire.Proof(
                    SIGNATURE,
                    List.of(VOUCHER),
                    List.of(STATEMENT),
                    List.of(new Wire.OpenAttempt(ENV_HASH, new Usage(1, 2, 3, 4), 900))),
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
            new Wire.Paid(ENV_HASH, STATEMENT, VOUCHER));

    static final List<Refusal> REFUSALS = List.of(
            new Refusal.UnknownModel(),
            new Refusal.ProxyUnreachable(),
            new Refusal.WorkersBusy(2),
            new Refusal.WorkerLost(16),
            new Refusal.WorkerAtFault(17),
            new Refusal.ProxyLost(),
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
            new Refusal.VoucherInvalid(),
            new Refusal.ProofInvalid(),
            new Refusal.TooManyRequests(64),
            new Refusal.WindowExceeded(Nanoton.of(15), Nanoton.of(14)),
            new Refusal.StreamBroken(),
            new Refusal.StatementDisputed(Nanoton.of(18), Nanoton.of(17)),
            new Refusal.Cancelled(),
            new Refusal.Unknown("of_a_newer_peer"));

    static final List<Object> EVENTS = List.of(
            new AccountEvent.Admitted(
                    Attempt.admitted(
                            KEY, ENV_HASH, new Attempt.Bounds(100, 64, 2_000, Nanoton.of(9)), 16),
                    VOUCHER),
            new AccountEvent.Assigned(KEY, WORKER_CHANNEL),
            new AccountEvent.Stepped(KEY, 48, VOUCHER),
            new AccountEvent.Credited(LARGEST),
            new AccountEvent.Settled(KEY, ENV_HASH, STATEMENT),
            new AccountEvent.Cashed(Nanoton.of(7)),
            new EarningEvent.Taken(ENV_HASH, KEY, Nanoton.of(4)),
            new EarningEvent.Settled(ENV_HASH, STATEMENT, VOUCHER),
            new EarningEvent.Adopted(VOUCHER),
            new PurseEvent.Signed(VOUCHER),
            new PurseEvent.Settled(statement(Statement.Side.CLIENT)),
            new EarnedEvent.Received(VOUCHER),
            new EarnedEvent.Earned(STATEMENT, VOUCHER),
            new EarnedEvent.Cashed(Nanoton.of(8)));

    private static final RequestKey ENDED = new RequestKey(CHANNEL, bytes("1c", 16), 1);
    private static final Attempt OPEN =
            Attempt.admitted(KEY, ENV_HASH, new Attempt.Bounds(101, 64, 2_000, Nanoton.of(9)), 16);
    private static final Attempt UNASSIGNED = Attempt.admitted(
            new RequestKey(CHANNEL, bytes("1b", 16), 0),
            bytes("a3", 32),
            new Attempt.Bounds(102, 65, 2_001, Nanoton.of(10)),
            17);

    static final List<Object> STATES = List.of(
            AccountState.EMPTY,
            new AccountState(
                    ledger(OPEN, UNASSIGNED),
                    List.of(VOUCHER),
                    List.of(STATEMENT),
                    TreePMap.singleton(KEY, List.of(WORKER_CHANNEL, CHANNEL))
                            .plus(ENDED, List.of(CHANNEL)),
                    TreePMap.singleton(ENDED, STATEMENT),
                    1_795_000_000_000L,
                    Nanoton.of(31)),
            EarningState.EMPTY,
            new EarningState(
                    new WorkerLedger(
                            Nanoton.of(41),
                            Nanoton.of(42),
                            43,
                            new TreeMap<>(Map.of(
                                    ENV_HASH, new Assignment(KEY, Nanoton.of(44), Nanoton.ZERO)))),
                    List.of(VOUCHER),
                    List.of(STATEMENT)),
            PurseState.EMPTY,
            new PurseState(ledger(), List.of(VOUCHER), List.of(STATEMENT)),
            EarnedState.EMPTY,
            new EarnedState(List.of(VOUCHER), List.of(STATEMENT), Nanoton.of(32)));

    private Samples() {}

    private static ClientLedger ledger(Attempt... attempts) {
        var open = new TreeMap<RequestKey, Attempt>();
        for (var attempt : attempts) {
            open.put(attempt.key(), attempt);
        }
        return new ClientLedger(Nanoton.of(22), Nanoton.of(21), 23, open);
    }

    private static Wire.Hello hello(Wire.Role role) {
        return new Wire.Hello(Wire.VERSION, role, NONCE, CHANNEL, 2, "nœud-1");
    }

    private static Statement statement(Statement.Side side) {
        return new Statement(
                new Statement.Subject(side, CHANNEL, 2, bytes("5b", 32)),
                new Statement.Figures(11, 12, 13, 14, Nanoton.of(5), Nanoton.of(6), 7),
                SIGNATURE);
    }

    private static Bytes bytes(String octet, int count) {
        return Bytes.ofHex(octet.repeat(count));
    }
}
