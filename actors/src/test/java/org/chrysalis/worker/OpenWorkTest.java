package org.chrysalis.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.config.Section;
import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.money.Multipliers;
import org.chrysalis.money.Terms;
import org.chrysalis.money.Usage;
import org.chrysalis.port.NodeId;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.junit.jupiter.api.Test;

import java.util.List;

/** What a worker has done and was not paid for, whatever its proxy says and when. */
class OpenWorkTest {

    private static final Bytes ZERO_32 = Bytes.of(new byte[32]);
    private static final SigningKey KEY = SigningKey.fromSeed(Bytes.ofHex("01".repeat(32)));
    private static final Address ADDRESS = Address.of(Bytes.ofHex("02".repeat(32)));
    private static final Terms TERMS =
            new Terms(1, 1_000_000, 800_000, new Multipliers(10_000, 1_000, 30_000, 30_000));
    private static final Bytes ONE = Bytes.ofHex("0a".repeat(32));
    private static final Usage SOME = Usage.ofPrompt(10, 0).withCompletion(20, 0);
    private static final Usage MORE = Usage.ofPrompt(10, 0).withCompletion(70, 0);

    private final OpenWork work = new OpenWork(settings());

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
        return TERMS.earned(usage, 1_000);
    }

    private static WorkerSettings settings() {
        var key = KEY.publicKey();
        return new WorkerSettings(
                "worker",
                KEY,
                KEY,
                new ChannelIdentity(ADDRESS, key, ADDRESS, key, 0, 3_600, 1),
                new NodeId(key),
                -7,
                ADDRESS,
                1,
                ZERO_32,
                TERMS,
                1_000,
                WorkerSettings.Limits.of(Section.reference()));
    }
}
