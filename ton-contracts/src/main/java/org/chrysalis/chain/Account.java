package org.chrysalis.chain;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;

/**
 * An account's state.
 *
 * @param code a bag of cells; empty unless active
 * @param data a bag of cells; empty unless active
 */
public record Account(Address address, Nanoton balance, Bytes code, Bytes data) {

    public static Account absent(Address address) {
        return new Account(address, Nanoton.ZERO, Bytes.EMPTY, Bytes.EMPTY);
    }

    /** Whether a contract lives here. */
    public boolean active() {
        return !code.isEmpty();
    }
}
