package org.chrysalis.chain;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;

/**
 * An account's state.
 *
 * @param code a bag of cells; empty unless active
 * @param data a bag of cells; empty unless active
 * @param lastLt logical time of its last transaction; 0 before the first. Two readings of one
 *     account are in this order, whoever told them
 */
public record Account(
        Address address, Status status, Nanoton balance, Bytes code, Bytes data, long lastLt) {

    /** {@code AccountStatus} (block.tlb). */
    public enum Status {
        /** Nothing was ever sent there, or all of it is gone. */
        ABSENT,
        /** Money, and no contract. */
        UNINITIALISED,
        /** A contract lives here. */
        ACTIVE,
        /** Its storage debt outgrew it: whatever is sent here comes back, less fees. */
        FROZEN
    }

    public static Account absent(Address address) {
        return new Account(address, Status.ABSENT, Nanoton.ZERO, Bytes.EMPTY, Bytes.EMPTY, 0);
    }

    /** A contract. */
    public static Account active(
            Address address, Nanoton balance, Bytes code, Bytes data, long lastLt) {
        return new Account(address, Status.ACTIVE, balance, code, data, lastLt);
    }

    /** Whether a contract lives here. */
    public boolean active() {
        return status == Status.ACTIVE;
    }
}
