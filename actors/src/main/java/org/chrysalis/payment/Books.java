package org.chrysalis.payment;

import org.chrysalis.ton.Address;

/**
 * Whose books an account keeps, and on which channel. Vouchers are void in another epoch, so each
 * epoch has books of its own; they belong to no node, so that an account can move.
 *
 * @param epoch u32, as on chain
 */
public record Books(Area area, Address channel, long epoch) {

    /** Each side of each leg. */
    public enum Area {
        CLIENT_ACCOUNT("client-account"),
        WORKER_ACCOUNT("worker-account"),
        PURSE("purse"),
        EARNINGS("earnings");

        private final String shown;

        Area(String shown) {
            this.shown = shown;
        }
    }

    /** Joined without a format, which would write other digits in other languages. */
    public String id() {
        return area.shown + "|" + channel + "|" + epoch;
    }
}
