package org.chrysalis.cashing;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
    private static final Nanoton FEE = Nanoton.of(10_000_000);

    @Test
    void aPayerThatSignsMoreThanItsDepositIsStillCashedWhenItDepositsMore() {
        TestInbox<CashDesk.Command> desk = TestInbox.create();
        TestInbox<CashDesk.Outcome> outcomes = TestInbox.create();
        var cashing = new Cashing(desk.getRef(), outcomes.getRef());
        var voucher = Optional.of(Voucher.sign(1, CHANNEL, 0, Nanoton.ton(1_000_000), PAYER));
        var poor = new CashingRule(FEE, Nanoton.of(50_000_000));
        cashing.look(poor, Occasion.EARNED, voucher, Nanoton.ZERO);
        assertEquals(1, desk.getAllReceived().size());
        cashing.answer(new CashDesk.Cashed(CHANNEL, poor.deposited())).run();
        var topped = new CashingRule(FEE, Nanoton.ton(10));
        cashing.look(topped, Occasion.DUE, voucher, poor.deposited());
        assertEquals(1, desk.getAllReceived().size(), "ten TON are never fetched");
    }
}
