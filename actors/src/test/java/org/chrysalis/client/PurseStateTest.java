package org.chrysalis.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.contract.Fees;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.junit.jupiter.api.Test;

import java.util.List;

/** A proxy can take what was signed, and not a nanoton more, whatever it states. */
class PurseStateTest {

    private static final SigningKey KEY = SigningKey.fromSeed(Bytes.ofHex("01".repeat(32)));
    private static final Address CHANNEL = Address.of(Bytes.ofHex("02".repeat(32)));
    private static final PurseState SIGNED =
            PurseState.EMPTY.after(new PurseEvent.Signed(voucher(100)));

    @Test
    void aStatementAboveAllThatWasSignedIsNotBelieved() {
        assertTrue(SIGNED.believes(statement(100, 1), false));
        assertFalse(SIGNED.believes(statement(101, 1), false));
        assertFalse(SIGNED.believes(statement(Long.MAX_VALUE, 1), false));
        assertFalse(PurseState.EMPTY.believes(statement(1, 1), false));
    }

    @Test
    void whatWasSignedAndUsedNeverGoesDown() {
        var state = SIGNED.after(new PurseEvent.Signed(voucher(40)))
                .after(new PurseEvent.Settled(statement(40, 2)))
                .after(new PurseEvent.Settled(statement(30, 3)));
        assertEquals(Nanoton.of(100), state.ledger().signed());
        assertEquals(Nanoton.of(70), state.ledger().used());
        assertEquals(Nanoton.of(100), state.vouchers().getFirst().total());
        assertEquals(0, state.ledger().series().top(), "the first overtook nobody yet");
        var all = state.after(new PurseEvent.Settled(statement(5, 1)));
        assertEquals(3, all.ledger().series().top());
        assertEquals(
                3, state.after(new PurseEvent.Complete(3)).ledger().series().top());
    }

    /** Its statement is lost on the way, and the key is changed meanwhile. */
    @Test
    void whatWasUsedUnderAFormerKeyIsBelievedThoughItsVouchersAreVoid() {
        long signed = Nanoton.ton(1).value();
        var rekeyed = PurseState.EMPTY
                .after(new PurseEvent.Signed(voucher(signed)))
                .after(new PurseEvent.Rekeyed(
                        Bytes.ofHex("03".repeat(32)), Nanoton.of(20), List.of()));
        assertEquals(Nanoton.of(20), rekeyed.ledger().signed());
        assertTrue(rekeyed.believes(statement(signed - 30, 1), true));
        assertFalse(rekeyed.believes(statement(signed + 1, 1), true));
        var settled = rekeyed.after(new PurseEvent.Settled(statement(signed - 30, 1)));
        assertTrue(settled.believes(statement(30, 2), true));
        assertFalse(settled.believes(statement(31, 2), true));
    }

    /** Nobody shows it what a void key signed, and nobody cashed it: it is worth no fee. */
    @Test
    void aPurseThatLostWhatAVoidKeySignedBelievesOnlyDustOfIt() {
        var rekeyed = PurseState.EMPTY.after(
                new PurseEvent.Rekeyed(Bytes.ofHex("03".repeat(32)), Nanoton.of(20), List.of()));
        long dust = Fees.KNOWN.cashFee().times(2).value();
        assertTrue(rekeyed.believes(statement(20 + dust, 1), true));
        assertFalse(rekeyed.believes(statement(21 + dust, 1), true));
        assertFalse(rekeyed.believes(statement(21, 1), false), "of this life it knows all");
    }

    private static Voucher voucher(long total) {
        return Voucher.sign(-7, CHANNEL, 0, Nanoton.of(total), KEY);
    }

    private static Statement statement(long total, long seq) {
        var subject = new Statement.Subject(
                Statement.Side.CLIENT,
                CHANNEL,
                0,
                Bytes.ofHex("07".repeat(16)),
                Bytes.ofHex("05".repeat(32)));
        var figures = new Statement.Figures(1, 0, 1, 0, Nanoton.of(total), Nanoton.of(total), seq);
        return Statement.sign(-7, subject, figures, KEY);
    }
}
