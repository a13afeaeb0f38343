package org.chrysalis.payment;

import static org.chrysalis.money.Invariant.holds;

import org.chrysalis.money.Terms;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.wire.RequestKey;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The client leg of one channel in one epoch; the proxy's account and the client's purse hold the
 * same figures. Invariant: {@code used <= signed}; when something is admitted or extended, also
 * {@code used + held <= signed}, the exposure test of PAYMENTS §3.
 *
 * @param signed the highest voucher's total
 * @param used settled
 * @param seq of the last statement, 0 before the first
 * @param open by key
 */
public record ClientLedger(
        Nanoton signed, Nanoton used, long seq, SortedMap<RequestKey, Attempt> open) {

    public static final ClientLedger EMPTY =
            new ClientLedger(Nanoton.ZERO, Nanoton.ZERO, 0, new TreeMap<>());

    /** Whether an attempt may start, or go on. */
    public sealed interface Admission {

        /** @param ledger with the attempt in it */
        record Granted(ClientLedger ledger, Attempt attempt) implements Admission {}

        record Refused(Refusal refusal) implements Admission {}
    }

    public ClientLedger {
        open = Collections.unmodifiableSortedMap(new TreeMap<>(open));
        holds(!used.isMoreThan(signed), "used %s of %s signed", used, signed);
    }

    /** What open attempts need. */
    public Nanoton held(Terms terms) {
        var held = Nanoton.ZERO;
        for (var attempt : open.values()) {
            held = held.plus(attempt.need(terms));
        }
        return held;
    }

    /** Bought, not used and not held: for later requests. */
    public Nanoton credit(Terms terms) {
        return signed.minusOrZero(used.plus(held(terms)));
    }

    /** Raised to {@code total}; a lower voucher changes nothing. */
    public ClientLedger signing(Nanoton total) {
        return new ClientLedger(signed.max(total), used, seq, open);
    }

    /**
     * The proxy's tests on the client leg: the envelope's own limit, exposure, then solvency.
     *
     * @param attempt a new one, or an open one with more bought
     * @param deposited of the channel on final blocks
     */
    public Admission admit(Attempt attempt, Terms terms, Nanoton deposited) {
        if (!attempt.isCovered(terms)) {
            return new Admission.Refused(new Refusal.BalanceTooLow(
                    attempt.needAtAnyCost(terms), attempt.bounds().maxCost()));
        }
        var next = with(attempt);
        var committed = next.used.plus(next.held(terms));
        if (committed.isMoreThan(signed)) {
            return new Admission.Refused(
                    new Refusal.StepUnpaid(committed.minus(used), signed.minus(used)));
        }
        var worst = next.used;
        for (var other : next.open.values()) {
            worst = worst.plus(other.worst(terms));
        }
        return worst.isMoreThan(deposited)
                ? new Admission.Refused(new Refusal.BalanceTooLow(worst, deposited))
                : new Admission.Granted(next, attempt);
    }

    /** What the client must have signed for {@code attempt} beside everything else that is open. */
    public Nanoton toSign(Attempt attempt, Terms terms) {
        var next = with(attempt);
        return signed.max(next.used.plus(next.held(terms)));
    }

    /** With {@code attempt} in place of the one of its key. */
    public ClientLedger with(Attempt attempt) {
        var next = new TreeMap<>(open);
        next.put(attempt.key(), attempt);
        return new ClientLedger(signed, used, seq, next);
    }

    /** The attempt ends; {@code amount} was charged, and the statement bears the next number. */
    public ClientLedger settling(RequestKey key, Nanoton amount) {
        holds(open.containsKey(key), "%s settled without being open", key);
        var next = new TreeMap<>(open);
        next.remove(key);
        return new ClientLedger(signed, used.plus(amount), seq + 1, next);
    }

    /** As the other side's later statement says; what it does not know stays open. */
    public ClientLedger adopting(Nanoton total, long laterSeq) {
        return laterSeq <= seq ? this : new ClientLedger(signed, used.max(total), laterSeq, open);
    }
}
