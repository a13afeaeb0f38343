package org.chrysalis.proxy.account;

import org.chrysalis.money.Usage;
import org.chrysalis.payment.WorkerLedger;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.Wire;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

import java.util.List;
import java.util.Map;

/**
 * The fold of a worker account's events. Statements are kept beside it ({@code StatementStore}).
 *
 * @param vouchers none, or the highest one that is journaled
 * @param decided ended, counted in {@code earned}, and not signed yet
 */
public record WorkerAccountState(
        WorkerLedger ledger, List<Voucher> vouchers, PSortedMap<Bytes, Decision> decided) {

    /** What an attempt came to, without a signature. */
    public record Decision(Usage usage, Nanoton amount) {}

    public static final WorkerAccountState EMPTY =
            new WorkerAccountState(WorkerLedger.EMPTY, List.of(), TreePMap.empty());

    public WorkerAccountState {
        vouchers = List.copyOf(vouchers);
    }

    public WorkerAccountState after(WorkerAccountEvent event) {
        return switch (event) {
            case WorkerAccountEvent.Taken(var envHash, var key, var worst) ->
                new WorkerAccountState(ledger.assigned(envHash, key, worst), vouchers, decided);
            case WorkerAccountEvent.Settled(var envHash, var statement, var voucher) ->
                ended(envHash, statement).raised(voucher);
            case WorkerAccountEvent.Decided(var envHash, var usage, var amount) ->
                new WorkerAccountState(
                        ledger.without(envHash).earning(amount, Nanoton.ZERO),
                        vouchers,
                        decided.plus(envHash, new Decision(usage, amount)));
            case WorkerAccountEvent.Raised(var voucher) -> raised(voucher);
            case WorkerAccountEvent.Adopted(var statement) ->
                ended(statement.subject().request(), statement);
            case WorkerAccountEvent.Complete(var seq) ->
                new WorkerAccountState(ledger.complete(seq), vouchers, decided);
        };
    }

    /** The ledger with the completions of open attempts that were paid with grants since. */
    WorkerLedger current(Map<Bytes, Nanoton> completed, Nanoton signed) {
        var current = ledger.signing(signed);
        for (var entry : completed.entrySet()) {
            current = current.completing(entry.getKey(), entry.getValue());
        }
        return current;
    }

    /** Whether nothing waits for anybody. */
    boolean isIdle() {
        return ledger.open().isEmpty() && decided.isEmpty();
    }

    /** What is not settled, for the worker to see. */
    List<Wire.OpenAttempt> openAttempts() {
        return ledger.open().keySet().stream()
                .map(envHash ->
                        new Wire.OpenAttempt(List.of(), envHash, Usage.NONE, 0, Nanoton.ZERO))
                .toList();
    }

    private WorkerAccountState ended(Bytes envHash, Statement statement) {
        var before = decided.containsKey(envHash) ? decided.get(envHash).amount() : Nanoton.ZERO;
        var figures = statement.figures();
        var next = ledger.without(envHash).earning(figures.amount(), before).stating(figures.seq());
        return new WorkerAccountState(next, vouchers, decided.minus(envHash));
    }

    private WorkerAccountState raised(Voucher voucher) {
        boolean higher = vouchers.isEmpty()
                || voucher.total().isMoreThan(vouchers.getFirst().total());
        return new WorkerAccountState(
                ledger.signing(voucher.total()), higher ? List.of(voucher) : vouchers, decided);
    }
}
