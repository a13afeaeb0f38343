package org.chrysalis.simulator.oracle;

import static org.chrysalis.simulator.oracle.Forge.assertFires;

import org.chrysalis.client.PurseEvent;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.Attempt;
import org.chrysalis.payment.Books.Area;
import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.proxy.account.WorkerAccountEvent;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.worker.EarningsEvent;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Each checker of journals fires at an event that no honest node writes. */
class ForgedJournalTest {

    private final Forge forge = Forge.afterOneAnswer();

    @Test
    void aChargeAboveWhatWasBoughtIsS5() {
        assertFires(forge, "S5", () -> {
            var event = forge.clientSettled();
            forge.journal(
                    Area.CLIENT_ACCOUNT,
                    new ClientAccountEvent.Settled(
                            event.key(),
                            event.envHash(),
                            forge.signed(event.statement(), Nanoton.ton(1), 99),
                            List.of()));
        });
    }

    @Test
    void anAdmissionBeyondWhatIsSignedIsS7() {
        assertFires(forge, "S7", () -> {
            var admitted = forge.admitted();
            var more = forge.another(admitted.attempt());
            forge.journal(
                    Area.CLIENT_ACCOUNT, new ClientAccountEvent.Admitted(more, admitted.voucher()));
        });
    }

    @Test
    void anAdmissionBeyondTheDepositIsS9() {
        assertFires(forge, "S9", () -> {
            var admitted = forge.admitted();
            var more = forge.another(admitted.attempt());
            var bounds = new Attempt.Bounds(20_000_000, 20_000_000, 2_000, Nanoton.ton(1_000));
            forge.journal(
                    Area.CLIENT_ACCOUNT,
                    new ClientAccountEvent.Admitted(
                            Attempt.admitted(more.key(), more.envHash(), bounds, more.terms(), 16),
                            admitted.voucher()));
        });
    }

    @Test
    void aReservationBelowWhatAWorkerMayEarnIsS9() {
        assertFires(forge, "S9", () -> {
            var attempt = forge.admitted().attempt();
            forge.journal(
                    Area.WORKER_ACCOUNT,
                    new WorkerAccountEvent.Taken(attempt.envHash(), attempt.key(), Nanoton.of(1)));
        });
    }

    @Test
    void aVoucherBelowAnEarlierOneIsS8() {
        assertFires(
                forge,
                "S8",
                () -> forge.journal(
                        Area.PURSE, new PurseEvent.Signed(forge.clientVoucher(Nanoton.of(1)))));
    }

    @Test
    void aRootThatIsSignedTwiceIsS8() {
        assertFires(forge, "S8", () -> {
            var statement = forge.clientSettled().statement();
            forge.journal(
                    Area.PURSE, new PurseEvent.Settled(forge.signed(statement, Nanoton.of(1), 7)));
        });
    }

    @Test
    void aStatementOfAnotherPriceIsS13() {
        assertFires(forge, "S13", () -> {
            var earned = forge.earned();
            var figures = earned.statement().figures();
            var less = figures.amount().minus(Nanoton.of(2));
            forge.journal(
                    Area.EARNINGS,
                    new EarningsEvent.Earned(forge.signed(earned.statement(), less, 8)));
        });
    }

    @Test
    void payForWhatAnotherDidIsS13() {
        assertFires(forge, "S13", () -> {
            var statement = forge.earned().statement();
            forge.journalOfOtherWorker(new EarningsEvent.Earned(statement));
        });
    }

    @Test
    void aSecondChargeForOneAttemptIsS17() {
        assertFires(forge, "S17", () -> forge.journal(Area.CLIENT_ACCOUNT, forge.clientSettled()));
    }

    @Test
    void anEarningAboveItsChargeIsS12() {
        assertFires(forge, "S12", () -> {
            var settled = forge.workerSettled();
            var more = forge.signed(settled.statement(), Nanoton.ton(2), 9);
            forge.journal(Area.WORKER_ACCOUNT, new WorkerAccountEvent.Adopted(more));
            forge.oracles().atRest();
        });
    }

    @Test
    void termsThatAnEnvelopeDoesNotNameAreL6() {
        assertFires(forge, "L6", () -> {
            var admitted = forge.admitted();
            forge.journal(
                    Area.CLIENT_ACCOUNT,
                    new ClientAccountEvent.Admitted(
                            forge.atOtherTerms(admitted.attempt()), admitted.voucher()));
        });
    }

    @Test
    void aDecisionAboveWhatWasBoughtIsS5() {
        assertFires(forge, "S5", () -> {
            var settled = forge.clientSettled();
            forge.journal(
                    Area.CLIENT_ACCOUNT,
                    new ClientAccountEvent.Decided(
                            settled.key(),
                            settled.envHash(),
                            Usage.NONE,
                            Nanoton.ton(1),
                            List.of()));
        });
    }

    @Test
    void aStatementThatNoVoucherPaysIsS7() {
        assertFires(forge, "S7", () -> {
            var settled = forge.workerSettled();
            forge.journal(
                    Area.WORKER_ACCOUNT,
                    new WorkerAccountEvent.Settled(
                            settled.envHash(),
                            settled.statement(),
                            forge.workerVoucher(Nanoton.of(1))));
        });
    }

    @Test
    void aBookingAboveWhatWasSignedIsS7() {
        assertFires(forge, "S7", () -> {
            Statement statement = forge.clientSettled().statement();
            forge.journal(
                    Area.PURSE, new PurseEvent.Settled(forge.signed(statement, Nanoton.ton(3), 9)));
        });
    }
}
