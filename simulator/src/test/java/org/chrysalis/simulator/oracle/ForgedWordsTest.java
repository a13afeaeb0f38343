package org.chrysalis.simulator.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.payment.Books.Area;
import org.chrysalis.port.InferenceEngine;
import org.chrysalis.port.NodeId;
import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.Wire;
import org.chrysalis.worker.EarningsEvent;
import org.junit.jupiter.api.Test;

import java.util.List;

/**
 * Words that no journal has yet, that nobody signed, and that are for nobody's eyes. Other checkers
 * may see the same deed, so each test looks at what is said of it.
 */
class ForgedWordsTest {

    private static final String EARLY = "what its journal does not have yet";
    private static final String UNSIGNED = "what nobody signed for it";

    private final Forge forge = Forge.afterOneAnswer();
    private final Ghosts ghosts = forge.oracles().ghosts();
    private final NodeId somebody = new NodeId(Bytes.ofHex("99".repeat(32)));

    private void assertSaid(String invariant, String words) {
        var found = forge.oracles().violations().stream()
                .filter(one -> one.invariant().equals(invariant))
                .filter(one -> one.figures().contains(words))
                .toList();
        assertEquals(1, found.size(), () -> "found was " + forge.oracles().violations());
    }

    @Test
    void aVoucherThatIsNotDurableIsS8() {
        var key = forge.admitted().attempt().key();
        var voucher = forge.clientVoucher(Nanoton.of(1));
        ghosts.sent("client", forge.proxy(), new Wire.Step(key, 64, voucher));
        assertSaid("S8", EARLY);
    }

    @Test
    void aStatementThatIsNotDurableIsS8() {
        var settled = forge.clientSettled();
        var other = forge.signed(settled.statement(), Nanoton.of(1), 9);
        ghosts.sent("proxy", somebody, new Wire.Settled(settled.key(), other, List.of()));
        assertSaid("S8", EARLY);
    }

    @Test
    void aDispatchOfWhatIsNotAdmittedIsS8() {
        ghosts.sent(
                "proxy",
                somebody,
                new Wire.Dispatch(Bytes.ofHex("55".repeat(32)), Bytes.EMPTY, 16));
        assertTrue(
                forge.oracles().violations().stream()
                        .anyMatch(one -> one.figures().contains(EARLY)),
                () -> "found was " + forge.oracles().violations());
    }

    @Test
    void aGrantAboveWhatWasBoughtIsS8() {
        var attempt = forge.admitted().attempt();
        var voucher = forge.workerVoucher(Nanoton.of(1));
        ghosts.sent("proxy", somebody, new Wire.Grant(attempt.envHash(), 100_000, voucher));
        assertSaid("S8", EARLY);
    }

    @Test
    void wordsThatAreDurableAreFineAgain() {
        var settled = forge.clientSettled();
        ghosts.sent(
                "proxy", somebody, new Wire.Settled(settled.key(), settled.statement(), List.of()));
        assertEquals(List.of(), forge.oracles().violations());
    }

    @Test
    void aVoucherThatNobodySignedIsS11() {
        var voucher = forge.clientVoucher(Nanoton.ton(1));
        var forged = new Voucher(
                voucher.channel(), voucher.epoch(), Nanoton.ton(2), voucher.signature());
        forge.journal(Area.CLIENT_ACCOUNT, new ClientAccountEvent.Credited(forged));
        assertSaid("S11", UNSIGNED);
    }

    @Test
    void aVoucherForAnotherEpochIsS11() {
        var voucher = forge.clientVoucher(Nanoton.ton(1));
        var other = new Voucher(voucher.channel(), 1, voucher.total(), voucher.signature());
        forge.journal(Area.CLIENT_ACCOUNT, new ClientAccountEvent.Credited(other));
        assertSaid("S11", UNSIGNED);
    }

    @Test
    void aStatementThatNobodySignedIsS11() {
        var earned = forge.earned().statement();
        var signature = forge.clientVoucher(Nanoton.of(1)).signature();
        var forged = new Statement(earned.subject(), earned.figures(), signature);
        forge.journal(Area.EARNINGS, new EarningsEvent.Earned(forged));
        assertSaid("S11", UNSIGNED);
    }

    @Test
    void booksShownToWhoHasProvenNothingAreS11() {
        var life = Bytes.ofHex("11".repeat(16));
        ghosts.sent("proxy", somebody, new Wire.Shown(life, List.of(), List.of(), 0));
        assertSaid("S11", "which has proven nothing");
    }

    @Test
    void oneRequestGeneratedTwiceIsS17() {
        var prompt = OracleRun.prompt("Tell mark-77 why.", 16);
        var job = new InferenceEngine.Job(Bytes.ofHex("77".repeat(32)), prompt, 100, 16);
        var started = new InferenceEngine.Started(job.id(), 10, 0);
        var engine = forge.oracles().engines().of("worker-1");
        engine.worked(job, started, 10, 0);
        assertEquals(List.of(), forge.oracles().violations());
        engine.worked(job, started, 10, 0);
        assertSaid("S17", "generates one request twice");
    }
}
