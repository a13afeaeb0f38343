package org.chrysalis.simulator.oracle;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Nanoton;

import java.util.function.Supplier;

/**
 * What a transaction owes to somebody, who gets it in one of the next of its trace.
 *
 * @param invariant that is violated if it does not come
 * @param value of the message that brings it; asked when one comes
 * @param exact whether more than that is something else
 * @param met what follows once it came
 */
record Due(
        String invariant,
        Address to,
        Supplier<Nanoton> value,
        Exactness exact,
        Runnable met,
        String why) {

    /** What a message may bring besides. */
    enum Exactness {
        TO_THE_NANOTON,
        /** Plain money that somebody sent to a channel comes out with the rest. */
        AT_LEAST
    }

    boolean isMetBy(Address address, long brought) {
        if (!to.equals(address)) {
            return false;
        }
        long due = value.get().value();
        return switch (exact) {
            case TO_THE_NANOTON -> brought == due;
            case AT_LEAST -> brought >= due;
        };
    }
}
