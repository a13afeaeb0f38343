package org.chrysalis.proxy.account;

import org.chrysalis.agreement.Promise;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Withdrawal;
import org.chrysalis.watching.ChannelView;
import org.chrysalis.wire.Wire;

import java.util.Optional;

/**
 * What the proxy signs together with a client, and why not. Pure.
 *
 * @param recovered whether every attempt of a former life is decided
 * @param now by our own clock, unix seconds
 */
record Consent(Funding funding, ClientAccountState state, boolean recovered, long now) {

    /** A channel is parted for nothing once in that time. */
    private static final long DAY_SECONDS = 86_400;

    /**
     * Why the epoch can't end at what the client's half says; nobody who signed it can do more than
     * wait, so it need not be the client that the session is with.
     *
     * @param free when the channel was last parted for nothing, unix seconds
     */
    Optional<Refusal> refusesParting(CloseTogether half, long free) {
        return unusable(half.epoch())
                .or(() -> invalid(half))
                .or(() -> state.promise().refusesOthers(view()))
                .or(this::unsettled)
                .or(() -> miscounted(half.total()))
                .or(() -> unpaid(free))
                .or(() -> untimely(half.validUntil()))
                .or(() -> late(half.validUntil()));
    }

    private Optional<Refusal> unusable(long epoch) {
        if (funding.isOver() || epoch != funding.leg().epoch()) {
            return Optional.of(new Refusal.ChannelUnusable());
        }
        return view().head().unixSeconds() == 0
                ? Optional.of(new Refusal.Starting())
                : Optional.empty();
    }

    private Optional<Refusal> invalid(CloseTogether half) {
        boolean valid = half.channel().equals(funding.address())
                && half.verifies(funding.leg().networkId(), funding.leg().payerKey());
        return valid ? Optional.empty() : Optional.of(new Refusal.ProofInvalid());
    }

    private Optional<Refusal> unsettled() {
        int open = state.ledger().open().size() + state.decided().size();
        if (open > 0) {
            return Optional.of(new Refusal.AttemptsOpen(open));
        }
        return recovered ? Optional.empty() : Optional.of(new Refusal.Starting());
    }

    private Optional<Refusal> miscounted(Nanoton total) {
        var used = state.ledger().used();
        return total.equals(used)
                ? Optional.empty()
                : Optional.of(new Refusal.TotalDisputed(total, used));
    }

    private Optional<Refusal> unpaid(long free) {
        return partsForNothing() && now < free + DAY_SECONDS
                ? Optional.of(new Refusal.PartingUnpaid(state.ledger().used(), fee()))
                : Optional.empty();
    }

    /** Whether its epoch has brought less than the fee of parting, which is the proxy's. */
    boolean partsForNothing() {
        return fee().isMoreThan(state.ledger().used());
    }

    private Nanoton fee() {
        return view().fees().partingFee();
    }

    private Optional<Refusal> untimely(long validUntil) {
        boolean timely =
                validUntil >= Math.max(now, view().head().unixSeconds()) + Promise.LEAST_SECONDS
                        && validUntil <= now + Promise.MOST_SECONDS;
        return timely
                ? Optional.empty()
                : Optional.of(new Refusal.ValidityInvalid(validUntil, now));
    }

    /** While it is valid nothing else can end the epoch: so what ended it is known. */
    private Optional<Refusal> late(long validUntil) {
        return validUntil < view().safeUntil()
                ? Optional.empty()
                : Optional.of(new Refusal.ChannelEnding(validUntil, view().safeUntil()));
    }

    /** Why the deposit can't become what the client asks. */
    Optional<Refusal> refusesWithdrawal(Wire.AskWithdrawal asked) {
        var channel = view().channel();
        var least = state.ledger().signed().max(state.ledger().worst());
        return unusable(asked.epoch())
                .or(() -> view().isOpenTo(asked.epoch(), view().payerKey())
                        ? Optional.empty()
                        : Optional.of(new Refusal.ChannelUnusable()))
                .or(() -> state.promise().refusesOthers(view()))
                .or(() -> Promise.refusesDeposit(asked.deposited(), least, channel));
    }

    /** The channel takes it once: each has the nonce of the one before, plus one. */
    Withdrawal withdrawal(Nanoton deposited, SigningKey payee) {
        long latest = Math.max(now, view().head().unixSeconds());
        return Withdrawal.sign(
                funding.leg().networkId(),
                funding.address(),
                funding.leg().epoch(),
                view().channel().withdrawNonce(),
                deposited,
                latest + Promise.VALID_SECONDS,
                payee);
    }

    private ChannelView view() {
        return funding.view();
    }
}
