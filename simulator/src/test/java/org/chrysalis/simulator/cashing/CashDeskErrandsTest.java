package org.chrysalis.simulator.cashing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.cashing.CashDesk;
import org.chrysalis.cashing.Errand;
import org.chrysalis.cashing.Outcome;
import org.chrysalis.cashing.PayerErrand;
import org.chrysalis.chain.Account;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.junit.jupiter.api.Test;

import java.util.List;

/** What a desk sends, what it does not, and whose transaction is whose. */
class CashDeskErrandsTest extends CashDeskWorld {

    /** The channel refuses the parting, and takes the voucher that the same message bears. */
    @Test
    void aPartingThatTheChannelRefusesIsNotTakenForDoneBecauseAVoucherWentWithIt() {
        cash(ofProxy(0, ONE));
        var channel = network.clientChannel().address();
        long until = world.loop().now().getEpochSecond() + 300;
        var key = SigningKey.fromSeed(network.keys().clientVoucher());
        var half = CloseTogether.sign(
                network.plan().networkId(), channel, 0, Nanoton.ton(2), until, key);
        var part = new Errand.Part(network.proxy().address(), half, half);
        cash(ofClient(ONE));
        desk.tell(new CashDesk.Run(part, replies));
        run(10);
        assertEquals(ONE, cashed(network.clientChannel()));
        assertEquals(0, ChannelState.read(core.account(channel)).epoch());
        assertTrue(!outcomes.contains(new Outcome.Ran(part)), outcomes::toString);
    }

    /** Both are executed: the voucher first, then the end of the epoch. */
    @Test
    void aVoucherThatIsPaidInTheMessageThatEndsItsEpochIsNotReportedAsLost() {
        cash(ofProxy(0, ONE));
        var channel = network.clientChannel().address();
        long until = world.loop().now().getEpochSecond() + 300;
        int id = network.plan().networkId();
        var total = Nanoton.ton(2);
        var payer = CloseTogether.sign(
                id, channel, 0, total, until, SigningKey.fromSeed(network.keys().clientVoucher()));
        var payee = CloseTogether.sign(
                id, channel, 0, total, until, SigningKey.fromSeed(network.keys().proxySigning()));
        cash(ofClient(ONE));
        desk.tell(new CashDesk.Run(
                new Errand.Part(network.proxy().address(), payer, payee), replies));
        run(10);
        assertEquals(1, ChannelState.read(core.account(channel)).epoch());
        assertTrue(
                outcomes.stream().noneMatch(Outcome.Failed.class::isInstance), outcomes::toString);
    }

    @Test
    void aServerThatShowsAChannelAsItWasBeforeItWasThereDoesNotHaveItsVoucherGivenUp() {
        chain.isRestored = true;
        cash(ofClient(ONE));
        run(5);
        chain.isRestored = false;
        run(3_600);
        assertEquals(ONE, cashed(network.clientChannel()), outcomes::toString);
    }

    @Test
    void whatTheChannelHasPaidAlreadyIsNotSent() {
        cash(ofClient(ONE));
        run(10);
        cash(ofClient(Nanoton.of(5)));
        run(10);
        assertEquals(List.of(cashed(ofClient(ONE)), cashed(ofClient(ONE))), outcomes);
        assertEquals(1, chain.submitted);
    }

    @Test
    void nothingIsSentToAChannelThatIsFrozenOrGone() {
        chain.accounts = found -> found.thenApply(account -> with(Account.Status.FROZEN, account));
        topUp();
        run(10);
        assertTrue(failure(0).last());
        assertTrue(failure(0).reason().contains("is frozen"), outcomes::toString);
        chain.accounts = found -> found.thenApply(account -> Account.absent(account.address()));
        topUp();
        run(10);
        assertTrue(failure(1).last());
        assertTrue(failure(1).reason().startsWith("there is no channel"), outcomes::toString);
        assertEquals(0, chain.submitted);
    }

    @Test
    void aTopUpOfUnknownFateIsNotPaidTwice() {
        chain.submissions = _ -> TroubledChain.silence();
        chain.accounts = found -> submitted() ? TroubledChain.silence() : found;
        topUp();
        run(3_600);
        assertTrue(failure(0).last());
        assertEquals(1, outcomes.size());
        assertEquals(1, chain.submitted);
        assertEquals(network.plan().deposit().plus(ONE), state().deposited());
    }

    /** What the wallet's message did is known even so. */
    @Test
    void aTopUpThatCannotBeReadBackIsDoneIfItsMessageSaysSo() {
        chain.accounts = found -> submitted() ? TroubledChain.silence() : found;
        topUp();
        run(120);
        assertInstanceOf(Outcome.Ran.class, outcomes.getLast(), outcomes::toString);
        assertEquals(1, outcomes.size());
        assertEquals(network.plan().deposit().plus(ONE), state().deposited());
    }

    @Test
    void aPartingOutlastsAServerThatShowsNoSuchChannel() {
        chain.accounts = found -> found.thenApply(account -> Account.absent(account.address()));
        long until = world.loop().now().getEpochSecond() + 300;
        desk.tell(new CashDesk.Run(part(network.keys().clientVoucher(), ONE, until), replies));
        run(20);
        assertFalse(failure(0).last());
        chain.accounts = found -> found;
        run(60);
        assertEquals(1, state().epoch());
    }

    @Test
    void aPartingThatIsNoLongerValidIsGivenUpWhateverTheServerShows() {
        chain.accounts = found -> found.thenApply(account -> Account.absent(account.address()));
        long until = world.loop().now().getEpochSecond() + 300;
        desk.tell(new CashDesk.Run(part(network.keys().clientVoucher(), ONE, until), replies));
        run(3_600);
        var last = (Outcome.Failed) outcomes.getLast();
        assertTrue(last.last());
        int told = outcomes.size();
        run(3_600);
        assertEquals(told, outcomes.size());
    }

    private Errand.Part part(Bytes payerSeed, Nanoton total, long until) {
        var channel = network.clientChannel().address();
        int id = network.plan().networkId();
        var payer =
                CloseTogether.sign(id, channel, 0, total, until, SigningKey.fromSeed(payerSeed));
        var payee = CloseTogether.sign(
                id, channel, 0, total, until, SigningKey.fromSeed(network.keys().proxySigning()));
        return new Errand.Part(network.proxy().address(), payer, payee);
    }

    private boolean submitted() {
        return chain.submitted > 0;
    }

    private void topUp() {
        var channel = network.clientChannel().address();
        desk.tell(new CashDesk.Run(new PayerErrand.TopUp(channel, 0, ONE), replies));
    }

    private static Account with(Account.Status status, Account account) {
        return new Account(
                account.address(),
                status,
                account.balance(),
                Bytes.EMPTY,
                Bytes.EMPTY,
                account.lastLt(),
                account.rent());
    }

    private ChannelState state() {
        return ChannelState.read(core.account(network.clientChannel().address()));
    }
}
