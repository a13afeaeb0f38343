package org.chrysalis.proxy.account;

import org.chrysalis.contract.ChannelState;
import org.chrysalis.payment.Attempt;
import org.chrysalis.payment.ClientLedger;
import org.chrysalis.payment.Leg;
import org.chrysalis.payment.Onward;
import org.chrysalis.proxy.settings.ProxySettings;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Voucher;

import java.util.List;

/** What one client's channel, as the chain has it, and its vouchers pay for. Pure. */
record Funding(ChannelState channel, Leg leg) {

    /** What becomes of an admission or a step. */
    sealed interface Decision {

        /** To be journaled, then told. */
        record Granted(ClientAccountEvent event, ClientAccountReply.Granted verdict)
                implements Decision {}

        /** @param credits to be journaled even so: what was signed stays the client's credit */
        record Refused(Refusal refusal, List<ClientAccountEvent> credits) implements Decision {}
    }

    static Funding of(ProxySettings settings, ChannelState channel) {
        var leg = Leg.ofClient(settings.networkId(), channel.identity(), channel.epoch());
        return new Funding(channel, leg);
    }

    Address address() {
        return leg.channel();
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
     * @param onward what that says is paid on
     */
    Decision decide(
            ClientLedger before,
            Attempt attempt,
            Voucher voucher,
            ClientAccountEvent bought,
            Onward onward) {
        var deposited = channel.deposited();
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
