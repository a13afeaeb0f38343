package org.chrysalis.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.junit.jupiter.api.Test;

class EarnedStateTest {

    private static final SigningKey KEY = SigningKey.fromSeed(Bytes.ofHex("01".repeat(32)));
    private static final Address CHANNEL = Address.of(Bytes.ofHex("02".repeat(32)));

    @Test
    void aStatementThatItsVoucherDoesNotPayIsNotPaid() {
        assertTrue(EarnedState.isPaid(statement(7, 1), voucher(7)));
        assertFalse(EarnedState.isPaid(statement(8, 1), voucher(7)));
    }

    @Test
    void anOlderStatementAndALowerVoucherChangeNothing() {
        var state = EarnedState.EMPTY.after(new EarnedEvent.Earned(statement(7, 2), voucher(9)));
        assertEquals(state, state.after(new EarnedEvent.Earned(statement(5, 1), voucher(8))));
        assertEquals(Nanoton.of(7), state.earned());
        assertEquals(Nanoton.of(9), state.payable());
    }

    @Test
    void whatIsCashedNeverGoesDown() {
        var state = EarnedState.EMPTY
                .after(new EarnedEvent.Received(voucher(9)))
                .after(new EarnedEvent.Cashed(Nanoton.of(6)))
                .after(new EarnedEvent.Cashed(Nanoton.of(4)));
        assertEquals(Nanoton.of(3), state.uncashed());
        assertEquals(
                Nanoton.ZERO,
                state.after(new EarnedEvent.Cashed(Nanoton.of(20))).uncashed());
    }

    private static Voucher voucher(long total) {
        return Voucher.sign(-7, CHANNEL, 0, Nanoton.of(total), KEY);
    }

    private static Statement statement(long total, long seq) {
        var subject = new Statement.Subject(
                Statement.Side.WORKER, CHANNEL, 0, Bytes.ofHex("05".repeat(32)));
        var figures = new Statement.Figures(1, 0, 1, 0, Nanoton.ZERO, Nanoton.of(total), seq);
        return Statement.sign(-7, subject, figures, KEY);
    }
}
