package org.chrysalis.agreement;

import org.chrysalis.contract.ChannelState;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Withdrawal;
import org.chrysalis.watching.ChannelView;
import org.chrysalis.watching.Horizon;

import java.util.Optional;

/**
 * What a side has signed last besides vouchers and statements. It keeps to it until the chain has
 * decided: by another epoch, by the withdrawal itself, or by a final block past its validity. Pure.
 */
public sealed interface Promise {

    /** For a message to become final; more would only keep the channel waiting. */
    long VALID_SECONDS = 300;

    /** What has less left could expire on its way to the chain, at the cost of who sends it. */
    long LEAST_SECONDS = 120;

    /** Nobody is bound for longer. */
    long MOST_SECONDS = 600;

    record None() implements Promise {}

    /**
     * The epoch ends at what is used: nothing more is admitted, or signed.
     *
     * @param half the payer's
     */
    record Parting(CloseTogether half) implements Promise {}

    /** The deposit becomes less: nothing is signed, or admitted, that needs more. */
    record Withdrawing(Withdrawal agreed) implements Promise {}

    /** Whether the chain, as it was last seen, may still execute it. */
    default boolean binds(ChannelView view) {
        return switch (this) {
            case None _ -> false;
            case Parting(var half) -> isAwaited(view, half.epoch(), half.validUntil());
            case Withdrawing(var agreed) ->
                isAwaited(view, agreed.epoch(), agreed.validUntil())
                        && view.channel().withdrawNonce() == agreed.nonce();
        };
    }

    private static boolean isAwaited(ChannelView view, long epoch, long validUntil) {
        return !view.isPast(epoch) && view.head().unixSeconds() <= bindingUntil(validUntil);
    }

    /** The last block that was seen may be ahead of the chain's time. */
    private static long bindingUntil(long validUntil) {
        return validUntil + Horizon.TOLERANCE_SECONDS;
    }

    /** Chain time in seconds. */
    private long bindingUntil() {
        return switch (this) {
            case None _ -> 0;
            case Parting(var half) -> bindingUntil(half.validUntil());
            case Withdrawing(var agreed) -> bindingUntil(agreed.validUntil());
        };
    }

    /** Why nothing else may be agreed now. */
    default Optional<Refusal> refusesOthers(ChannelView view) {
        return binds(view)
                ? Optional.of(new Refusal.AgreementPending(bindingUntil()))
                : Optional.empty();
    }

    /** Why nothing may be bought or admitted now. */
    default Optional<Refusal> refusesRequests(ChannelView view) {
        return this instanceof Parting ? refusesOthers(view) : Optional.empty();
    }

    /** Of the deposit: what may be signed away, and admitted. */
    default Nanoton spendable(ChannelView view) {
        var deposited = view.channel().deposited();
        return this instanceof Withdrawing(var agreed) && binds(view)
                ? deposited.min(agreed.deposited())
                : deposited;
    }

    /**
     * Why a deposit can't become this: it can't grow by it, nor pay less than it has to.
     *
     * @param least that it must still be able to pay
     */
    static Optional<Refusal> refusesDeposit(Nanoton asked, Nanoton least, ChannelState channel) {
        var needed = least.max(channel.cashed());
        return needed.isMoreThan(asked) || !channel.deposited().isMoreThan(asked)
                ? Optional.of(new Refusal.DepositRefused(asked, needed))
                : Optional.empty();
    }
}
