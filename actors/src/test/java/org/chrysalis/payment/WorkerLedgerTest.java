package org.chrysalis.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.chrysalis.payment.WorkerLedger.Assigning;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.wire.RequestKey;
import org.junit.jupiter.api.Test;

/** What a proxy owes a worker: completion with each grant, the prompt at the end. */
class WorkerLedgerTest {

    private static final Bytes ONE = Bytes.ofHex("01".repeat(32));
    private static final Bytes TWO = Bytes.ofHex("02".repeat(32));
    private static final RequestKey KEY =
            new RequestKey(Address.of(ONE), Bytes.of(new byte[16]), 0);

    @Test
    void aChannelThatCannotPayForAllThatIsOpenGetsNoMore() {
        var ledger = WorkerLedger.EMPTY.assigned(ONE, KEY, nano(60));
        assertInstanceOf(Assigning.Refused.class, ledger.assign(TWO, KEY, nano(41), nano(100)));
        assertInstanceOf(Assigning.Accepted.class, ledger.assign(TWO, KEY, nano(40), nano(100)));
        var earned = ledger.without(ONE).earning(nano(60), nano(0));
        assertInstanceOf(Assigning.Refused.class, earned.assign(TWO, KEY, nano(41), nano(100)));
    }

    @Test
    void whatIsPaidWithGrantsNeverShrinksNorPassesTheWorstCase() {
        var ledger = WorkerLedger.EMPTY.assigned(ONE, KEY, nano(60)).completing(ONE, nano(30));
        assertEquals(nano(30), ledger.owed());
        assertEquals(nano(30), ledger.completing(ONE, nano(20)).owed());
        assertEquals(nano(60), ledger.completing(ONE, nano(90)).owed());
    }

    /** What was signed too high once is taken off what comes: a voucher cannot be called back. */
    @Test
    void whatWasOverpaidIsOwedLessLater() {
        var ledger = WorkerLedger.EMPTY
                .assigned(ONE, KEY, nano(60))
                .signing(nano(50))
                .without(ONE)
                .earning(nano(20), nano(0));
        assertEquals(nano(50), ledger.owed());
        assertEquals(nano(30), ledger.advance());
        assertEquals(nano(55), ledger.earning(nano(35), nano(0)).owed());
    }

    @Test
    void nothingIsAssignedOrSettledTwice() {
        var ledger = WorkerLedger.EMPTY.assigned(ONE, KEY, nano(60));
        assertThrows(AssertionError.class, () -> ledger.assigned(ONE, KEY, nano(60)));
        var settled = ledger.without(ONE).earning(nano(5), nano(0));
        assertThrows(AssertionError.class, () -> settled.earning(nano(0), nano(6)));
        assertThrows(AssertionError.class, () -> settled.completing(ONE, nano(5)));
    }

    private static Nanoton nano(long amount) {
        return Nanoton.of(amount);
    }
}
