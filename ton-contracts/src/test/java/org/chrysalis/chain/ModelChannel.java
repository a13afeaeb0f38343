package org.chrysalis.chain;

import org.chrysalis.chain.ChannelMessage.Cash;
import org.chrysalis.chain.ChannelMessage.Close;
import org.chrysalis.chain.ChannelMessage.FinishClose;
import org.chrysalis.chain.ChannelMessage.Plain;
import org.chrysalis.chain.ChannelMessage.RequestClose;
import org.chrysalis.chain.ChannelMessage.SetKey;
import org.chrysalis.chain.ChannelMessage.TopUp;
import org.chrysalis.chain.ChannelMessage.Withdraw;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.ChannelState.Keys;
import org.chrysalis.contract.ChannelState.Status;
import org.chrysalis.contract.ExitCode;
import org.chrysalis.contract.KnownPrices;
import org.chrysalis.contract.TolkConstants;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Voucher;

import java.util.EnumSet;
import java.util.Set;

/**
 * A channel as PAYMENTS §2 describes it, in plain Java: what the contract is compared with.
 *
 * @param balance before the message, less the storage fees that fell due
 * @param debt storage fees that the balance did not cover
 */
record ModelChannel(ChannelState state, long balance, long debt) {

    private static final TolkConstants FEES = TolkConstants.ofFees();
    private static final long DAY = 86_400;

    ModelChannel(ChannelState state, long balance) {
        this(state, balance, 0);
    }

    /** A message as it arrives at chain time {@code now}. */
    record Arrival(Address sender, Nanoton value, ChannelMessage message, long now) {}

    /**
     * What a message does that is not refused.
     *
     * @param paid to the payee; 0 for no Paid
     * @param refunded to the payer, in a Refunded unless {@link #silent}
     */
    record Effect(ModelChannel after, long paid, long refunded, boolean silent) {}

    /** Every reason to refuse, whichever the contract finds first; none if it must not. */
    Set<ExitCode> reasons(Arrival arrival) {
        var reasons = EnumSet.noneOf(ExitCode.class);
        add(reasons, ExitCode.VALUE, arrival.value().value() < least(arrival.message()));
        boolean payer = arrival.sender().equals(state.identity().payer());
        switch (arrival.message()) {
            case Plain _ -> reasons.add(ExitCode.UNKNOWN);
            case TopUp topUp -> {
                add(reasons, ExitCode.CLOSING, status() == Status.CLOSING);
                add(reasons, ExitCode.SENDER, status() == Status.CLOSED && !payer);
                add(reasons, ExitCode.ZERO, topUp.amount().equals(Nanoton.ZERO));
            }
            case Cash(var voucher) -> {
                add(reasons, ExitCode.EPOCH, voucher.epoch() != state.epoch());
                add(reasons, ExitCode.SIGNATURE, !isPayers(voucher, arrival.now()));
            }
            case Withdraw withdraw -> refuse(reasons, withdraw, payer, arrival.now());
            case SetKey _ -> add(reasons, ExitCode.SENDER, !payer);
            case Close close -> {
                boolean payee = arrival.sender().equals(state.identity().payee());
                add(reasons, ExitCode.SENDER, !payer && !payee);
                refuse(reasons, close, arrival.now());
            }
            case RequestClose _ -> {
                add(reasons, ExitCode.SENDER, !payer);
                add(reasons, ExitCode.NOT_OPEN, status() != Status.OPEN);
            }
            case FinishClose _ -> {
                add(reasons, ExitCode.NOT_CLOSING, status() != Status.CLOSING);
                add(reasons, ExitCode.TOO_EARLY, arrival.now() < state.closingTime());
            }
        }
        return reasons;
    }

    private static void add(Set<ExitCode> reasons, ExitCode reason, boolean holds) {
        if (holds) {
            reasons.add(reason);
        }
    }

    private void refuse(Set<ExitCode> reasons, Withdraw withdraw, boolean payer, long now) {
        var agreed = withdraw.agreed();
        var left = agreed.deposited();
        add(reasons, ExitCode.SENDER, !payer);
        add(reasons, ExitCode.NOT_OPEN, status() != Status.OPEN);
        add(reasons, ExitCode.EPOCH, agreed.epoch() != state.epoch());
        add(reasons, ExitCode.NONCE, agreed.nonce() != state.withdrawNonce());
        add(reasons, ExitCode.EXPIRED, now > agreed.validUntil());
        add(reasons, ExitCode.LOWER, state.cashed().isMoreThan(left));
        add(reasons, ExitCode.LOWER, left.compareTo(state.deposited()) >= 0);
        boolean signed = agreed.verifies(Network.ID, state.identity().payeeKey());
        add(reasons, ExitCode.SIGNATURE, !signed);
        add(reasons, ExitCode.ZERO, payable() <= 0);
    }

    private void refuse(Set<ExitCode> reasons, Close close, long now) {
        var key = state.payerKey(now);
        add(reasons, ExitCode.NOT_OPEN, status() == Status.CLOSED);
        add(reasons, ExitCode.EPOCH, close.payer().epoch() != state.epoch());
        add(reasons, ExitCode.EXPIRED, now > close.payer().validUntil());
        boolean both = close.payer().verifies(Network.ID, key)
                && close.payee().verifies(Network.ID, state.identity().payeeKey());
        add(reasons, ExitCode.SIGNATURE, !both);
    }

    private Status status() {
        return state.status();
    }

