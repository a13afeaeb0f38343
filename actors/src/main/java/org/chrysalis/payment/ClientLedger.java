package org.chrysalis.payment;

import static org.chrysalis.invariant.Invariant.holds;

import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.wire.RequestKey;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The client leg of one channel in one epoch; the proxy's account and the client's purse hold the
 * same figures. Whatever is admitted or extended leaves {@code used + held <= signed}, the exposure
 * test of PAYMENTS §3. A statement whose voucher the payer withholds makes {@code used} higher than
 * {@code signed}: a debt, and nothing is admitted before a voucher covers it.
 *
 * @param signed the highest voucher's total
 * @param used settled, or decided after a crash
 * @param series which statements are known here
 * @param open by key
 */
public record ClientLedger(
        Nanoton signed, Nanoton used, Series series, SortedMap<RequestKey, Attempt> open) {

    public static final ClientLedger EMPTY =
            new ClientLedger(Nanoton.ZERO, Nanoton.ZERO, Series.NONE, new TreeMap<>());

    /** Whether an attempt may start, or go on. */
    public sealed interface Admission {

        /** @param ledger with the attempt in it */
        record Granted(ClientLedger ledger, Attempt attempt) implements Admission {}

        record Refused(Refusal refusal) implements Admission {}
    }

    public ClientLedger {
        open = Collections.unmodifiableSortedMap(new TreeMap<>(open));
    }

    /** What open attempts need. */
    public Nanoton held() {
        var held = Nanoton.ZERO;
        for (var attempt : open.values()) {
            held = held.plus(attempt.need());
        }
        return held;
    }

    /** What may be used once all that is open has ended. */
    public Nanoton worst() {
        var worst = used;
        for (var attempt : open.values()) {
            worst = worst.plus(attempt.worst());
        }
        return worst;
    }

    /** Bought, not used and not held: for later requests. */
    public Nanoton credit() {
        return signed.minusOrZero(used.plus(held()));
    }

    /** Used beyond what was signed: the payer shows statements and withholds their voucher. */
    public Nanoton debt() {
        return used.minusOrZero(signed);
    }

    /** Raised to {@code total}; a lower voucher changes nothing. */
    public ClientLedger signing(Nanoton total) {
        return new ClientLedger(signed.max(total), used, series, open);
    }

    /**
     * Another key signs from now on.
     *
     * @param total that it has signed, or that was cashed of what the one before it did
     */
    public ClientLedger rekeyed(Nanoton total) {
        return new ClientLedger(total, used, series, open);
    }

    /**
     * The proxy's tests on the client leg: the envelope's own limit, exposure, then solvency.
     *
     * @param attempt a new one, or an open one with more bought
     * @param deposited of the channel on final blocks
     */
    public Admission admit(Attempt attempt, Nanoton deposited) {
        if (!attempt.isCovered()) {
            return new Admission.Refused(new Refusal.BalanceTooLow(
                    attempt.needAtAnyCost(), attempt.bounds().maxCost()));
        }
        var next = with(attempt);
        var committed = next.used.plus(next.held());
        if (committed.isMoreThan(signed)) {
            return new Admission.Refused(
                    new Refusal.StepUnpaid(committed.minusOrZero(used), signed.minusOrZero(used)));
        }
        var worst = next.worst();
        if (worst.isMoreThan(deposited)) {
            return new Admission.Refused(new Refusal.BalanceTooLow(worst, deposited));
        }
        holds(!next.debt().isMoreThan(Nanoton.ZERO), "admitted with a debt of %s", next.debt());
        return new Admission.Granted(next, attempt);
    }

    /** What the client must have signed for {@code attempt} beside everything else that is open. */
    public Nanoton toSign(Attempt attempt) {
        var next = with(attempt);
        return signed.max(next.used.plus(next.held()));
    }

    /** With {@code attempt} in place of the one of its key. */
    public ClientLedger with(Attempt attempt) {
        var next = new TreeMap<>(open);
        next.put(attempt.key(), attempt);
        return new ClientLedger(signed, used, series, next);
    }

    /** Without the attempt of {@code key}, if there is one. */
    public ClientLedger without(RequestKey key) {
        var next = new TreeMap<>(open);
        next.remove(key);
        return new ClientLedger(signed, used, series, next);
    }

    /** {@code amount} more is used, and {@code instead} of it was counted before. */
    public ClientLedger using(Nanoton amount, Nanoton instead) {
        holds(!instead.isMoreThan(used), "%s counted of %s used", instead, used);
        return new ClientLedger(signed, used.minus(instead).plus(amount), series, open);
    }

    /** A statement of number {@code number} is known. */
    public ClientLedger stating(long number) {
        return new ClientLedger(signed, used, series.with(number), open);
    }

    /** The other side has shown all that it has up to {@code number}. */
    public ClientLedger complete(long number) {
        return new ClientLedger(signed, used, series.upTo(number), open);
    }

    /** Of the last statement, 0 before the first. */
    public long seq() {
        return series.highest();
    }
}
