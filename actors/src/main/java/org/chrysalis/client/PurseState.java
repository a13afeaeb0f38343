package org.chrysalis.client;

import org.chrysalis.agreement.Accord;
import org.chrysalis.agreement.Promise;
import org.chrysalis.contract.Fees;
import org.chrysalis.payment.ClientLedger;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The fold of a purse's events. Its ledger knows no open attempts: those are not durable here.
 * Statements are kept beside it ({@code StatementStore}).
 *
 * @param vouchers none, or the highest one
 * @param reached the highest total that any key of this client has ever signed in this epoch, and
 *     after a change of keys no less than a void key may have signed and nobody cashed
 * @param accord whose vouchers count, and what was promised
 */
public record PurseState(
        ClientLedger ledger, List<Voucher> vouchers, Nanoton reached, Accord accord) {

    /**
     * What the proxy let be when the key changed. No voucher of the void key is shown any more, so
     * a purse that has lost what it signed could not believe it, and would never be served again.
     */
    private static final Nanoton NOT_WORTH_CASHING = Fees.KNOWN.cashFee().times(2);

    public static final PurseState EMPTY =
            new PurseState(ClientLedger.EMPTY, List.of(), Nanoton.ZERO, Accord.NONE);

    public PurseState {
        vouchers = List.copyOf(vouchers);
        reached = reached.max(ledger.signed());
    }

    public PurseState after(PurseEvent event) {
        return switch (event) {
            case PurseEvent.Signed(var voucher) ->
                new PurseState(ledger.signing(voucher.total()), highest(voucher), reached, accord);
            case PurseEvent.Settled(var statement) -> {
                var figures = statement.figures();
                yield new PurseState(
                        ledger.using(figures.amount(), Nanoton.ZERO).stating(figures.seq()),
                        vouchers,
                        reached,
                        accord);
            }
            case PurseEvent.Complete(var seq) ->
                new PurseState(ledger.complete(seq), vouchers, reached, accord);
            case PurseEvent.Parting(var half) -> promising(new Promise.Parting(half));
            case PurseEvent.Withdrawing(var agreed) -> promising(new Promise.Withdrawing(agreed));
            case PurseEvent.Rekeyed(var key, var cashed, var kept) -> {
                var signed = kept.stream().map(Voucher::total).reduce(cashed, Nanoton::max);
                yield new PurseState(
                        ledger.rekeyed(signed),
                        kept,
                        reached.max(signed.plus(NOT_WORTH_CASHING)),
                        accord.rekeyed(key));
            }
        };
    }

    private PurseState promising(Promise promise) {
        return new PurseState(ledger, vouchers, reached, accord.promising(promise));
    }

    /** What this side has signed last, besides vouchers. */
    public Promise promise() {
        return accord.promise();
    }

    /**
     * What the proxy showed, as events. A signer adopts whatever verifies under its own key, so it
     * never signs below it again, and books what the proxy has settled.
     *
     * @param statements that are not booked
     * @param former whether a key that is void has bought what a statement is about
     */
    List<PurseEvent> adopting(
            List<Voucher> shown, List<Statement> statements, Predicate<Statement> former) {
        var events = new ArrayList<PurseEvent>();
        var next = this;
        for (var voucher : shown) {
            if (voucher.total().isMoreThan(next.ledger.signed())) {
                events.add(new PurseEvent.Signed(voucher));
                next = next.after(events.getLast());
            }
        }
        for (var statement : statements) {
            if (!next.ledger.series().has(statement)
                    && next.believes(statement, former.test(statement))) {
                events.add(new PurseEvent.Settled(statement));
                next = next.after(events.getLast());
            }
        }
        return events;
    }

    /**
     * A proxy cannot have used more than this client has signed, whatever it states.
     *
     * @param former whether a key that is void has bought it: what that key signed counts then
     */
    boolean believes(Statement statement, boolean former) {
        var most = former ? reached : ledger.signed();
        var used = ledger.used().plus(statement.figures().amount());
        return !statement.figures().total().isMoreThan(most) && !used.isMoreThan(most);
    }

    private List<Voucher> highest(Voucher voucher) {
        boolean higher = vouchers.isEmpty()
                || voucher.total().isMoreThan(vouchers.getFirst().total());
        return higher ? List.of(voucher) : vouchers;
    }
}
