package org.chrysalis.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.chrysalis.money.Usage;
import org.chrysalis.payment.Attempt;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Two sides speak of an attempt that the proxy forgot; either may lie, in its own favour. */
class ReconciliationTest {

    private static final Bytes ZERO_32 = Bytes.of(new byte[32]);
    private static final RequestKey KEY =
            new RequestKey(Address.of(ZERO_32), Bytes.of(new byte[16]), 0);
    private static final Attempt ATTEMPT =
            Attempt.admitted(KEY, ZERO_32, new Attempt.Bounds(100, 64, 2_000, Nanoton.ton(1)), 48);

    private final Reconciliation reconciliation = new Reconciliation();

    @Test
    void theLowerUsageAndThePriceOfBothCountAndNoPrompt() {
        reconciliation.await(List.of(KEY));
        client(new Usage(90, 0, 30, 4), 1_500);
        assertEquals(List.of(), reconciliation.agreed());
        worker(new Usage(95, 0, 32, 3), 1_000);
        var agreed = reconciliation.agreed().getFirst();
        assertEquals(new Usage(0, 0, 30, 3), agreed.usage(ATTEMPT));
        assertEquals(1_000, agreed.coefficient(ATTEMPT));
    }

    @Test
    void nobodyIsChargedBeyondWhatWasBought() {
        reconciliation.await(List.of(KEY));
        worker(new Usage(0, 0, 60, 60), 9_999);
        var alone = reconciliation.all().getFirst();
        assertEquals(new Usage(0, 0, 48, 0), alone.usage(ATTEMPT));
        assertEquals(2_000, alone.coefficient(ATTEMPT));
    }

    @Test
    void ifNobodySpeaksWhatWasBoughtIsCharged() {
        reconciliation.await(List.of(KEY));
        var silent = reconciliation.all().getFirst();
        assertEquals(new Usage(0, 0, 48, 0), silent.usage(ATTEMPT));
        assertEquals(2_000, silent.coefficient(ATTEMPT));
    }

    @Test
    void whoIsBackAndHasForgottenItIsNotAwaited() {
        reconciliation.await(List.of(KEY));
        reconciliation.clientSays(List.of());
        assertEquals(List.of(), reconciliation.agreed());
        worker(new Usage(0, 0, 20, 0), 1_000);
        var agreed = reconciliation.agreed().getFirst();
        assertEquals(new Usage(0, 0, 20, 0), agreed.usage(ATTEMPT));
    }

    @Test
    void theFirstWordOfASideCounts() {
        reconciliation.await(List.of(KEY));
        client(new Usage(0, 0, 30, 0), 1_000);
        reconciliation.clientSays(List.of());
        client(new Usage(0, 0, 1, 0), 1_000);
        reconciliation.workerSays(KEY, new Word.Forgotten());
        var agreed = reconciliation.agreed().getFirst();
        assertEquals(new Usage(0, 0, 30, 0), agreed.usage(ATTEMPT));
    }

    @Test
    void eachAttemptIsReturnedOnceAndOthersNever() {
        client(new Usage(1, 0, 1, 0), 1_000);
        worker(new Usage(1, 0, 1, 0), 1_000);
        assertEquals(List.of(), reconciliation.agreed());
        reconciliation.await(List.of(KEY));
        client(Usage.NONE, 0);
        worker(Usage.NONE, 0);
        assertEquals(1, reconciliation.agreed().size());
        client(Usage.NONE, 0);
        assertEquals(List.of(), reconciliation.agreed());
        assertEquals(List.of(), reconciliation.all());
    }

    private void client(Usage usage, long coefficient) {
        reconciliation.clientSays(List.of(new Wire.OpenAttempt(KEY.subject(), usage, coefficient)));
    }

    private void worker(Usage usage, long coefficient) {
        reconciliation.workerSays(KEY, new Word.Said(usage, coefficient));
    }
}
