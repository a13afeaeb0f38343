package org.chrysalis.proxy.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.money.Usage;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who has spoken of an attempt of a former life, and when that is enough. */
class RecoveryTest {

    private static final RequestKey KEY =
            new RequestKey(Address.of(Bytes.ofHex("02".repeat(32))), Bytes.of(new byte[16]), 0);
    private static final Bytes ENV_HASH = Bytes.ofHex("03".repeat(32));
    private static final Address ONE = Address.of(Bytes.ofHex("04".repeat(32)));
    private static final Address OTHER = Address.of(Bytes.ofHex("05".repeat(32)));
    private static final Word FORGOTTEN = new Word.Forgotten();

    private final Recovery recovery = new Recovery();

    @Test
    void itIsAgreedOnceBothSidesHaveSpoken() {
        recovery.await(KEY, ENV_HASH, List.of(ONE), false);
        recovery.clientSays(List.of(shown(12)));
        assertEquals(Map.of(), recovery.agreed());
        recovery.workerSays(KEY, ONE, said(16));

        var agreed = recovery.agreed().get(KEY);
        assertEquals(said(12), agreed.client());
        assertEquals(said(16), agreed.worker());
        assertEquals(Map.of(), recovery.agreed(), "once");
        assertTrue(recovery.isOver());
    }

    @Test
    void whoSpeaksFirstBeginsTheWaiting() {
        recovery.await(KEY, ENV_HASH, List.of(ONE), false);
        assertEquals(List.of(KEY), recovery.clientSays(List.of(shown(12))));
        assertFalse(recovery.workerSays(KEY, ONE, said(16)));

        var other = new Recovery();
        other.await(KEY, ENV_HASH, List.of(ONE), false);
        assertTrue(other.workerSays(KEY, ONE, said(16)));
        assertEquals(List.of(), other.clientSays(List.of(shown(12))));
    }

    @Test
    void theFirstWordOfASideCounts() {
        recovery.await(KEY, ENV_HASH, List.of(ONE), false);
        recovery.clientSays(List.of(shown(12)));
        recovery.clientSays(List.of(shown(1)));
        recovery.workerSays(KEY, ONE, said(16));
        recovery.workerSays(KEY, ONE, said(64));

        var agreed = recovery.agreed().get(KEY);
        assertEquals(said(12), agreed.client());
        assertEquals(said(16), agreed.worker());
    }

    @Test
    void aClientThatDoesNotShowItHasForgotten() {
        recovery.await(KEY, ENV_HASH, List.of(ONE), false);
        recovery.workerSays(KEY, ONE, said(16));
        recovery.clientSays(List.of());
        assertEquals(FORGOTTEN, recovery.agreed().get(KEY).client());
    }

    @Test
    void whatIsOverdueIsDecidedOnceOnWhatIsKnown() {
        recovery.await(KEY, ENV_HASH, List.of(ONE), false);
        recovery.clientSays(List.of(shown(12)));
        var overdue = recovery.overdue(KEY).orElseThrow();
        assertEquals(said(12), overdue.client());
        assertEquals(new Word.Awaited(), overdue.worker());
        assertEquals(Optional.empty(), recovery.overdue(KEY));
        assertFalse(recovery.workerSays(KEY, ONE, said(16)));
    }

    @Test
    void theLastWorkerThatHadItIsPaid() {
        recovery.await(KEY, ENV_HASH, List.of(ONE, OTHER), false);
        recovery.workerSays(KEY, ONE, said(16));
        recovery.workerSays(KEY, OTHER, said(13));
        recovery.clientSays(List.of(shown(12)));
        var agreed = recovery.agreed().get(KEY);
        assertEquals(Optional.of(OTHER), agreed.payee());
        assertEquals(said(13), agreed.worker());
    }

    @Test
    void theLastWorkersWordIsAwaitedThoughAnEarlierOneHasWorked() {
        recovery.await(KEY, ENV_HASH, List.of(ONE, OTHER), false);
        recovery.clientSays(List.of(shown(12)));
        recovery.workerSays(KEY, ONE, said(16));
        assertEquals(Map.of(), recovery.agreed());
    }

    /** The journal was restored to before a failover. */
    @Test
    void ifTheLastWorkerDidNothingTheOneThatWorkedIsPaid() {
        recovery.await(KEY, ENV_HASH, List.of(ONE), false);
        recovery.clientSays(List.of(shown(12)));
        recovery.workerSays(KEY, OTHER, said(13));
        recovery.workerSays(KEY, ONE, FORGOTTEN);
        assertEquals(Optional.of(OTHER), recovery.agreed().get(KEY).payee());
    }

    @Test
    void aWorkerThatWasPaidOnwardStaysTheOneThatIsPaid() {
        recovery.await(KEY, ENV_HASH, List.of(ONE), true);
        recovery.clientSays(List.of(shown(12)));
        recovery.workerSays(KEY, OTHER, said(13));
        recovery.workerSays(KEY, ONE, FORGOTTEN);
        assertEquals(Optional.of(ONE), recovery.agreed().get(KEY).payee());
    }

    @Test
    void whatOnlyTheClientKnowsWaitsForAWorkersClaim() {
        recovery.lost(shown(12));
        assertEquals(Map.of(), recovery.agreed());
        recovery.workerSays(KEY, ONE, said(16));
        var agreed = recovery.agreed().get(KEY);
        assertTrue(agreed.lost());
        assertEquals(Optional.of(ONE), agreed.payee());
    }

    @Test
    void aStatementThatTheClientShowsEndsTheWaiting() {
        recovery.await(KEY, ENV_HASH, List.of(ONE), false);
        assertTrue(recovery.ended(KEY).isPresent());
        assertTrue(recovery.isOver());
    }

    /** The journal was restored to before a failover: the later worker has done more. */
    @Test
    void ofTwoThatClaimALostAttemptTheOneThatHasDoneMostIsPaid() {
        recovery.lost(shown(40));
        recovery.workerSays(KEY, ONE, said(4));
        recovery.workerSays(KEY, OTHER, said(40));
        assertEquals(Optional.of(OTHER), recovery.agreed().get(KEY).payee());

        recovery.lost(shown(40));
        recovery.workerSays(KEY, ONE, said(40));
        recovery.workerSays(KEY, OTHER, said(4));
        assertEquals(Optional.of(ONE), recovery.agreed().get(KEY).payee());
    }

    private static Wire.OpenAttempt shown(long tokens) {
        return new Wire.OpenAttempt(
                List.of(KEY), ENV_HASH, Usage.NONE.withCompletion(tokens, 0), 1_000, Nanoton.ZERO);
    }

    private static Word said(long tokens) {
        return new Word.Said(Usage.NONE.withCompletion(tokens, 0), 1_000);
    }
}
