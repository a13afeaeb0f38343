package org.chrysalis.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.Changes.Head;
import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.Contracts;
import org.chrysalis.contract.Fees;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Withdrawal;
import org.chrysalis.watching.ChannelView;
import org.chrysalis.watching.Horizon;
import org.junit.jupiter.api.Test;

import java.util.Optional;

class PromiseTest {

    private static final long UNTIL = 1_800_000_300L;

    /** The last block that was seen may be ahead of the chain's time. */
    private static final long OVER = UNTIL + Horizon.TOLERANCE_SECONDS + 1;

    private static final ChannelIdentity IDENTITY = new ChannelIdentity(
            Address.of(Bytes.ofHex("a1".repeat(32))),
            Bytes.ofHex("a2".repeat(32)),
            Address.of(Bytes.ofHex("a3".repeat(32))),
            Bytes.ofHex("a4".repeat(32)),
            0,
            3_600,
            Contracts.CHANNEL_VERSION);
    private static final Promise PARTING = new Promise.Parting(new CloseTogether(
            IDENTITY.address(), 2, Nanoton.of(7), UNTIL, Bytes.ofHex("5e".repeat(64))));
    private static final Promise WITHDRAWING = new Promise.Withdrawing(new Withdrawal(
            IDENTITY.address(), 2, 5, Nanoton.of(60), UNTIL, Bytes.ofHex("5f".repeat(64))));

    private static ChannelState channel(long epoch, long nonce) {
        return new ChannelState(
                IDENTITY,
                epoch,
                Nanoton.of(100),
                Nanoton.of(30),
                nonce,
                ChannelState.Status.OPEN,
                0,
                ChannelState.Keys.NONE);
    }

    private static ChannelView at(long seconds, long epoch, long nonce) {
        return new ChannelView(channel(epoch, nonce), new Head(1, seconds), Fees.KNOWN);
    }

    @Test
    void aPromiseBindsThroughTheLastSecondInWhichTheChainTakesItWhateverItsServersClock() {
        assertTrue(PARTING.binds(at(OVER - 1, 2, 5)));
        assertFalse(PARTING.binds(at(OVER, 2, 5)));
        assertTrue(WITHDRAWING.binds(at(OVER - 1, 2, 5)));
        assertFalse(WITHDRAWING.binds(at(OVER, 2, 5)));
    }

    @Test
    void aPromiseBindsNobodyInAnotherEpoch() {
        assertFalse(PARTING.binds(at(UNTIL, 3, 5)));
        assertFalse(WITHDRAWING.binds(at(UNTIL, 3, 5)));
    }

    @Test
    void aWithdrawalThatWasTakenBindsNoLongerAndNothingElseTakesIt() {
        assertFalse(WITHDRAWING.binds(at(UNTIL, 2, 6)));
        assertTrue(PARTING.binds(at(UNTIL, 2, 6)));
    }

    @Test
    void whoHasSeenNoBlockYetIsBound() {
        assertTrue(PARTING.binds(at(0, 2, 5)));
    }

    @Test
    void aPartingRefusesRequestsAndAWithdrawalOnlyWhatNeedsMoreThanItLeaves() {
        var now = at(UNTIL, 2, 5);
        var pending = Optional.<Refusal>of(new Refusal.AgreementPending(OVER - 1));
        assertEquals(pending, PARTING.refusesRequests(now));
        assertEquals(Nanoton.of(100), PARTING.spendable(now));
        assertEquals(Optional.empty(), WITHDRAWING.refusesRequests(now));
        assertEquals(Nanoton.of(60), WITHDRAWING.spendable(now));
        assertEquals(pending, WITHDRAWING.refusesOthers(now));
        assertEquals(Nanoton.of(100), WITHDRAWING.spendable(at(OVER, 2, 5)));
        assertEquals(Optional.empty(), new Promise.None().refusesOthers(now));
    }

    @Test
    void aDepositBecomesLessButNotLessThanItHasToPay() {
        assertEquals(Optional.empty(), refuses(50, 50));
        assertEquals(Optional.of(refused(49, 50)), refuses(49, 50));
        assertEquals(Optional.of(refused(29, 30)), refuses(29, 10));
        assertEquals(Optional.empty(), refuses(30, 10));
        assertEquals(Optional.of(refused(100, 50)), refuses(100, 50));
    }

    private static Optional<Refusal> refuses(long asked, long least) {
        return Promise.refusesDeposit(Nanoton.of(asked), Nanoton.of(least), channel(2, 5));
    }

    private static Refusal refused(long asked, long least) {
        return new Refusal.DepositRefused(Nanoton.of(asked), Nanoton.of(least));
    }
}
