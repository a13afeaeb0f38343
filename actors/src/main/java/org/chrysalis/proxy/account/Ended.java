package org.chrysalis.proxy.account;

import org.chrysalis.sealing.Envelope;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.RequestKey;
import org.pcollections.PSortedSet;
import org.pcollections.TreePSet;

/**
 * The attempts of an account that have ended, so that none is admitted again. Ages are told by the
 * request keys themselves, so that replay forgets the same; a clock that jumps ahead and comes back
 * admits nothing twice.
 *
 * @param settled the attempts that ended lately
 * @param restored subjects of statements whose attempts the journal had lost, with their keys
 * @param since ms UTC: when the first attempt was asked that ended after these were restored; or 0
 * @param forgotten ms UTC: what was asked then or before may have ended and is not admitted
 */
public record Ended(
        PSortedSet<RequestKey> settled, PSortedSet<Bytes> restored, long since, long forgotten) {

    public static final Ended NONE = new Ended(TreePSet.empty(), TreePSet.empty(), 0, 0);

    /** The newest may have been asked by a clock that is ahead. */
    private static final long FORGET_MS = RequestKey.GOOD_FOR.toMillis() + Envelope.TOLERANCE;

    boolean contains(RequestKey key) {
        return key.asked() <= forgotten
                || settled.contains(key)
                || (!restored.isEmpty() && restored.contains(key.subject()));
    }

    /** And without what is too old to be admitted again. */
    Ended with(RequestKey key) {
        var kept = settled.plus(key);
        long newest = kept.last().asked();
        long last = forgotten;
        while (kept.first().asked() < newest - FORGET_MS) {
            last = kept.first().asked();
            kept = kept.minus(kept.first());
        }
        if (restored.isEmpty()) {
            return new Ended(kept, restored, 0, last);
        }
        long first = since == 0 ? key.asked() : since;
        // What was restored was asked before, or beside an attempt that ended after it.
        boolean old = newest - FORGET_MS > first + FORGET_MS;
        return old
                ? new Ended(kept, TreePSet.empty(), 0, Math.max(last, first + FORGET_MS))
                : new Ended(kept, restored, first, last);
    }

    /** An attempt of which no more than the statement is known. */
    Ended restoring(Bytes subject) {
        return new Ended(settled, restored.plus(subject), 0, forgotten);
    }
}
