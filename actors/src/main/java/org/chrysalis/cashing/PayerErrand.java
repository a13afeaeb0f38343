package org.chrysalis.cashing;

import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.ChannelState.Status;
import org.chrysalis.contract.Transfer;
import org.chrysalis.contract.Transfers;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;

import java.util.Optional;

/** What a payer does with its channel alone. Pure. */
public sealed interface PayerErrand extends Errand {

    /**
     * Adds to the deposit of a channel that is there. One that is gone would begin anew with an
     * epoch whose vouchers were signed already.
     *
     * @param epoch that it is for
     * @param goal the deposit with it, once the channel was seen before it
     */
    record TopUp(Address channel, long epoch, Nanoton amount, Optional<Nanoton> goal)
            implements PayerErrand {

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
                    ? new Sight.Done()
                    : new Sight.Undone();
        }

        @Override
        public Errand from(ChannelState state) {
            return new TopUp(
                    channel, epoch, amount, Optional.of(state.deposited().plus(amount)));
        }
    }

    /** Replaces the payer's key, after the close delay. */
    record SetKey(Address channel, Bytes key) implements PayerErrand {

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
            return channel.keys().next().equals(key) ? new Sight.Done() : new Sight.Undone();
        }
    }

    /**
     * Starts the close delay.
     *
     * @param epoch that is to end
     */
    record RequestClose(Address channel, long epoch) implements PayerErrand {

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
            if (channel.epoch() > epoch) {
                return new Sight.Done();
            }
            if (channel.epoch() < epoch) {
                return new Sight.Stale();
            }
            return switch (channel.status()) {
                case OPEN -> new Sight.Undone();
                case CLOSING -> new Sight.Done();
                case CLOSED -> new Sight.Stale();
            };
        }
    }

    /**
     * Ends the epoch once the close delay is over: the rest is the payer's.
     *
     * @param epoch that is to end
     */
    record FinishClose(Address channel, long epoch) implements PayerErrand {

        @Override
        public Kind kind() {
            return Kind.FINISH_CLOSE;
        }

        @Override
        public Transfer transfer(Transfers transfers) {
            return transfers.finishClose(channel);
        }

        @Override
        public Sight look(ChannelState channel, long now) {
            return channel.epoch() > epoch ? new Sight.Done() : new Sight.Undone();
        }

        @Override
        public boolean outlastsDoubt(long now) {
            return true;
        }
    }
}
