package org.chrysalis.proxy;

import org.chrysalis.money.Usage;
import org.chrysalis.payment.Attempt;
import org.chrysalis.payment.ClientLedger;
import org.chrysalis.sealing.Envelope;
import org.chrysalis.ton.Address;
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
 * The fold of a client account's events.
 *
 * @param vouchers none, or the highest one
 * @param statements none, or the last one
 * @param workers the worker channels that each attempt was given to, in order, until it is
 *     forgotten
 * @param settled the statement of each attempt that ended, so that it is never admitted again
 * @param forgotten ms UTC: what was asked then or before may have ended and is not admitted
 * @param cashed on chain, as far as this node knows
 */
public record AccountState(
        ClientLedger ledger,
        List<Voucher> vouchers,
        List<Statement> statements,
        PSortedMap<RequestKey, List<Address>> workers,
        PSortedMap<RequestKey, Statement> settled,
        long forgotten,
        Nanoton cashed) {

    public static final AccountState EMPTY = new AccountState(
            ClientLedger.EMPTY,
            List.of(),
            List.of(),
            TreePMap.empty(),
            TreePMap.empty(),
            0,
            Nanoton.ZERO);

    public AccountState {
        vouchers = List.copyOf(vouchers);
        statements = List.copyOf(statements);
    }

    /** The newest may have been asked by a clock that is ahead. */
    private static final long FORGET_MS = RequestKey.GOOD_FOR.toMillis() + Envelope.TOLERANCE;

    /** Replay and life take the same way. */
    public AccountState after(AccountEvent event) {
        return switch (event) {
            case AccountEvent.Admitted(var attempt, var voucher) ->
                withLedger(ledger.signing(voucher.total()).with(attempt)).holding(voucher);
            case AccountEvent.Assigned(var key, var worker) -> assigned(key, worker);
            case AccountEvent.Stepped(var key, var upTo, var voucher) ->
                withLedger(ledger.signing(voucher.total())
                                .with(ledger.open().get(key).buying(upTo)))
                        .holding(voucher);
            case AccountEvent.Credited(var voucher) ->
                withLedger(ledger.signing(voucher.total())).holding(voucher);
            case AccountEvent.Settled end -> settled(end.key(), end.statement());
            case AccountEvent.Cashed(var total) ->
                new AccountState(
                        ledger,
                        vouchers,
                        statements,
                        workers,
                        settled,
                        forgotten,
                        cashed.max(total));
        };
    }

    public boolean knows(RequestKey key) {
        return key.asked() <= forgotten
                || ledger.open().containsKey(key)
                || settled.containsKey(key);
    }

    public Optional<Statement> statementOf(RequestKey key) {
        return Optional.ofNullable(settled.get(key));
    }

    /** What is not settled, for Proof; what else a client thinks open is not. */
    List<Wire.OpenAttempt> openAttempts() {
        return ledger.open().keySet().stream()
                .map(key -> new Wire.OpenAttempt(key.subject(), Usage.NONE, 0))
                .toList();
    }

    /** Signed above what is cashed. */
    public Nanoton uncashed() {
        return ledger.signed().minusOrZero(cashed);
    }

    public List<Address> workersOf(RequestKey key) {
        return workers.getOrDefault(key, List.of());
    }

    /** Whether it is not settled, and was given to this worker. */
    boolean isOpenAt(RequestKey key, Address worker) {
        return ledger.open().containsKey(key) && workersOf(key).contains(worker);
    }

    /** Whether what is charged for it is this worker's. */
    boolean wasLastAt(RequestKey key, Address worker) {
        var all = workersOf(key);
        return !all.isEmpty() && all.getLast().equals(worker);
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

    /** Ends {@code attempt} at {@code usage}, for at most what it had bought and what is signed. */
    AccountEvent.Settled settlement(
            Attempt attempt, Usage usage, long coefficient, long epoch, ProxySettings settings) {
        var amount = attempt.charge(settings.terms(), usage, coefficient)
                .min(attempt.need(settings.terms()))
                .min(ledger.signed().minus(ledger.used()));
        var subject = new Statement.Subject(
                Statement.Side.CLIENT,
                attempt.key().channel(),
                epoch,
                attempt.key().subject());
        var figures = usage.figures(amount, ledger.used().plus(amount), ledger.seq() + 1);
        return new AccountEvent.Settled(
                attempt.key(),
                attempt.envHash(),
                Statement.sign(settings.networkId(), subject, figures, settings.signingKey()));
    }

    private AccountState assigned(RequestKey key, Address worker) {
        var all = new ArrayList<>(workersOf(key));
        all.add(worker);
        var next = workers.plus(key, List.copyOf(all));
        return new AccountState(ledger, vouchers, statements, next, settled, forgotten, cashed);
    }

    private AccountState settled(RequestKey key, Statement statement) {
        var next = ledger.settling(key, statement.figures().amount());
        var ended = settled.plus(key, statement);
        return new AccountState(
                        next, vouchers, List.of(statement), workers, ended, forgotten, cashed)
                .forgetting();
    }

    /**
     * Without what is too old to be admitted again. Ages are told by the ids themselves, so that
     * replay forgets the same; a clock that jumps ahead and comes back admits nothing twice.
     */
    private AccountState forgetting() {
        long newest = settled.lastKey().asked();
        var kept = settled;
        var had = workers;
        long last = forgotten;
        while (kept.firstKey().asked() < newest - FORGET_MS) {
            last = kept.firstKey().asked();
            had = had.minus(kept.firstKey());
            kept = kept.minus(kept.firstKey());
        }
        return new AccountState(ledger, vouchers, statements, had, kept, last, cashed);
    }

    private AccountState withLedger(ClientLedger next) {
        return new AccountState(next, vouchers, statements, workers, settled, forgotten, cashed);
    }

    private AccountState holding(Voucher voucher) {
        boolean higher = vouchers.isEmpty()
                || voucher.total().isMoreThan(vouchers.getFirst().total());
        return higher
                ? new AccountState(
                        ledger, List.of(voucher), statements, workers, settled, forgotten, cashed)
                : this;
    }
}
