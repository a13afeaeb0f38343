package org.chrysalis.proxy;

import org.chrysalis.contract.ChannelState;
import org.chrysalis.payment.Attempt;
import org.chrysalis.payment.ClientLedger;
import org.chrysalis.payment.Leg;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Voucher;

import java.util.List;

/** One client's channel as the chain has it, and what its vouchers buy. Pure. */
record ClientLeg(ProxySettings settings, ChannelState channel, Leg leg) {

    /** What becomes of an admission or a step. */
    sealed interface Decision {

        /** To be journaled, then told. */
        record Granted(AccountEvent event, AccountReply.Granted verdict) implements Decision {}

        /** @param credits to be journaled even so: what was signed stays the client's credit */
        record Refused(Refusal refusal, List<AccountEvent> credits) implements Decision {}
    }

    static ClientLeg of(ProxySettings settings, ChannelState channel) {
        var leg = Leg.ofClient(settings.networkId(), channel.identity(), channel.epoch());
        return new ClientLeg(settings, channel, leg);
    }

    Address address() {
        return leg.channel();
    }

    long epoch() {
        return channel.epoch();
    }

    /** Above the deposit it could never be cashed, and each try would cost us the fee. */
    boolean accepts(Voucher voucher) {
        return leg.honours(voucher) && !voucher.total().isMoreThan(channel.deposited());
    }

    /**
     * The tests on the client leg, with {@code voucher} counted in.
     *
     * @param before with what is known of its open attempts
     * @param bought what is journaled if {@code attempt} is granted
     */
    Decision decide(ClientLedger before, Attempt attempt, Voucher voucher, AccountEvent bought) {
        var deposited = channel.deposited();
        if (!leg.honours(voucher)) {
            return new Decision.Refused(new Refusal.VoucherInvalid(), List.of());
        }
        if (voucher.total().isMoreThan(deposited)) {
            var refusal = new Refusal.BalanceTooLow(voucher.total(), deposited);
            return new Decision.Refused(refusal, List.of());
        }
        var admission = before.signing(voucher.total()).admit(attempt, settings.terms(), deposited);
        return switch (admission) {
            case ClientLedger.Admission.Granted(var next, var granted) -> {
                var held = next.held(settings.terms());
                var verdict = new AccountReply.Granted(granted.bought(), held);
                yield new Decision.Granted(bought, verdict);
            }
            case ClientLedger.Admission.Refused(var refusal) ->
                new Decision.Refused(refusal, credits(before, voucher));
        };
    }

    private static List<AccountEvent> credits(ClientLedger before, Voucher voucher) {
        return voucher.total().isMoreThan(before.signed())
                ? List.of(new AccountEvent.Credited(voucher))
                : List.of();
    }
}