    boolean isPayers(Voucher voucher, long now) {
        return voucher.verifies(Network.ID, state.payerKey(now));
    }

    /** @throws IllegalArgumentException for a message that is refused */
    Effect apply(Arrival arrival) {
        return switch (arrival.message()) {
            case Plain _ -> throw new IllegalArgumentException("plain money has no effect");
            case TopUp(var amount) -> topUp(amount.value());
            case Cash(var voucher) -> cash(voucher.total().value());
            case Withdraw(var agreed) -> withdraw(agreed.deposited().value());
            case SetKey(var key) -> setKey(key, arrival.now());
            case Close close -> end(Math.max(0, due(close.payer().total().value(), balance)));
            case RequestClose _ -> requestClose(arrival.now());
            case FinishClose _ -> end(0);
        };
    }

    private Effect topUp(long amount) {
        var deposited = state.deposited().plus(Nanoton.of(amount));
        var after = with(Status.OPEN, deposited, state.cashed(), state.withdrawNonce());
        return new Effect(with(after, balance + amount + missing()), 0, 0, true);
    }

    private Effect cash(long total) {
        long amount = due(total, payable());
        if (amount <= 0) {
            return new Effect(this, 0, 0, true);
        }
        var cashed = state.cashed().plus(Nanoton.of(amount));
        var after = with(status(), state.deposited(), cashed, state.withdrawNonce());
        return new Effect(with(after, balance - amount), amount, 0, true);
    }

    private Effect withdraw(long left) {
        long amount = Math.min(state.deposited().value() - left, payable());
        var deposited = state.deposited().minus(Nanoton.of(amount));
        var after = with(status(), deposited, state.cashed(), state.withdrawNonce() + 1);
        return new Effect(with(after, balance - amount), 0, amount, false);
    }

    private Effect setKey(Bytes key, long now) {
        var keys = new Keys(state.payerKey(now), key, now + delay());
        return new Effect(with(with(keys), balance), 0, 0, true);
    }

    private Effect requestClose(long now) {
        var after = new ChannelState(
                state.identity(),
                state.epoch(),
                state.deposited(),
                state.cashed(),
                state.withdrawNonce(),
                Status.CLOSING,
                now + delay(),
                state.keys());
        return new Effect(with(after, balance), 0, 0, true);
    }

    private Effect end(long paid) {
        var after = new ChannelState(
                state.identity(),
                state.epoch() + 1,
                Nanoton.ZERO,
                Nanoton.ZERO,
                state.withdrawNonce(),
                Status.CLOSED,
                0,
                state.keys());
        long left = balance - paid;
        long deposit = Math.min(state.uncashed().value() - paid, left);
        long rest = Math.max(0, Math.max(deposit, left - reserve()));
        return new Effect(with(after, left - rest), paid, rest, false);
    }

    private ModelChannel with(ChannelState after, long left) {
        return new ModelChannel(after, left, debt);
    }

    private ChannelState with(Status status, Nanoton deposited, Nanoton cashed, long nonce) {
        return new ChannelState(
                state.identity(),
                state.epoch(),
                deposited,
                cashed,
                nonce,
                status,
                state.closingTime(),
                state.keys());
    }

    private ChannelState with(Keys keys) {
        return new ChannelState(
                state.identity(),
                state.epoch(),
                state.deposited(),
                state.cashed(),
                state.withdrawNonce(),
                status(),
                state.closingTime(),
                keys);
    }

    private long due(long total, long most) {
        long covered =
                Math.min(total, state.deposited().value()) - state.cashed().value();
        return Math.min(covered, most);
    }

    /** What can leave an open channel without harm to its life until it is closed. */
    private long payable() {
        return balance - storage(delay() + 30 * DAY);
    }

    private long delay() {
        return state.identity().closeDelaySeconds();
    }

    private long missing() {
        return Math.max(0, state.uncashed().value() + reserve() + debt - balance);
    }

    private static long reserve() {
        return storage(5 * 365 * DAY);
    }

    private static long storage(long seconds) {
        return KnownPrices.storage(seconds, FEES.of("CHANNEL_BITS"), FEES.of("CHANNEL_CELLS"));
    }

    /** What {@code message} has to bring at least, in nanoton. */
    long least(ChannelMessage message) {
        return switch (message) {
            case Plain _ -> 0;
            case TopUp(var amount) ->
                amount.value() + missing() + gas("GAS_TOP_UP") + KnownPrices.forward(0, 0);
            case Cash _ ->
                gas("GAS_CASH") + identity() + gas("GAS_PAID") + KnownPrices.forward(0, 0);
            case Withdraw _ -> refund("GAS_WITHDRAW");
            case SetKey _ -> gas("GAS_SET_KEY") + KnownPrices.forward(0, 0);
            case Close _ -> refund("GAS_CLOSE_TOGETHER") + identity() + gas("GAS_PAID");
            case RequestClose _ -> gas("GAS_REQUEST_CLOSE") + KnownPrices.forward(0, 0);
            case FinishClose _ -> refund("GAS_FINISH_CLOSE");
        };
    }

    private static long refund(String gas) {
        return gas(gas) + identity() + gas("GAS_REFUNDED") + KnownPrices.forward(0, 0);
    }

    /** What a Paid or Refunded carries besides its amount. */
    static long gas(String name) {
        return KnownPrices.gas(FEES.of(name));
    }

    private static long identity() {
        return KnownPrices.forward(FEES.of("IDENTITY_BITS"), FEES.of("IDENTITY_CELLS"));
    }
}
