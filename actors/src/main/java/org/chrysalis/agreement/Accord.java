package org.chrysalis.agreement;

import org.chrysalis.ton.Bytes;
import org.chrysalis.watching.ChannelView;

/**
 * How a channel stands by its books, besides the money.
 *
 * @param payerKey in force, 32 bytes, once it was seen to be another than the channel was born with
 * @param promise what this side has signed last
 */
public record Accord(Bytes payerKey, Promise promise) {

    public static final Accord NONE = new Accord(Bytes.EMPTY, new Promise.None());

    public Accord promising(Promise next) {
        return new Accord(payerKey, next);
    }

    public Accord rekeyed(Bytes next) {
        return new Accord(next, promise);
    }

    /** Whether the chain checks vouchers with another key than the books know. */
    public boolean isOutdated(ChannelView view) {
        return view.hasOtherKey(payerKey);
    }
}
