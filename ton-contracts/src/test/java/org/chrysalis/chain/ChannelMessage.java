package org.chrysalis.chain;

import org.chrysalis.contract.ChannelMessages;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Voucher;
import org.chrysalis.ton.Withdrawal;

/** All that one can send to a channel. */
sealed interface ChannelMessage {

    Bytes body();

    /** Money without a body: what nobody asked for. */
    record Plain() implements ChannelMessage {
        @Override
        public Bytes body() {
            return Bytes.EMPTY;
        }
    }

    record TopUp(Nanoton amount) implements ChannelMessage {
        @Override
        public Bytes body() {
            return ChannelMessages.topUp(amount);
        }
    }

    record Cash(Voucher voucher) implements ChannelMessage {
        @Override
        public Bytes body() {
            return ChannelMessages.cash(voucher);
        }
    }

    record Withdraw(Withdrawal agreed) implements ChannelMessage {
        @Override
        public Bytes body() {
            return ChannelMessages.withdraw(agreed);
        }
    }

    record SetKey(Bytes key) implements ChannelMessage {
        @Override
        public Bytes body() {
            return ChannelMessages.setKey(key);
        }
    }

    record Close(CloseTogether payer, CloseTogether payee) implements ChannelMessage {
        @Override
        public Bytes body() {
            return ChannelMessages.closeTogether(payer, payee);
        }
    }

    record RequestClose() implements ChannelMessage {
        @Override
        public Bytes body() {
            return ChannelMessages.requestClose();
        }
    }

    record FinishClose() implements ChannelMessage {
        @Override
        public Bytes body() {
            return ChannelMessages.finishClose();
        }
    }
}
