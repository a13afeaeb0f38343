package org.chrysalis.cashing;

import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.ChannelState.Status;
import org.chrysalis.contract.Transfer;
import org.chrysalis.contract.Transfers;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Voucher;
import org.chrysalis.ton.Withdrawal;

/** What a wallet has to send to a channel, and how the channel shows that it is done. Pure. */
public sealed interface Errand permits Errand.Cash, Errand.Part, Errand.Withdraw, PayerErrand {

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

    /** The channel has done it, or took the message: nothing more can come of it. */
    default Outcome taken(ChannelState channel) {
        return new Outcome.Ran(this);
    }

    /** Whether it takes the place of an earlier one of its kind, which waits. */
    default boolean replaces(Errand before) {
        return true;
    }

    /** Whether it is sent once more if nobody can say what became of it. */
    default boolean repeats() {
        return true;
    }

    /**
     * Whether it waits while the chain's server shows no such channel: one answer of one server is
     * no reason to give money up.
     *
     * @param now unix seconds
     */
    default boolean outlastsDoubt(long now) {
        return false;
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
        REQUEST_CLOSE,
        FINISH_CLOSE
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

        record Done() implements Sight {}

        /** Its epoch is over, be it by this or by something else. */
        record Past() implements Sight {}

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

    /**
     * Pays the payee what the voucher says above what was cashed.
     *
     * @param key whose voucher it is, 32 bytes
     */
    record Cash(Voucher voucher, Bytes key) implements Errand {

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
            boolean before = channel.epoch() < voucher.epoch() || channel.status() == Status.CLOSED;
            if (before) {
                return new Sight.Stale();
            }
            boolean paid = !voucher.total().min(channel.deposited()).isMoreThan(channel.cashed());
            return paid ? new Sight.Done() : new Sight.Undone();
        }

        @Override
        public Outcome taken(ChannelState channel) {
            return new Outcome.Cashed(channel(), channel.cashed());
        }

        @Override
        public boolean outlastsDoubt(long now) {
            return true;
        }

        /** Vouchers of another key than the one before are offered once that one's are void. */
        @Override
        public boolean replaces(Errand before) {
            if (!(before instanceof Cash(var other, var otherKey))) {
                return true;
            }
            if (voucher.epoch() != other.epoch()) {
                return voucher.epoch() > other.epoch();
            }
            return !key.equals(otherKey) || !other.total().isMoreThan(voucher.total());
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
                    ? new Sight.Past()
                    : until(payer.validUntil(), now);
        }

        @Override
        public boolean outlastsDoubt(long now) {
            return now <= payer.validUntil();
        }

        /** One is agreed at a time; a later one is of a later epoch. */
        @Override
        public boolean replaces(Errand before) {
            return !(before instanceof Part other)
                    || payer.epoch() >= other.payer().epoch();
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
            if (channel.withdrawNonce() > agreed.nonce()) {
                return new Sight.Done();
            }
            if (channel.epoch() > agreed.epoch()) {
                return new Sight.Lost("the channel goes on with another epoch: it has its money");
            }
            return until(agreed.validUntil(), now);
        }

        @Override
        public boolean outlastsDoubt(long now) {
            return now <= agreed.validUntil();
        }
    }
}
