package org.chrysalis.cashing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.chrysalis.cashing.CashRound.Fate;
import org.chrysalis.cashing.CashRound.Item;
import org.chrysalis.chain.Chain.Submission;
import org.chrysalis.chain.Chain.Transaction;
import org.chrysalis.contract.ChannelCodes;
import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.contract.Contracts;
import org.chrysalis.contract.Transfers;
import org.chrysalis.fixture.ChannelAccounts;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Withdrawal;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Whose transaction is whose, and what a channel's state says of an errand. */
class CashRoundTest {

    private static final long NOW = 1_800_000_000L;
    private static final SigningKey PAYER = SigningKey.fromSeed(Bytes.ofHex("07".repeat(32)));
    private static final SigningKey PAYEE = SigningKey.fromSeed(Bytes.ofHex("08".repeat(32)));
    private static final Address PROXY = Address.of(Bytes.ofHex("0a".repeat(32)));
    private static final Address WALLET = Address.of(Bytes.ofHex("0b".repeat(32)));
    private static final int REFUSED_BY_THE_PROXY = 799;

    private final CashRound round = new CashRound(WALLET, ChannelCodes.OWN.all(), NOW);

    /** The proxy's contract passes one of them on. */
    @Test
    void ofTwoPartingsInOneMessageEachHasItsOwnFate() {
        var one = part(0);
        var other = part(1);
        var trace = new Submission.Committed(List.of(
                executed(PROXY, one, REFUSED_BY_THE_PROXY),
                executed(PROXY, other, 0),
                executed(other.channel(), other, 0)));
        var refused = assertInstanceOf(Fate.Ended.class, after(one, trace, 0));
        assertTrue(assertInstanceOf(Outcome.Failed.class, refused.outcome()).last());
        assertEquals(new Fate.Ended(new Outcome.Ran(other)), after(other, trace, 1));
    }

    @Test
    void aPartingThatTheWalletCouldNotPayIsNotRefusedBecauseAnotherWas() {
        var one = part(0);
        var other = part(1);
        var trace = new Submission.Committed(List.of(executed(PROXY, one, REFUSED_BY_THE_PROXY)));
        var postponed = assertInstanceOf(Fate.Postponed.class, after(other, trace, 0));
        assertTrue(postponed.reason().contains("could not pay"), postponed::reason);
    }

    /** Only the message itself tells a parting from a close that its payer has finished. */
    @Test
    void anEpochThatIsOverIsNotTakenForPartedUnlessItsMessageSaysSo() {
        var part = part(0);
        assertEquals(
                new Fate.Ended(new Outcome.Over(part)), round.before(item(part), read(part, 1)));
        assertEquals(
                new Fate.Ended(new Outcome.Over(part)),
                after(part, new Submission.Unknown("silence"), 1));
    }

    @Test
    void aWithdrawalIsLostWithItsEpoch() {
        var agreed =
                Withdrawal.sign(-7, channel(0).address(), 0, 0, Nanoton.ZERO, NOW + 300, PAYEE);
        var withdraw = new Errand.Withdraw(agreed);
        assertInstanceOf(Fate.Sent.class, round.before(item(withdraw), read(withdraw, 0)));
        var ended =
                assertInstanceOf(Fate.Ended.class, round.before(item(withdraw), read(withdraw, 1)));
        assertInstanceOf(Outcome.Failed.class, ended.outcome());
    }

    @Test
    void aCloseThatWasWantedClosesNoLaterEpoch() {
        var close = new PayerErrand.RequestClose(channel(0).address(), 0);
        assertInstanceOf(Fate.Sent.class, round.before(item(close), read(close, 0)));
        assertEquals(
                new Fate.Ended(new Outcome.Ran(close)), round.before(item(close), read(close, 1)));
    }

    @Test
    void aPartingOfAFormerEpochDisplacesNoneOfTheNext() {
        var earlier = part(0);
        var later = new Errand.Part(PROXY, half(0, 1, PAYER), half(0, 1, PAYEE));
        assertTrue(later.replaces(earlier));
        assertFalse(earlier.replaces(later));
    }

    private Fate after(Errand errand, Submission submission, long epoch) {
        return round.after(item(errand), submission, read(errand, epoch));
    }

    private static Item item(Errand errand) {
        return new Item(errand, TestInbox.<Outcome>create().getRef(), 0, 1);
    }

    private static Reading read(Errand errand, long epoch) {
        int index = errand.channel().equals(channel(0).address()) ? 0 : 1;
        return new Reading.Read(ChannelAccounts.open(channel(index), epoch, 5));
    }

    private static Transaction executed(Address account, Errand errand, int exitCode) {
        var body = Cells.hash(Cells.cell(errand.transfer(Transfers.KNOWN).body()));
        return new Transaction(
                account, body, body, exitCode, exitCode != 0, Nanoton.ZERO, Nanoton.ZERO);
    }

    private static Errand.Part part(int index) {
        return new Errand.Part(PROXY, half(index, 0, PAYER), half(index, 0, PAYEE));
    }

    private static CloseTogether half(int index, long epoch, SigningKey key) {
        return CloseTogether.sign(
                -7, channel(index).address(), epoch, Nanoton.ZERO, NOW + 300, key);
    }

    private static ChannelIdentity channel(int index) {
        return new ChannelIdentity(
                WALLET,
                PAYER.publicKey(),
                PROXY,
                PAYEE.publicKey(),
                index,
                3_600,
                Contracts.CHANNEL_VERSION);
    }
}
