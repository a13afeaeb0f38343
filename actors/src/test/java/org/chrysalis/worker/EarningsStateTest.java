package org.chrysalis.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.payment.Leg;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.junit.jupiter.api.Test;

import java.util.List;

class EarningsStateTest {

    private static final SigningKey KEY = SigningKey.fromSeed(Bytes.ofHex("01".repeat(32)));
    private static final Address CHANNEL = Address.of(Bytes.ofHex("02".repeat(32)));

    @Test
    void aStatementThatItsVoucherDoesNotPayIsNotPaid() {
        assertTrue(EarningsState.isPaid(statement(7, 1), voucher(7)));
        assertFalse(EarningsState.isPaid(statement(8, 1), voucher(7)));
    }

    @Test
    void whatIsEarnedAddsUpAndALowerVoucherChangesNothing() {
        var state = EarningsState.EMPTY
                .after(new EarningsEvent.Earned(statement(7, 2)))
                .after(new EarningsEvent.Received(voucher(9)));
        assertEquals(state, state.after(new EarningsEvent.Received(voucher(8))));
        assertEquals(Nanoton.of(7), state.earned());
        assertEquals(Nanoton.of(9), state.payable());
        var both = state.after(new EarningsEvent.Earned(statement(5, 1)));
        assertEquals(Nanoton.of(12), both.earned());
        assertEquals(2, both.series().top());
    }

    @Test
    void whatIsCashedNeverGoesDown() {
        var state = EarningsState.EMPTY
                .after(new EarningsEvent.Received(voucher(9)))
                .after(new EarningsEvent.Cashed(Nanoton.of(6)))
                .after(new EarningsEvent.Cashed(Nanoton.of(4)));
        assertEquals(Nanoton.of(3), state.uncashed());
        assertEquals(
                Nanoton.ZERO,
                state.after(new EarningsEvent.Cashed(Nanoton.of(20))).uncashed());
    }

    @Test
    void aVoucherPaysNoMoreThanTheChannelsDeposit() {
        var state = EarningsState.EMPTY
                .after(new EarningsEvent.Earned(statement(7, 1)))
                .after(new EarningsEvent.Received(voucher(1_000)));
        assertEquals(Nanoton.ZERO, state.owed(Nanoton.of(3), Nanoton.of(10), state.cashed()));
        assertEquals(Nanoton.of(1), state.owed(Nanoton.of(4), Nanoton.of(10), state.cashed()));
    }

    @Test
    void aStatementThatMakesEarningsMoreThanThereIsIsNotBelieved() {
        long most = Leg.MAX_TOTAL.value();
        var state = EarningsState.EMPTY.after(new EarningsEvent.Earned(statement(most, 1)));
        assertEquals(
                List.of(), state.adopting(List.of(), List.of(statement(1, 2), statement(most, 3))));
    }

    /** A server said that all was cashed, and the chain has contradicted it. */
    @Test
    void whatALieSaidWasCashedKeepsNoVoucherOutAndPaysNothing() {
        var state = EarningsState.EMPTY
                .after(new EarningsEvent.Cashed(Nanoton.of(1_000)))
                .after(new EarningsEvent.Received(voucher(900)));
        assertEquals(List.of(voucher(900)), state.vouchers());
        assertEquals(
                Nanoton.of(100), state.owed(Nanoton.of(1_000), Nanoton.of(5_000), Nanoton.ZERO));
    }

    private static Voucher voucher(long total) {
        return Voucher.sign(-7, CHANNEL, 0, Nanoton.of(total), KEY);
    }

    private static Statement statement(long total, long seq) {
        var subject = new Statement.Subject(
                Statement.Side.WORKER,
                CHANNEL,
                0,
                Bytes.ofHex("07".repeat(16)),
                Bytes.ofHex("05".repeat(32)));
        var figures = new Statement.Figures(1, 0, 1, 0, Nanoton.of(total), Nanoton.of(total), seq);
        return Statement.sign(-7, subject, figures, KEY);
    }
}
