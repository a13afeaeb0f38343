package org.chrysalis.worker;

import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;

import java.util.List;

/**
 * The fold of a worker's earnings.
 *
 * @param vouchers none, or the highest one
 * @param statements none, or the last one
 * @param cashed on chain, as far as this node knows
 */
public record EarnedState(List<Voucher> vouchers, List<Statement> statements, Nanoton cashed) {

    public static final EarnedState EMPTY = new EarnedState(List.of(), List.of(), Nanoton.ZERO);

    public EarnedState {
        vouchers = List.copyOf(vouchers);
        statements = List.copyOf(statements);
    }

    public EarnedState after(EarnedEvent event) {
        return switch (event) {
            case EarnedEvent.Received(var voucher) -> holding(voucher);
            case EarnedEvent.Earned(var statement, var voucher) ->
                new EarnedState(vouchers, later(statement), cashed).holding(voucher);
            case EarnedEvent.Cashed(var total) ->
                new EarnedState(vouchers, statements, cashed.max(total));
        };
    }

    /** Whether {@code voucher} pays all that {@code statement} says was earned so far. */
    static boolean isPaid(Statement statement, Voucher voucher) {
        return !statement.figures().total().isMoreThan(voucher.total());
    }

    /** Settled in all, as the last statement says. */
    public Nanoton earned() {
        return statements.isEmpty()
                ? Nanoton.ZERO
                : statements.getFirst().figures().total();
    }

    /** Payable by the highest voucher. */
    public Nanoton payable() {
        return vouchers.isEmpty() ? Nanoton.ZERO : vouchers.getFirst().total();
    }

    public Nanoton uncashed() {
        return payable().minusOrZero(cashed);
    }

    private List<Statement> later(Statement statement) {
        boolean later = statements.isEmpty()
                || statement.figures().seq() > statements.getFirst().figures().seq();
        return later ? List.of(statement) : statements;
    }

    private EarnedState holding(Voucher voucher) {
        return voucher.total().isMoreThan(payable())
                ? new EarnedState(List.of(voucher), statements, cashed)
                : this;
    }
}
