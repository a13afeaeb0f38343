package org.chrysalis.payment;

import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Voucher;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The vouchers of an epoch that may still be cashed. A payer signs ahead of what it uses: whoever
 * has only the highest one cannot cash what was earned without taking more. So those above what is
 * used are kept, and the highest one that is not.
 *
 * @param all by rising total; at most {@link #MOST}
 * @param lapsed of a key that is in force no longer, the latest ones: a chain's server that said so
 *     may have lied; at most {@link #MOST}
 */
public record KeptVouchers(List<Voucher> all, List<Voucher> lapsed) {

    /** Beyond, those go whose absence costs the payer least. */
    public static final int MOST = 64;

    public static final KeptVouchers NONE = new KeptVouchers(List.of(), List.of());

    public KeptVouchers {
        all = List.copyOf(all);
        lapsed = List.copyOf(lapsed);
    }

    /** Those that {@code key} honours, by rising total: what another key in force can be paid. */
    public List<Voucher> of(Predicate<Voucher> key) {
        return Stream.concat(all.stream(), lapsed.stream())
                .filter(key)
                .sorted(Comparator.comparing(Voucher::total))
                .toList();
    }

    /** Another key is in force, which honours these: all others have lapsed. */
    public KeptVouchers rekeyed(List<Voucher> honoured) {
        var others = Stream.concat(lapsed.stream(), all.stream())
                .filter(one -> !honoured.contains(one))
                .toList();
        int older = Math.max(0, others.size() - MOST);
        return new KeptVouchers(honoured, others.subList(older, others.size()));
    }

    /** With this one besides, and without those that {@code used} has overtaken. */
    public KeptVouchers with(Voucher voucher, Nanoton used) {
        var next = new ArrayList<Voucher>();
        for (var kept : all) {
            if (!kept.total().isMoreThan(voucher.total())) {
                next.add(kept);
            }
        }
        if (next.isEmpty() || !next.getLast().total().equals(voucher.total())) {
            next.add(voucher);
        }
        for (var kept : all) {
            if (kept.total().isMoreThan(voucher.total())) {
                next.add(kept);
            }
        }
        return new KeptVouchers(thinned(next), lapsed).above(used);
    }

    /** Without those that {@code used} has overtaken, but for the highest of them. */
    public KeptVouchers above(Nanoton used) {
        long overtaken =
                all.stream().filter(kept -> !kept.total().isMoreThan(used)).count();
        return overtaken < 2
                ? this
                : new KeptVouchers(all.subList((int) overtaken - 1, all.size()), lapsed);
    }

    private static List<Voucher> thinned(List<Voucher> many) {
        var left = new ArrayList<>(many);
        while (left.size() > MOST) {
            int narrowest = 1;
            for (int i = 2; i < left.size() - 1; i++) {
                if (gap(left, narrowest).isMoreThan(gap(left, i))) {
                    narrowest = i;
                }
            }
            left.remove(narrowest);
        }
        return left;
    }

    /** Between the neighbours of one: without it a payer may lose as much. */
    private static Nanoton gap(List<Voucher> vouchers, int index) {
        return vouchers.get(index + 1).total().minus(vouchers.get(index - 1).total());
    }

    /** None, or the highest one. */
    public List<Voucher> highest() {
        return all.isEmpty() ? List.of() : List.of(all.getLast());
    }

    /** The highest that is not above {@code used}: cashing it takes nothing that is not earned. */
    public Optional<Voucher> within(Nanoton used) {
        return all.stream()
                .filter(kept -> !kept.total().isMoreThan(used))
                .reduce((_, higher) -> higher);
    }

    /** The lowest that is not below {@code earned}, else the highest. */
    public Optional<Voucher> covering(Nanoton earned) {
        return all.stream()
                .filter(kept -> !earned.isMoreThan(kept.total()))
                .findFirst()
                .or(() -> highest().stream().findFirst());
    }
}
