package org.chrysalis.cashing;

import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.ChannelState.Status;
import org.chrysalis.contract.Transfer;
import org.chrysalis.contract.Transfers;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Voucher;
import org.chrysalis.ton.Withdrawal;

import java.util.Optional;

/** What a wallet has to send to a channel, and how the channel shows that it is done. Pure. */
public sealed interface Errand {

    Address channel();

    /** To whom the wallet sends it: the channel, or a contract that passes it on. */
    default Address receiver() {
        return channel();
    }

    Kind kind();

    /** What the wallet sends. */
    Transfer transfer(Transfers transfers);

    /**
     * What the channel, read afterwards, says of it.
     *
     * @param now unix seconds
     */
    Sight look(ChannelState channel, long now);

    /** The same, seen from the channel as it is before it is sent. */
    default Errand from(ChannelState channel) {
        return this;
    }

    /** The channel took the message: nothing more can come of it. */
    default CashDesk.Outcome taken(ChannelState channel) {
        return new CashDesk.Ran(this);
    }

    /** Whether it takes the place of an earlier one of its kind, which waits. */
    default boolean replaces(Errand before) {
        return true;
    }

    /** Whether it is sent once more if nobody can say what became of it. */
    default boolean repeats() {
        return true;
    }

    default Slot slot() {
        return new Slot(channel(), kind());
    }

    /** Of several that wait for one channel, this order says which goes first. */
    enum Kind {
        CASH,
        TOP_UP,
        CLOSE_TOGETHER,
        WITHDRAW,
        SET_KEY,
        REQUEST_CLOSE
    }

    /** One errand of a kind waits for each channel. */
    record Slot(Address channel, Kind kind) implements Comparable<Slot> {

        @Override
        public int compareTo(Slot other) {
            int byChannel = channel.compareTo(other.channel);
            return byChannel != 0 ? byChannel : kind.compareTo(other.kind);
        }
    }

    sealed interface Sight {

        record Done(CashDesk.Outcome outcome) implements Sight {}

        record Undone() implements Sight {}

        /** The chain's server shows the channel as it was long ago. */
        record Stale() implements Sight {}

        /** Another try would change nothing. */
        record Lost(String reason) implements Sight {}
    }

    /** For a message to become final. */
    long LEAST_SECONDS = 30;

    /** Where it can't be executed in time, it would cost the fee alone. */
    private static Sight until(long validUntil, long now) {
        return now + LEAST_SECONDS > validUntil
                ? new Sight.Lost("it is no longer valid")
                : new Sight.Undone();
    }

    /** Pays the payee what the voucher says above what was cashed. */
    record Cash(Voucher voucher) implements Errand {

        @Override
        public Address channel() {
            return voucher.channel();
        }

        @Override
        public Kind kind() {
            return Kind.CASH;
        }

        @Override
        public Transfer transfer(Transfers transfers) {
            return transfers.cash(voucher);
        }

        @Override
        public Sight look(ChannelState channel, long now) {
            if (channel.epoch() > voucher.epoch()) {
                return new Sight.Lost(
                        "the channel has a later epoch: its money is its payer's again");
            }
            if (channel.epoch() < voucher.epoch()) {
                return new Sight.Stale();
            }
            boolean paid = !voucher.total().min(channel.deposited()).isMoreThan(channel.cashed());
            return paid ? new Sight.Done(taken(channel)) : new Sight.Undone();
        }

        @Override
        public CashDesk.Outcome taken(ChannelState channel) {
            return new CashDesk.Cashed(channel(), channel.cashed());
        }

        @Override
        public boolean replaces(Errand before) {
            if (!(before instanceof Cash(var other)) || voucher.epoch() > other.epoch()) {
                return true;
            }
            return voucher.epoch() == other.epoch() && !other.total().isMoreThan(voucher.total());
        }
    }

    /**
     * Ends the epoch of a client's channel at what both sides say.
     *
     * @param receiver the proxy's contract: the channel hears its two sides only
     */
    record Part(Address receiver, CloseTogether payer, CloseTogether payee) implements Errand {

        @Override
        public Address channel() {
            return payer.channel();
        }

        @Override
        public Kind kind() {
            return Kind.CLOSE_TOGETHER;
        }

        @Override
        public Transfer transfer(Transfers transfers) {
            return transfers.orderCloseTogether(receiver, payer, payee);
        }

        @Override
        public Sight look(ChannelState channel, long now) {
            return channel.epoch() > payer.epoch()
                    ? new Sight.Done(taken(channel))
                    : until(payer.validUntil(), now);
        }
    }

    /** Takes out what the payee can do without. */
    record Withdraw(Withdrawal agreed) implements Errand {

        @Override
        public Address channel() {
            return agreed.channel();
        }

        @Override
        public Kind kind() {
            return Kind.WITHDRAW;
        }

        @Override
        public Transfer transfer(Transfers transfers) {
            return transfers.withdraw(agreed);
        }

        @Override
        public Sight look(ChannelState channel, long now) {
            return channel.withdrawNonce() > agreed.nonce()
                    ? new Sight.Done(taken(channel))
                    : until(agreed.validUntil(), now);
        }
    }

    /**
     * Adds to the deposit of a channel that is there. One that is gone would begin anew with an
     * epoch whose vouchers were signed already.
     *
     * @param epoch that it is for
     * @param goal the deposit with it, once the channel was seen before it
     */
    record TopUp(Address channel, long epoch, Nanoton amount, Optional<Nanoton> goal)
            implements Errand {

        public TopUp(Address channel, long epoch, Nanoton amount) {
            this(channel, epoch, amount, Optional.empty());
        }

        @Override
        public Kind kind() {
            return Kind.TOP_UP;
        }

        @Override
        public Transfer transfer(Transfers transfers) {
            return transfers.topUp(channel, amount);
        }

        /** Twice would be twice the money. */
        @Override
        public boolean repeats() {
            return false;
        }

        @Override
        public Sight look(ChannelState state, long now) {
            if (state.epoch() != epoch) {
                return new Sight.Lost("the channel goes on with another epoch: ask once more");
            }
            if (state.status() == Status.CLOSING) {
                return new Sight.Lost("the channel is closing: it takes money once it has closed");
            }
            return goal.filter(total -> !total.isMoreThan(state.deposited())).isPresent()
                    ? new Sight.Done(taken(state))
                    : new Sight.Undone();
        }

        @Override
        public Errand from(ChannelState state) {
            return new TopUp(
                    channel, epoch, amount, Optional.of(state.deposited().plus(amount)));
        }
    }

    /** Replaces the payer's key, after the close delay. */
    record SetKey(Address channel, Bytes key) implements Errand {

        @Override
        public Kind kind() {
            return Kind.SET_KEY;
        }

        @Override
        public Transfer transfer(Transfers transfers) {
            return transfers.setKey(channel, key);
        }

        @Override
        public Sight look(ChannelState channel, long now) {
            return channel.keys().next().equals(key)
                    ? new Sight.Done(taken(channel))
                    : new Sight.Undone();
        }
    }

    /** Starts the close delay. */
    record RequestClose(Address channel) implements Errand {

        @Override
        public Kind kind() {
            return Kind.REQUEST_CLOSE;
        }

        @Override
        public Transfer transfer(Transfers transfers) {
            return transfers.requestClose(channel);
        }

        @Override
        public Sight look(ChannelState channel, long now) {
            return channel.status() == Status.OPEN
                    ? new Sight.Undone()
                    : new Sight.Done(taken(channel));
        }
    }
}
