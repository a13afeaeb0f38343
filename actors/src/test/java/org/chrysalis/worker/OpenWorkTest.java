package org.chrysalis.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.money.Usage;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

import java.util.List;

/** What a worker has done and was not paid for, whatever its proxy says and when. */
class OpenWorkTest {

    private static final Bytes ONE = Bytes.ofHex("0a".repeat(32));
    private static final Usage SOME = Usage.ofPrompt(10, 0).withCompletion(20, 0);
    private static final Usage MORE = Usage.ofPrompt(10, 0).withCompletion(70, 0);

    private final OpenWork work = new OpenWork(SomeWorker.settings());

    @Test
    void anAttemptThatIsSettledInFullOwesNothing() {
        work.begin(ONE);
        work.worked(ONE, SOME);
        assertEquals(worth(SOME), work.unpaid());
        work.ended(ONE);
        assertEquals(worth(SOME), work.unpaid());
        assertFalse(work.settled(ONE, worth(SOME)));
        assertEquals(Nanoton.ZERO, work.unpaid());
        assertFalse(work.contains(ONE));
    }

    @Test
    void whatIsDoneAfterTheProxyHasStatedNothingIsOwedAllTheSame() {
        work.begin(ONE);
        assertTrue(work.settled(ONE, Nanoton.ZERO), "it is still generated");
        work.worked(ONE, SOME);
        assertEquals(worth(SOME), work.unpaid());
        work.worked(ONE, MORE);
        work.ended(ONE);
        assertEquals(worth(MORE), work.unpaid());
    }

    @Test
    void whatIsStatedHalfWayAndGoesOnIsOwedFromThereOn() {
        work.begin(ONE);
        work.worked(ONE, SOME);
        assertTrue(work.settled(ONE, worth(SOME)));
        work.worked(ONE, MORE);
        work.ended(ONE);
        assertEquals(worth(MORE).minus(worth(SOME)), work.unpaid());
    }

    @Test
    void aStatementThatComesTwiceCountsTheWorkOnce() {
        work.begin(ONE);
        work.worked(ONE, SOME);
        assertTrue(work.settled(ONE, Nanoton.ZERO));
        assertTrue(work.settled(ONE, Nanoton.ZERO), "it is still generated");
        assertEquals(worth(SOME), work.unpaid());
        work.ended(ONE);
        assertFalse(work.settled(ONE, Nanoton.ZERO));
        assertEquals(worth(SOME), work.unpaid());
    }

    @Test
    void whatIsStatedIsNoLongerShownAsOpen() {
        work.begin(ONE);
        work.worked(ONE, SOME);
        assertEquals(
                List.of(ONE), work.shown().stream().map(open -> open.envHash()).toList());
        work.settled(ONE, Nanoton.ZERO);
        assertEquals(List.of(), work.shown());
        assertFalse(work.contains(ONE));
    }

    @Test
    void moneyThatIsPaidLaterMakesUpForWorkThatWasStatedAtLess() {
        work.begin(ONE);
        work.worked(ONE, SOME);
        work.ended(ONE);
        work.settled(ONE, Nanoton.ZERO);
        work.settled(ONE, worth(SOME));
        assertEquals(Nanoton.ZERO, work.unpaid());
    }

    private static Nanoton worth(Usage usage) {
        return SomeWorker.TERMS.earned(usage, 1_000);
    }
}
