package org.chrysalis.proxy.account;

import org.chrysalis.contract.ChannelState;
import org.chrysalis.payment.Attempt;
import org.chrysalis.payment.ClientLedger;
import org.chrysalis.payment.Leg;
import org.chrysalis.payment.Onward;
import org.chrysalis.proxy.settings.ProxySettings;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Voucher;
import org.chrysalis.watching.ChannelView;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What one client's channel, as it was last seen, and its vouchers pay for. Pure. */
record Funding(ProxySettings settings, ChannelView view, Leg leg) {

    /** What becomes of an admission or a step. */
    sealed interface Decision {

        /** To be journaled, then told. */
        record Granted(ClientAccountEvent event, ClientAccountReply.Granted verdict)
                implements Decision {}

        /** @param credits to be journaled even so: what was signed stays the client's credit */
        record Refused(Refusal refusal, List<ClientAccountEvent> credits) implements Decision {}
    }

    /** @param epoch of the account: the channel may have gone on to another */
    static Funding of(ProxySettings settings, ChannelView view, long epoch) {
        var identity = view.channel().identity();
        var leg = Leg.ofClient(settings.networkId(), identity, epoch, view.payerKey());
        return new Funding(settings, view, leg);
    }

    Address address() {
        return leg.channel();
    }

    /** Above the deposit it could never be cashed, and each try would cost us the fee. */
    boolean accepts(Voucher voucher) {
        return leg.honours(voucher) && !voucher.total().isMoreThan(deposited());
    }

    /** Of this epoch. */
    private Nanoton deposited() {
        return isOver() ? Nanoton.ZERO : view.channel().deposited();
    }

    /** Nothing that is signed in this epoch is worth anything any more. */
    boolean isOver() {
        return view.isPast(leg.epoch()) || view.channel().status() == ChannelState.Status.CLOSED;
    }

    /**
     * Why a new attempt can't be paid from this channel, whatever its voucher says.
     *
     * @param now by our own clock, unix seconds
     */
    Optional<Refusal> refusesAny(long now, Duration deadline) {
        if (isOver()) {
            return Optional.of(new Refusal.ChannelUnusable());
        }
        if (view.head().unixSeconds() == 0) {
            return Optional.of(new Refusal.Starting());
        }
        if (settings.minDeposit().isMoreThan(view.channel().deposited())) {
            return Optional.of(new Refusal.BalanceTooLow(
                    settings.minDeposit(), view.channel().deposited()));
        }
        long ends = now + deadline.plus(settings.limits().timeToCash()).toSeconds();
        long until = view.safeUntil();
        return ends < until
                ? Optional.empty()
                : Optional.of(new Refusal.ChannelEnding(ends, Math.max(0, until)));
    }

    /**
     * The tests on the client leg, with {@code voucher} counted in.
     *
     * @param before with what is known of its open attempts
     * @param bought what is journaled if {@code attempt} is granted
     * @param onward what that says is paid on
     */
    Decision decide(
            ClientLedger before,
            Attempt attempt,
            Voucher voucher,
            ClientAccountEvent bought,
            Onward onward) {
        var deposited = deposited();
        if (isOver()) {
            return new Decision.Refused(new Refusal.ChannelUnusable(), List.of());
        }
        if (!leg.honours(voucher)) {
            return new Decision.Refused(new Refusal.VoucherInvalid(), List.of());
        }
        if (voucher.total().isMoreThan(deposited)) {
            var refusal = new Refusal.BalanceTooLow(voucher.total(), deposited);
            return new Decision.Refused(refusal, List.of());
        }
        var admission = before.signing(voucher.total()).admit(attempt, deposited);
        return switch (admission) {
            case ClientLedger.Admission.Granted(var next, var granted) -> {
                var verdict = new ClientAccountReply.Granted(granted.bought(), next.held(), onward);
                yield new Decision.Granted(bought, verdict);
            }
            case ClientLedger.Admission.Refused(var refusal) ->
                new Decision.Refused(refusal, credits(before, voucher));
        };
    }

    private static List<ClientAccountEvent> credits(ClientLedger before, Voucher voucher) {
        return voucher.total().isMoreThan(before.signed())
                ? List.of(new ClientAccountEvent.Credited(voucher))
                : List.of();
    }
}
