package org.chrysalis.client;

import org.chrysalis.payment.ClientLedger;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;

import java.util.List;

/**
 * The fold of a purse's events. Its ledger knows no open attempts: those are not durable here.
 *
 * @param vouchers none, or the highest one
 * @param statements none, or the last one
 */
public record PurseState(ClientLedger ledger, List<Voucher> vouchers, List<Statement> statements) {

    public static final PurseState EMPTY = new PurseState(ClientLedger.EMPTY, List.of(), List.of());

    public PurseState {
        vouchers = List.copyOf(vouchers);
        statements = List.copyOf(statements);
    }

    public PurseState after(PurseEvent event) {
        return switch (event) {
            case PurseEvent.Signed(var voucher) ->
                new PurseState(ledger.signing(voucher.total()), highest(voucher), statements);
            case PurseEvent.Settled(var statement) -> {
                var figures = statement.figures();
                boolean later = figures.seq() > ledger.seq();
                yield new PurseState(
                        ledger.adopting(figures.total(), figures.seq()),
                        vouchers,
                        later ? List.of(statement) : statements);
            }
        };
    }

    /** A proxy cannot have used more than this client ever signed, whatever it states. */
    boolean believes(Statement statement) {
        return !statement.figures().total().isMoreThan(ledger.signed());
    }

    private List<Voucher> highest(Voucher voucher) {
        boolean higher = vouchers.isEmpty()
                || voucher.total().isMoreThan(vouchers.getFirst().total());
        return higher ? List.of(voucher) : vouchers;
    }
}
