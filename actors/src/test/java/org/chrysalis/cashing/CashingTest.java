package org.chrysalis.cashing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.chrysalis.cashing.CashingRule.Occasion;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Voucher;
import org.junit.jupiter.api.Test;

import java.util.Optional;

/** What an account has its desk take to the chain. */
class CashingTest {

    private static final Address CHANNEL = Address.of(Bytes.ofHex("05".repeat(32)));
    private static final SigningKey PAYER = SigningKey.fromSeed(Bytes.ofHex("07".repeat(32)));
    private static final Bytes KEY = PAYER.publicKey();
    private static final Nanoton FEE = Nanoton.of(10_000_000);

    @Test
    void aPayerThatSignsMoreThanItsDepositIsStillCashedWhenItDepositsMore() {
        TestInbox<CashDesk.Command> desk = TestInbox.create();
        TestInbox<Outcome> outcomes = TestInbox.create();
        var cashing = new Cashing(desk.getRef(), outcomes.getRef());
        var voucher = Optional.of(Voucher.sign(1, CHANNEL, 0, Nanoton.ton(1_000_000), PAYER));
        var poor = new CashingRule(FEE, Nanoton.of(50_000_000));
        cashing.look(poor, Occasion.EARNED, voucher, KEY, Nanoton.ZERO);
        assertEquals(1, desk.getAllReceived().size());
        cashing.answer(new Outcome.Cashed(CHANNEL, poor.deposited())).run();
        var topped = new CashingRule(FEE, Nanoton.ton(10));
        cashing.look(topped, Occasion.DUE, voucher, KEY, poor.deposited());
        assertEquals(1, desk.getAllReceived().size(), "ten TON are never fetched");
    }

    /** Its balance is short of storage: what it pays no try raises. */
    @Test
    void whatAChannelCannotPayIsNotAskedOfItWithEachBlock() {
        TestInbox<CashDesk.Command> desk = TestInbox.create();
        TestInbox<Outcome> outcomes = TestInbox.create();
        var cashing = new Cashing(desk.getRef(), outcomes.getRef());
        var voucher = Optional.of(Voucher.sign(1, CHANNEL, 0, Nanoton.ton(1), PAYER));
        var rule = new CashingRule(FEE, Nanoton.ton(1));
        var paid = Nanoton.of(900_000_000);
        cashing.look(rule, Occasion.DUE, voucher, KEY, Nanoton.ZERO);
        for (int block = 0; block < 100; block++) {
            cashing.answer(new Outcome.Cashed(CHANNEL, paid)).run();
            cashing.look(rule, Occasion.DUE, voucher, KEY, paid);
        }
        assertEquals(1, desk.getAllReceived().size());
        cashing.look(rule, Occasion.LAST, voucher, KEY, paid);
        assertEquals(1, desk.getAllReceived().size());
    }

    @Test
    void aLowerVoucherOfALaterEpochReplacesTheHigherOneOfAnEarlier() {
        var earlier = new Errand.Cash(Voucher.sign(1, CHANNEL, 0, Nanoton.ton(2), PAYER), KEY);
        var later = new Errand.Cash(Voucher.sign(1, CHANNEL, 1, Nanoton.ton(1), PAYER), KEY);
        assertTrue(later.replaces(earlier));
        assertFalse(earlier.replaces(later));
    }
}
