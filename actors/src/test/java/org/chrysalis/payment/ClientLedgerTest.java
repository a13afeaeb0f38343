package org.chrysalis.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.money.Multipliers;
import org.chrysalis.money.Terms;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.ClientLedger.Admission;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.wire.RequestKey;
import org.junit.jupiter.api.Test;

/** What a client must have signed, and deposited, before anything is run for it. */
class ClientLedgerTest {

    private static final Bytes ZERO_32 = Bytes.of(new byte[32]);

    /** 1 nanoton a prompt token, 3 a completion token, at ×1. */
    private static final Terms TERMS =
            new Terms(1, 1_000_000, 800_000, new Multipliers(10_000, 1_000, 30_000, 30_000));

    private static final Nanoton PLENTY = Nanoton.ton(1);

    @Test
    void aClientsOwnLimitIsNoDiscount() {
        var bounds = new Attempt.Bounds(100, 64, 1_000, Nanoton.of(1));
        var ledger = ClientLedger.EMPTY.signing(PLENTY);
        var refused = assertInstanceOf(
                Admission.Refused.class, ledger.admit(attempt(1, bounds, 16), TERMS, PLENTY));
        assertEquals(new Refusal.BalanceTooLow(Nanoton.of(148), Nanoton.of(1)), refused.refusal());
    }

    @Test
    void stepsEndWhereTheClientsLimitDoes() {
        var bounds = new Attempt.Bounds(100, 64, 1_000, Nanoton.of(150));
        var ledger = ClientLedger.EMPTY.signing(PLENTY);
        var granted = assertInstanceOf(
                Admission.Granted.class, ledger.admit(attempt(1, bounds, 16), TERMS, PLENTY));
        assertInstanceOf(
                Admission.Refused.class,
                granted.ledger().admit(granted.attempt().buying(17), TERMS, PLENTY));
    }

    @Test
    void whatIsGrantedIsNeverChargedBelowWhatTheWorkerEarns() {
        for (long limit = 0; limit < 400; limit++) {
            var bounds = new Attempt.Bounds(100, 64, 1_000, Nanoton.of(limit));
            for (long bought = 1; bought <= 64; bought++) {
                var attempt = attempt(1, bounds, bought);
                if (ClientLedger.EMPTY.signing(PLENTY).admit(attempt, TERMS, PLENTY)
                        instanceof Admission.Granted) {
                    var usage = new Usage(100, 0, bought, 0);
                    assertEquals(TERMS.cost(usage, 1_000), attempt.charge(TERMS, usage, 1_000));
                }
            }
        }
    }

    @Test
    void oneNanotonLessThanTheStepIsNotEnough() {
        var attempt = attempt(1, ample(), 16);
        assertInstanceOf(
                Admission.Granted.class,
                ClientLedger.EMPTY.signing(Nanoton.of(148)).admit(attempt, TERMS, PLENTY));
        assertEquals(
                new Admission.Refused(new Refusal.StepUnpaid(Nanoton.of(148), Nanoton.of(147))),
                ClientLedger.EMPTY.signing(Nanoton.of(147)).admit(attempt, TERMS, PLENTY));
    }

    @Test
    void parallelAttemptsDoNotShareOneStep() {
        var ledger = ClientLedger.EMPTY.signing(Nanoton.of(295)).with(attempt(1, ample(), 16));
        assertInstanceOf(
                Admission.Refused.class, ledger.admit(attempt(2, ample(), 16), TERMS, PLENTY));
        assertInstanceOf(
                Admission.Granted.class,
                ledger.signing(Nanoton.of(296)).admit(attempt(2, ample(), 16), TERMS, PLENTY));
    }

    @Test
    void theDepositMustBearWhatAllOpenAttemptsCanCome() {
        var ledger = ClientLedger.EMPTY.signing(PLENTY).with(attempt(1, ample(), 16));
        var second = attempt(2, ample(), 16);
        assertInstanceOf(
                Admission.Refused.class, ledger.admit(second, TERMS, Nanoton.of(2 * 292 - 1)));
        assertInstanceOf(Admission.Granted.class, ledger.admit(second, TERMS, Nanoton.of(2 * 292)));
    }

    @Test
    void theHeaderFreesWhatThePromptDidNotNeed() {
        var heard = attempt(1, ample(), 16)
                .hearing(new Attempt.Progress.Heard(500, Usage.ofPrompt(10, 0)));
        assertEquals(Nanoton.of(29), heard.need(TERMS));
        var ledger = ClientLedger.EMPTY.signing(Nanoton.of(148)).with(heard);
        assertEquals(Nanoton.of(119), ledger.credit(TERMS));
    }

    @Test
    void stepsOnlyGrowAndNeverPassTheEnvelope() {
        var attempt = attempt(1, ample(), 16);
        assertEquals(16, attempt.buying(3).bought());
        assertEquals(64, attempt.buying(Long.MAX_VALUE).bought());
        assertEquals(16, attempt.buying(-1).bought());
    }

    @Test
    void aLowerVoucherChangesNothing() {
        var ledger = ClientLedger.EMPTY.signing(Nanoton.of(5));
        assertEquals(ledger, ledger.signing(Nanoton.of(4)));
    }

    @Test
    void nothingIsSettledTwiceOrBeyondWhatIsSigned() {
        var ledger = ClientLedger.EMPTY.signing(Nanoton.of(148)).with(attempt(1, ample(), 16));
        var key = key(1);
        var settled = ledger.settling(key, Nanoton.of(148));
        assertEquals(1, settled.seq());
        assertTrue(settled.open().isEmpty());
        assertThrows(AssertionError.class, () -> settled.settling(key, Nanoton.ZERO));
        assertThrows(AssertionError.class, () -> ledger.settling(key, Nanoton.of(149)));
    }

    @Test
    void anOlderStatementChangesNothing() {
        var ledger = ClientLedger.EMPTY.signing(PLENTY).adopting(Nanoton.of(9), 4);
        assertEquals(Nanoton.of(9), ledger.used());
        assertEquals(ledger, ledger.adopting(Nanoton.of(5), 4));
        assertEquals(Nanoton.of(9), ledger.adopting(Nanoton.of(5), 5).used());
    }

    /** Never more than signed: a statement cannot sign for the client. */
    @Test
    void aStatementDoesNotRaiseWhatIsSigned() {
        var ledger = ClientLedger.EMPTY.signing(Nanoton.of(5));
        assertThrows(AssertionError.class, () -> ledger.adopting(Nanoton.of(6), 1));
    }

    private static Attempt.Bounds ample() {
        return new Attempt.Bounds(100, 64, 1_000, PLENTY);
    }

    private static Attempt attempt(int number, Attempt.Bounds bounds, long bought) {
        return Attempt.admitted(key(number), ZERO_32, bounds, bought);
    }

    private static RequestKey key(int number) {
        return new RequestKey(
                Address.of(ZERO_32), Bytes.ofHex("0%d".formatted(number).repeat(16)), 0);
    }
}
