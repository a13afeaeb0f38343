package org.chrysalis.proxy.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.chrysalis.money.Usage;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** A worker in league with the client speaks before the one that had the attempt is back. */
class StolenAttemptTest {

    private static final Address CLIENT = address(1);
    private static final Address HONEST = address(2);
    private static final Address LIAR = address(3);
    private static final Bytes ENV = Bytes.ofHex("04".repeat(32));
    private static final RequestKey KEY = new RequestKey(CLIENT, Bytes.ofHex("05".repeat(16)), 0);
    private static final Usage STEP = Usage.NONE.withCompletion(16, 0);

    @Test
    void aWorkerThatNeverHadTheAttemptIsNotPaidInPlaceOfTheOneThatIsAway() {
        var recovery = new Recovery();
        recovery.await(KEY, ENV, List.of(HONEST), false);
        recovery.clientSays(
                List.of(new Wire.OpenAttempt(List.of(KEY), ENV, STEP, 1_000, Nanoton.ZERO)));
        recovery.workerSays(KEY, LIAR, new Word.Said(STEP, 1_000));
        assertEquals(Map.of(), recovery.agreed());
    }

    private static Address address(int number) {
        return Address.of(Bytes.ofHex("0%d".formatted(number).repeat(32)));
    }
}
