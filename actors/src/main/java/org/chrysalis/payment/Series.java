package org.chrysalis.payment;

import org.chrysalis.ton.Statement;
import org.pcollections.PSortedSet;
import org.pcollections.TreePSet;

/**
 * Which statements of an epoch one side has. Those of different requests overtake each other,
 * so that the highest number says nothing of the ones below it.
 *
 * @param top all up to this one are there, or are nowhere
 * @param ahead those above {@code top + 1}
 */
public record Series(long top, PSortedSet<Long> ahead) {

    public static final Series NONE = new Series(0, TreePSet.empty());

    /**
     * Whether it is there. A store that was asked a moment ago may not have it yet; two of one
     * number are of a signer that equivocates, and the first counts.
     */
    public boolean has(Statement statement) {
        long seq = statement.figures().seq();
        return seq <= top || ahead.contains(seq);
    }

    public Series with(long seq) {
        return seq <= top ? this : new Series(top, ahead.plus(seq)).closed();
    }

    /**
     * The other side has shown all it has up to {@code shown}: what is missing below, nobody has.
     * Its word does not reach above the highest that is here.
     */
    public Series upTo(long shown) {
        long seq = Math.min(shown, highest());
        var later = ahead;
        while (!later.isEmpty() && later.first() <= seq) {
            later = later.minus(later.first());
        }
        return new Series(Math.max(top, seq), later).closed();
    }

    /** The highest, 0 before the first. */
    public long highest() {
        return ahead.isEmpty() ? top : ahead.last();
    }

    private Series closed() {
        long next = top;
        var later = ahead;
        while (!later.isEmpty() && later.first() == next + 1) {
            next++;
            later = later.minus(next);
        }
        return new Series(next, later);
    }
}
