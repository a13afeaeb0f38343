package org.chrysalis.proxy.account;

import org.chrysalis.agreement.Accord;
import org.chrysalis.agreement.Promise;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.Attempt;
import org.chrysalis.payment.ClientLedger;
import org.chrysalis.payment.Debt;
import org.chrysalis.payment.KeptVouchers;
import org.chrysalis.payment.Onward;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fold of a client account's events. Statements are kept beside it ({@code StatementStore}).
 *
 * @param vouchers that may still be cashed
 * @param handling of each open attempt
 * @param decided ended, counted in {@code used}, and not signed yet
 * @param debts to workers, by attempt, until their accounts have journaled them
 * @param ended none of these is admitted again
 * @param cashed on chain, as far as this node knows
 * @param accord whose vouchers count, and what was promised
 */
public record ClientAccountState(
        ClientLedger ledger,
        KeptVouchers vouchers,
        PSortedMap<RequestKey, Handling> handling,
        PSortedMap<RequestKey, Decision> decided,
        PSortedMap<RequestKey, Owed> debts,
        Ended ended,
        Nanoton cashed,
        Accord accord) {

    /**
     * Who has an attempt.
     *
     * @param workers the channels it was given to, in order
     * @param onward what was paid on to the last of them
     */
    public record Handling(List<Address> workers, Onward onward) {

        static final Handling NONE = new Handling(List.of(), Onward.NONE);

        public Handling {
            workers = List.copyOf(workers);
        }

        Handling with(Address worker) {
            var all = new ArrayList<>(workers);
            all.add(worker);
            return new Handling(all, onward);
        }

        Handling paying(Onward next) {
            return next.equals(Onward.NONE) ? this : new Handling(workers, next);
        }
    }

    /** What an attempt came to, without a signature. */
    public record Decision(Bytes envHash, Usage usage, Nanoton amount) {}

    /** What an attempt's settlement owes to workers. */
    public record Owed(Bytes envHash, List<Debt> debts) {

        public Owed {
            debts = List.copyOf(debts);
        }
    }

    public static final ClientAccountState EMPTY = new ClientAccountState(
            ClientLedger.EMPTY,
            KeptVouchers.NONE,
            TreePMap.empty(),
            TreePMap.empty(),
            TreePMap.empty(),
            Ended.NONE,
            Nanoton.ZERO,
            Accord.NONE);

    /** Replay and life take the same way. */
    public ClientAccountState after(ClientAccountEvent event) {
        return switch (event) {
            case ClientAccountEvent.Admitted(var attempt, var voucher) ->
                with(ledger.with(attempt)).crediting(voucher);
            case ClientAccountEvent.Assigned(var key, var worker) ->
                handling(key, handlingOf(key).with(worker));
            case ClientAccountEvent.Stepped(var key, var upTo, var voucher, var onward) ->
                with(ledger.with(ledger.open().get(key).buying(upTo)))
                        .handling(key, handlingOf(key).paying(onward))
                        .crediting(voucher);
            case ClientAccountEvent.Credited(var voucher) -> crediting(voucher);
            case ClientAccountEvent.Settled(var key, var envHash, var statement, var debts) ->
                ended(key, statement).owing(key, envHash, debts);
            case ClientAccountEvent.Decided decision -> decided(decision);
            case ClientAccountEvent.Adopted(var key, var envHash, var statement, var debts) ->
                ended(key, statement).owing(key, envHash, debts);
            case ClientAccountEvent.Restored(var statement) -> {
                var figures = statement.figures();
                var next = ledger.using(figures.amount(), Nanoton.ZERO).stating(figures.seq());
                yield with(next).restored(statement.subject().request());
            }
            case ClientAccountEvent.PaidOnward(var key, var worker) -> paidOnward(key, worker);
            case ClientAccountEvent.Complete(var seq) -> with(ledger.complete(seq));
            case ClientAccountEvent.Parting(var half) -> promising(new Promise.Parting(half));
            case ClientAccountEvent.Withdrawing(var agreed) ->
                promising(new Promise.Withdrawing(agreed));
            case ClientAccountEvent.Rekeyed rekeyed -> rekeyed(rekeyed);
            case ClientAccountEvent.Cashed(var total) ->
                new ClientAccountState(
                        ledger,
                        vouchers,
                        handling,
                        decided,
                        debts,
                        ended,
                        cashed.max(total),
                        accord);
        };
    }

    /** What this side has signed last, besides statements. */
    public Promise promise() {
        return accord.promise();
    }

    public boolean knows(RequestKey key) {
        return ledger.open().containsKey(key) || decided.containsKey(key) || ended.contains(key);
    }

    /** The attempt that a statement about {@code subject} ends, if it has none yet. */
    Optional<RequestKey> unstated(Bytes subject) {
        var keys = new ArrayList<>(ledger.open().keySet());
        keys.addAll(decided.keySet());
        return keys.stream().filter(key -> key.subject().equals(subject)).findFirst();
    }

    /** What is not settled, for the client to see; what else it thinks open is not. */
    List<Wire.OpenAttempt> openAttempts() {
        return ledger.open().values().stream()
                .map(attempt -> new Wire.OpenAttempt(
                        List.of(attempt.key()), attempt.envHash(), Usage.NONE, 0, attempt.need()))
                .toList();
    }

    /** Signed above what is cashed. */
    public Nanoton uncashed() {
        return ledger.signed().minusOrZero(cashed);
    }

    public Handling handlingOf(RequestKey key) {
        return handling.getOrDefault(key, Handling.NONE);
    }

    /** The ledger with what is known of its open attempts besides. */
    ClientLedger current(Map<RequestKey, Attempt.Progress.Heard> heard) {
        var current = ledger;
        for (var attempt : ledger.open().values()) {
            var progress = heard.get(attempt.key());
            if (progress != null) {
                current = current.with(attempt.hearing(progress));
            }
        }
        return current;
    }

    private ClientAccountState decided(ClientAccountEvent.Decided end) {
        var next = ledger.without(end.key()).using(end.amount(), Nanoton.ZERO);
        var decision = new Decision(end.envHash(), end.usage(), end.amount());
        return new ClientAccountState(
                        next,
                        vouchers,
                        handling.minus(end.key()),
                        decided.plus(end.key(), decision),
                        debts,
                        ended,
                        cashed,
                        accord)
                .owing(end.key(), end.envHash(), end.debts());
    }

    private ClientAccountState ended(RequestKey key, Statement statement) {
        var before = decided.containsKey(key) ? decided.get(key).amount() : Nanoton.ZERO;
        var figures = statement.figures();
        var next = ledger.without(key).using(figures.amount(), before).stating(figures.seq());
        return new ClientAccountState(
                next,
                vouchers.above(next.used()),
                handling.minus(key),
                decided.minus(key),
                debts,
                ended.with(key),
                cashed,
                accord);
    }

    private ClientAccountState restored(Bytes subject) {
        return new ClientAccountState(
                ledger,
                vouchers,
                handling,
                decided,
                debts,
                ended.restoring(subject),
                cashed,
                accord);
    }

    private ClientAccountState owing(RequestKey key, Bytes envHash, List<Debt> more) {
        if (more.isEmpty()) {
            return this;
        }
        var next = debts.plus(key, new Owed(envHash, more));
        return new ClientAccountState(
                ledger, vouchers, handling, decided, next, ended, cashed, accord);
    }

    private ClientAccountState paidOnward(RequestKey key, Address worker) {
        var owed = debts.get(key);
        if (owed == null) {
            return this;
        }
        var rest = owed.debts().stream()
                .filter(debt -> !debt.worker().equals(worker))
                .toList();
        var next =
                rest.isEmpty() ? debts.minus(key) : debts.plus(key, new Owed(owed.envHash(), rest));
        return new ClientAccountState(
                ledger, vouchers, handling, decided, next, ended, cashed, accord);
    }

    private ClientAccountState handling(RequestKey key, Handling next) {
        return new ClientAccountState(
                ledger, vouchers, handling.plus(key, next), decided, debts, ended, cashed, accord);
    }

    private ClientAccountState with(ClientLedger next) {
        return new ClientAccountState(
                next, vouchers, handling, decided, debts, ended, cashed, accord);
    }

    private ClientAccountState promising(Promise promise) {
        var next = accord.promising(promise);
        return new ClientAccountState(
                ledger, vouchers, handling, decided, debts, ended, cashed, next);
    }

    /** What the key before has signed is worth what was cashed of it. */
    private ClientAccountState rekeyed(ClientAccountEvent.Rekeyed event) {
        var kept = vouchers.rekeyed(event.kept());
        var signed =
                kept.highest().stream().map(Voucher::total).reduce(event.cashed(), Nanoton::max);
        return new ClientAccountState(
                ledger.rekeyed(signed),
                kept,
                handling,
                decided,
                debts,
                ended,
                cashed.max(event.cashed()),
                accord.rekeyed(event.key()));
    }

    private ClientAccountState crediting(Voucher voucher) {
        return new ClientAccountState(
                ledger.signing(voucher.total()),
                vouchers.with(voucher, ledger.used()),
                handling,
                decided,
                debts,
                ended,
                cashed,
                accord);
    }
}
