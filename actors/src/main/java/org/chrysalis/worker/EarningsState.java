package org.chrysalis.worker;

import org.chrysalis.payment.Leg;
import org.chrysalis.payment.Series;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The fold of a worker's earnings. Statements are kept beside it ({@code StatementStore}).
 *
 * @param vouchers none, or the highest one
 * @param earned settled in all
 * @param series which statements it has
 * @param cashed on chain, as far as this node knows
 * @param lapsed of a key that is in force no longer, the latest ones: a chain's server that said so
 *     may have lied
 * @param payerKey in force, 32 bytes, once it was seen to be another than the channel was born with
 */
public record EarningsState(
        List<Voucher> vouchers,
        List<Voucher> lapsed,
        Nanoton earned,
        Series series,
        Nanoton cashed,
        Bytes payerKey) {

    /** As many keys nobody changes within an epoch. */
    private static final int MOST_LAPSED = 8;

    public static final EarningsState EMPTY = new EarningsState(
            List.of(), List.of(), Nanoton.ZERO, Series.NONE, Nanoton.ZERO, Bytes.EMPTY);

    public EarningsState {
        vouchers = List.copyOf(vouchers);
        lapsed = List.copyOf(lapsed);
    }

    public EarningsState after(EarningsEvent event) {
        return switch (event) {
            case EarningsEvent.Received(var voucher) -> holding(voucher);
            case EarningsEvent.Earned(var statement) -> {
                var figures = statement.figures();
                yield new EarningsState(
                        vouchers,
                        lapsed,
                        earned.plus(figures.amount()),
                        series.with(figures.seq()),
                        cashed,
                        payerKey);
            }
            case EarningsEvent.Complete(var seq) ->
                new EarningsState(vouchers, lapsed, earned, series.upTo(seq), cashed, payerKey);
            case EarningsEvent.Cashed(var total) ->
                new EarningsState(vouchers, lapsed, earned, series, cashed.max(total), payerKey);
            case EarningsEvent.Rekeyed(var key, var total, var kept) ->
                new EarningsState(kept, lapsed(kept), earned, series, cashed.max(total), key);
        };
    }

    /**
     * What the proxy showed, as events.
     *
     * @param shown none, or its highest voucher
     * @param statements that are not booked
     */
    List<EarningsEvent> adopting(List<Voucher> shown, List<Statement> statements) {
        var events = new ArrayList<EarningsEvent>();
        for (var voucher : shown) {
            if (isHigher(voucher)) {
                events.add(new EarningsEvent.Received(voucher));
            }
        }
        var next = this;
        for (var statement : statements) {
            if (next.believes(statement)) {
                events.add(new EarningsEvent.Earned(statement));
                next = next.after(events.getLast());
            }
        }
        return events;
    }

    /** Whether it is new, and all that is earned is still less than there is. */
    boolean believes(Statement statement) {
        var rest = Leg.MAX_TOTAL.minusOrZero(earned);
        return !series.has(statement) && !statement.figures().amount().isMoreThan(rest);
    }

    /** Whether {@code voucher} pays all that {@code statement} says was earned so far. */
    static boolean isPaid(Statement statement, Voucher voucher) {
        return !statement.figures().total().isMoreThan(voucher.total());
    }

    /** The highest that {@code key} honours, if there is one: another key is in force. */
    List<Voucher> of(Predicate<Voucher> key) {
        return Stream.concat(vouchers.stream(), lapsed.stream())
                .filter(key)
                .max(Comparator.comparing(Voucher::total))
                .stream()
                .toList();
    }

    private List<Voucher> lapsed(List<Voucher> honoured) {
        var others = Stream.concat(lapsed.stream(), vouchers.stream())
                .filter(one -> !honoured.contains(one))
                .toList();
        return others.subList(Math.max(0, others.size() - MOST_LAPSED), others.size());
    }

    /** Paid, or payable by the highest voucher. */
    public Nanoton payable() {
        return vouchers.isEmpty() ? cashed : cashed.max(vouchers.getFirst().total());
    }

    /** Than the one in hand. What was cashed is no bound: the chain's server may have lied. */
    boolean isHigher(Voucher voucher) {
        return vouchers.stream().noneMatch(held -> !voucher.total().isMoreThan(held.total()));
    }

    /**
     * What the proxy owes, of all that is settled and what is {@code unpaid} besides: a voucher in
     * hand pays for it, at most up to the channel's deposit.
     *
     * @param paid on chain, as it is seen now
     */
    Nanoton owed(Nanoton unpaid, Nanoton deposited, Nanoton paid) {
        var payable = vouchers.isEmpty() ? paid : paid.max(vouchers.getFirst().total());
        return earned.plus(unpaid).minusOrZero(payable.min(deposited));
    }

    public Nanoton uncashed() {
        return payable().minusOrZero(cashed);
    }

    private EarningsState holding(Voucher voucher) {
        return isHigher(voucher)
                ? new EarningsState(List.of(voucher), lapsed, earned, series, cashed, payerKey)
                : this;
    }
}
