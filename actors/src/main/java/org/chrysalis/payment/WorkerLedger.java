package org.chrysalis.payment;

import static org.chrysalis.invariant.Invariant.holds;

import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.wire.RequestKey;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The worker leg of one channel in one epoch, as the proxy that pays it sees it.
 *
 * @param signed the highest voucher's total; at times above {@code earned}, by the completion of
 *     open attempts, which is paid with each grant, or by an {@link #advance}
 * @param earned settled, or decided after a crash
 * @param series which statements are known here
 * @param open by env_hash
 */
public record WorkerLedger(
        Nanoton signed, Nanoton earned, Series series, SortedMap<Bytes, Assignment> open) {

    public static final WorkerLedger EMPTY =
            new WorkerLedger(Nanoton.ZERO, Nanoton.ZERO, Series.NONE, new TreeMap<>());

    /**
     * An attempt this worker runs.
     *
     * @param worst what it can earn with it
     * @param completed what it earned with the completion so far; the prompt is earned at the end,
     *     else a worker could take the prompt's pay and die
     */
    public record Assignment(RequestKey key, Nanoton worst, Nanoton completed) {}

    /** Whether the worker can be given an attempt. */
    public sealed interface Assigning {

        record Accepted(WorkerLedger ledger) implements Assigning {}

        /** Its channel could not pay for it. */
        record Refused(Refusal refusal) implements Assigning {}
    }

    public WorkerLedger {
        open = Collections.unmodifiableSortedMap(new TreeMap<>(open));
    }

    /** The worker test of PAYMENTS §3. */
    public Assigning assign(Bytes envHash, RequestKey key, Nanoton worst, Nanoton deposited) {
        var total = earned.plus(worst);
        for (var other : open.values()) {
            total = total.plus(other.worst());
        }
        return total.isMoreThan(deposited)
                ? new Assigning.Refused(new Refusal.BalanceTooLow(total, deposited))
                : new Assigning.Accepted(assigned(envHash, key, worst));
    }

    public WorkerLedger assigned(Bytes envHash, RequestKey key, Nanoton worst) {
        holds(!open.containsKey(envHash), "%s assigned twice", envHash);
        var next = new TreeMap<>(open);
        next.put(envHash, new Assignment(key, worst, Nanoton.ZERO));
        return new WorkerLedger(signed, earned, series, next);
    }

    /** An open attempt has come further; {@code completed} never exceeds its worst case. */
    public WorkerLedger completing(Bytes envHash, Nanoton completed) {
        var assignment = open.get(envHash);
        holds(assignment != null, "%s is not assigned", envHash);
        var next = new TreeMap<>(open);
        var paid = completed.min(assignment.worst()).max(assignment.completed());
        next.put(envHash, new Assignment(assignment.key(), assignment.worst(), paid));
        return new WorkerLedger(signed, earned, series, next);
    }

    /** What the next voucher must say: all that is settled, and the completion of what is open. */
    public Nanoton owed() {
        return signed.max(due());
    }

    /** What was signed beyond all that is due: the worker keeps it, and works it off. */
    public Nanoton advance() {
        return signed.minusOrZero(due());
    }

    private Nanoton due() {
        var total = earned;
        for (var assignment : open.values()) {
            total = total.plus(assignment.completed());
        }
        return total;
    }

    public WorkerLedger signing(Nanoton total) {
        return new WorkerLedger(signed.max(total), earned, series, open);
    }

    /** Without the attempt of {@code envHash}, if there is one. */
    public WorkerLedger without(Bytes envHash) {
        var next = new TreeMap<>(open);
        next.remove(envHash);
        return new WorkerLedger(signed, earned, series, next);
    }

    /** {@code amount} more is earned, and {@code instead} of it was counted before. */
    public WorkerLedger earning(Nanoton amount, Nanoton instead) {
        holds(!instead.isMoreThan(earned), "%s counted of %s earned", instead, earned);
        return new WorkerLedger(signed, earned.minus(instead).plus(amount), series, open);
    }

    /** A statement of number {@code number} is known. */
    public WorkerLedger stating(long number) {
        return new WorkerLedger(signed, earned, series.with(number), open);
    }

    /** The other side has shown all that it has up to {@code number}. */
    public WorkerLedger complete(long number) {
        return new WorkerLedger(signed, earned, series.upTo(number), open);
    }

    /** Of the last statement, 0 before the first. */
    public long seq() {
        return series.highest();
    }
}
