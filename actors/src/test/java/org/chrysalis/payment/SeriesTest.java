package org.chrysalis.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.money.Usage;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.junit.jupiter.api.Test;
import org.pcollections.TreePSet;

/** Statements overtake each other: which of them are there, and which can never come. */
class SeriesTest {

    private static final Address CHANNEL = Address.of(Bytes.ofHex("02".repeat(32)));
    private static final Bytes SUBJECT = Bytes.ofHex("03".repeat(32));

    @Test
    void whatComesInOrderLeavesNothingAhead() {
        var series = Series.NONE.with(1).with(2).with(3);
        assertEquals(all(3), series);
        assertTrue(has(series, 3));
        assertFalse(has(series, 4));
    }

    @Test
    void oneThatWasOvertakenIsStillMissing() {
        var series = Series.NONE.with(1).with(3);
        assertFalse(has(series, 2));
        assertTrue(has(series, 3));
        assertEquals(1, series.top());
        assertEquals(3, series.highest());
    }

    @Test
    void theMissingOneClosesTheGap() {
        assertEquals(all(4), Series.NONE.with(2).with(4).with(3).with(1));
    }

    @Test
    void theSameNumberTwiceCountsOnce() {
        var series = Series.NONE.with(1).with(3);
        assertEquals(series, series.with(1).with(3));
    }

    @Test
    void whatTheSignerNeverShowedNobodyHas() {
        var series = Series.NONE.with(1).with(3).with(6).upTo(4);
        assertEquals(4, series.top());
        assertTrue(has(series, 2));
        assertFalse(has(series, 5));
        assertTrue(has(series, 6));
        assertEquals(all(6), series.upTo(5));
    }

    @Test
    void aSignerThatShowsLessTakesNothingBack() {
        var series = all(4);
        assertEquals(series, series.upTo(2));
    }

    @Test
    void aSignersWordDoesNotReachAboveTheHighestThatIsHere() {
        assertEquals(Series.NONE, Series.NONE.upTo(Long.MAX_VALUE));
        assertEquals(all(3), Series.NONE.with(3).upTo(Long.MAX_VALUE));
        assertFalse(has(Series.NONE.with(3).upTo(Long.MAX_VALUE), 4));
    }

    private static Series all(long top) {
        return new Series(top, TreePSet.empty());
    }

    private static boolean has(Series series, long seq) {
        var subject = new Statement.Subject(
                Statement.Side.CLIENT, CHANNEL, 0, Bytes.of(new byte[16]), SUBJECT);
        var figures = Usage.NONE.figures(Nanoton.ZERO, Nanoton.ZERO, seq);
        return series.has(new Statement(subject, figures, Bytes.of(new byte[64])));
    }
}
