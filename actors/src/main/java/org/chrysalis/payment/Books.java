package org.chrysalis.payment;

import org.chrysalis.ton.Address;

import java.util.Arrays;
import java.util.Optional;

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

    /** What {@link #id} says; none if it is the id of something else. */
    public static Optional<Books> of(String id) {
        var parts = id.split("\\|", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return Arrays.stream(Area.values())
                    .filter(area -> area.shown.equals(parts[0]))
                    .map(area -> new Books(area, Address.parse(parts[1]), Long.parseLong(parts[2])))
                    .findFirst();
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }

    /** Joined without a format, which would write other digits in other languages. */
    public String id() {
        return area.shown + "|" + channel + "|" + epoch;
    }
}
