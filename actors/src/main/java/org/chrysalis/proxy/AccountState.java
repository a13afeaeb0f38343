package org.chrysalis.proxy;

import org.chrysalis.money.Usage;
import org.chrysalis.payment.Attempt;
import org.chrysalis.payment.ClientLedger;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The fold of a client account's events.
 *
 * @param vouchers none, or the highest one
 * @param workers the worker channels that each open attempt was given to, in order
 * @param settled the statement of each attempt that ended, so that it is never admitted again
 * @param cashed on chain, as far as this node knows
 */
public record AccountState(
        ClientLedger ledger,
        List<Voucher> vouchers,
        SortedMap<RequestKey, List<Address>> workers,
        SortedMap<RequestKey, Statement> settled,
        Nanoton cashed) {

    public static final AccountState EMPTY = new AccountState(
            ClientLedger.EMPTY, List.of(), new TreeMap<>(), new TreeMap<>(), Nanoton.ZERO);

    public AccountState {
        vouchers = List.copyOf(vouchers);
        workers = Collections.unmodifiableSortedMap(new TreeMap<>(workers));
        settled = Collections.unmodifiableSortedMap(new TreeMap<>(settled));
    }

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
                new AccountState(ledger, vouchers, workers, settled, cashed.max(total));
        };
    }

    public boolean knows(RequestKey key) {
        return ledger.open().containsKey(key) || settled.containsKey(key);
    }

    public Optional<Statement> statementOf(RequestKey key) {
        return Optional.ofNullable(settled.get(key));
    }

    /** The latest statement, for Proof. */
    public List<Statement> lastStatements() {
        return settled.values().stream()
                .filter(statement -> statement.figures().seq() == ledger.seq())
                .toList();
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
        var next = new TreeMap<>(workers);
        var all = new ArrayList<>(workersOf(key));
        all.add(worker);
        next.put(key, List.copyOf(all));
        return new AccountState(ledger, vouchers, next, settled, cashed);
    }

    private AccountState settled(RequestKey key, Statement statement) {
        var left = new TreeMap<>(workers);
        left.remove(key);
        var ended = new TreeMap<>(settled);
        ended.put(key, statement);
        var next = ledger.settling(key, statement.figures().amount());
        return new AccountState(next, vouchers, left, ended, cashed);
    }

    private AccountState withLedger(ClientLedger next) {
        return new AccountState(next, vouchers, workers, settled, cashed);
    }

    private AccountState holding(Voucher voucher) {
        boolean higher = vouchers.isEmpty()
                || voucher.total().isMoreThan(vouchers.getFirst().total());
        return higher ? new AccountState(ledger, List.of(voucher), workers, settled, cashed) : this;
    }
}
