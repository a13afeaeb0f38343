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
                Admission.Refused.class, ledger.admit(attempt(1, bounds, 16), PLENTY));
        assertEquals(new Refusal.BalanceTooLow(Nanoton.of(148), Nanoton.of(1)), refused.refusal());
    }

    @Test
    void stepsEndWhereTheClientsLimitDoes() {
        var bounds = new Attempt.Bounds(100, 64, 1_000, Nanoton.of(150));
        var ledger = ClientLedger.EMPTY.signing(PLENTY);
        var granted = assertInstanceOf(
                Admission.Granted.class, ledger.admit(attempt(1, bounds, 16), PLENTY));
        assertInstanceOf(
                Admission.Refused.class,
                granted.ledger().admit(granted.attempt().buying(17), PLENTY));
    }

    @Test
    void whatIsGrantedIsNeverChargedBelowWhatTheWorkerEarns() {
        for (long limit = 0; limit < 400; limit++) {
            var bounds = new Attempt.Bounds(100, 64, 1_000, Nanoton.of(limit));
            for (long bought = 1; bought <= 64; bought++) {
                var attempt = attempt(1, bounds, bought);
                if (ClientLedger.EMPTY.signing(PLENTY).admit(attempt, PLENTY)
                        instanceof Admission.Granted) {
                    var usage = new Usage(100, 0, bought, 0);
                    assertEquals(TERMS.cost(usage, 1_000), attempt.charge(usage, 1_000));
                }
            }
        }
    }

    @Test
    void oneNanotonLessThanTheStepIsNotEnough() {
        var attempt = attempt(1, ample(), 16);
        assertInstanceOf(
                Admission.Granted.class,
                ClientLedger.EMPTY.signing(Nanoton.of(148)).admit(attempt, PLENTY));
        assertEquals(
                new Admission.Refused(new Refusal.StepUnpaid(Nanoton.of(148), Nanoton.of(147))),
                ClientLedger.EMPTY.signing(Nanoton.of(147)).admit(attempt, PLENTY));
    }

    @Test
    void parallelAttemptsDoNotShareOneStep() {
        var ledger = ClientLedger.EMPTY.signing(Nanoton.of(295)).with(attempt(1, ample(), 16));
        assertInstanceOf(Admission.Refused.class, ledger.admit(attempt(2, ample(), 16), PLENTY));
        assertInstanceOf(
                Admission.Granted.class,
                ledger.signing(Nanoton.of(296)).admit(attempt(2, ample(), 16), PLENTY));
    }

    @Test
    void theDepositMustBearWhatAllOpenAttemptsCanCome() {
        var ledger = ClientLedger.EMPTY.signing(PLENTY).with(attempt(1, ample(), 16));
        var second = attempt(2, ample(), 16);
        assertInstanceOf(Admission.Refused.class, ledger.admit(second, Nanoton.of(2 * 292 - 1)));
        assertInstanceOf(Admission.Granted.class, ledger.admit(second, Nanoton.of(2 * 292)));
    }

    @Test
    void theHeaderFreesWhatThePromptDidNotNeed() {
        var heard = attempt(1, ample(), 16)
                .hearing(new Attempt.Progress.Heard(500, Usage.ofPrompt(10, 0)));
        assertEquals(Nanoton.of(29), heard.need());
        var ledger = ClientLedger.EMPTY.signing(Nanoton.of(148)).with(heard);
        assertEquals(Nanoton.of(119), ledger.credit());
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
    void whatIsCountedInPlaceOfADecisionIsCountedOnce() {
        var ledger = ClientLedger.EMPTY.signing(Nanoton.of(148)).with(attempt(1, ample(), 16));
        var decided = ledger.without(key(1)).using(Nanoton.of(100), Nanoton.ZERO);
        assertTrue(decided.open().isEmpty());
        var stated = decided.using(Nanoton.of(90), Nanoton.of(100)).stating(1);
        assertEquals(Nanoton.of(90), stated.used());
        assertEquals(1, stated.seq());
        assertThrows(AssertionError.class, () -> stated.using(Nanoton.ZERO, Nanoton.of(91)));
    }

    /** Its voucher is withheld: a debt, and no assertion, for a peer can bring it about. */
    @Test
    void aStatementAboveWhatIsSignedIsADebtThatAdmitsNothing() {
        var ledger = ClientLedger.EMPTY.signing(Nanoton.of(5)).using(Nanoton.of(6), Nanoton.ZERO);
        assertEquals(Nanoton.of(1), ledger.debt());
        assertInstanceOf(Admission.Refused.class, ledger.admit(attempt(1, ample(), 16), PLENTY));
        assertEquals(Nanoton.of(6 + 148), ledger.toSign(attempt(1, ample(), 16)));
    }

    private static Attempt.Bounds ample() {
        return new Attempt.Bounds(100, 64, 1_000, PLENTY);
    }

    private static Attempt attempt(int number, Attempt.Bounds bounds, long bought) {
        return Attempt.admitted(key(number), ZERO_32, bounds, TERMS, bought);
    }

    private static RequestKey key(int number) {
        return new RequestKey(
                Address.of(ZERO_32), Bytes.ofHex("0%d".formatted(number).repeat(16)), 0);
    }
}
