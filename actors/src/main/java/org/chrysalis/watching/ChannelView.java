package org.chrysalis.watching;

import org.chrysalis.cashing.CashingRule;
import org.chrysalis.chain.Changes.Head;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.Fees;
import org.chrysalis.ton.Bytes;

/**
 * A channel as it was last seen. Pure.
 *
 * @param head the last block that was seen, whether or not the channel changed in it
 * @param fees that messages cost now
 */
public record ChannelView(ChannelState channel, Head head, Fees fees) {

    /** Before the end; a tenth of the close delay if that is less. */
    private static final long LAST_CALL_SECONDS = 3_600;

    /** Until when everything that is signed can be cashed, whatever its payer does from now on. */
    public long safeUntil() {
        long until =
                switch (channel.status()) {
                    case OPEN -> head.unixSeconds() + channel.identity().closeDelaySeconds();
                    case CLOSING -> channel.closingTime();
                    case CLOSED -> 0;
                };
        return isKeyChanging() ? Math.min(until, channel.keys().from()) : until;
    }

    /** When what is earned is fetched for the last time, in unix seconds. */
    public long lastCall() {
        long delay = channel.identity().closeDelaySeconds();
        return safeUntil() - Math.min(LAST_CALL_SECONDS, delay / 10);
    }

    /** A key that has been announced, and is not in force yet. */
    public boolean isKeyChanging() {
        return head.unixSeconds() > 0 && head.unixSeconds() < channel.keys().from();
    }

    /** What is earned has to be fetched before it is too late. */
    public boolean isEnding() {
        return channel.status() == ChannelState.Status.CLOSING || isKeyChanging();
    }

    /** The payer's key that the next block checks vouchers with. */
    public Bytes payerKey() {
        return channel.payerKey(head.unixSeconds());
    }

    /** Which key is in force a block says; none was seen yet when a node has just started. */
    public boolean knowsKey() {
        return head.unixSeconds() > 0 || channel.keys().equals(ChannelState.Keys.NONE);
    }

    /** Whether another key than {@code known} is in force; the first one if that is empty. */
    public boolean hasOtherKey(Bytes known) {
        var expected = known.isEmpty() ? channel.identity().payerKey() : known;
        return knowsKey() && !payerKey().equals(expected);
    }

    public ChannelView at(Head later) {
        return new ChannelView(channel, later, fees);
    }

    public ChannelView at(Fees live) {
        return new ChannelView(channel, head, live);
    }

    public CashingRule rule() {
        return new CashingRule(fees.cashFee(), channel.deposited());
    }

    /** Whether what is signed with this key for this epoch is worth anything. */
    public boolean counts(long epoch, Bytes key) {
        return channel.epoch() == epoch
                && channel.status() != ChannelState.Status.CLOSED
                && knowsKey()
                && payerKey().equals(key);
    }

    /** The same, and the payer means to go on. */
    public boolean isOpenTo(long epoch, Bytes key) {
        return counts(epoch, key) && channel.status() == ChannelState.Status.OPEN;
    }

    /** Whether it goes on with another epoch: all that was signed before is void. */
    public boolean isPast(long epoch) {
        return channel.epoch() > epoch;
    }
}
