package org.chrysalis.chain;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;

/**
 * An account's state.
 *
 * @param balance as of its last transaction
 * @param code a bag of cells; empty unless active
 * @param data a bag of cells; empty unless active
 * @param lastLt logical time of its last transaction; 0 before the first. Two readings of one
 *     account are in this order, whoever told them. An account that is gone keeps it
 */
public record Account(
        Address address,
        Status status,
        Nanoton balance,
        Bytes code,
        Bytes data,
        long lastLt,
        Rent rent) {

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

    /**
     * What an account pays for its storage; the balance is what it had before that.
     *
     * @param paidUntil chain time in seconds; 0 if nothing was ever stored
     * @param due what it could not pay
     */
    public record Rent(long paidUntil, Nanoton due) {

        public static final Rent NONE = new Rent(0, Nanoton.ZERO);
    }

    /** Nothing was ever there. */
    public static Account absent(Address address) {
        return without(address, Status.ABSENT, Nanoton.ZERO, 0);
    }

    /** No contract. */
    static Account without(Address address, Status status, Nanoton balance, long lastLt) {
        return new Account(address, status, balance, Bytes.EMPTY, Bytes.EMPTY, lastLt, Rent.NONE);
    }

    /** A contract that owes nothing for its storage. */
    public static Account active(
            Address address, Nanoton balance, Bytes code, Bytes data, long lastLt) {
        return new Account(address, Status.ACTIVE, balance, code, data, lastLt, Rent.NONE);
    }

    /** Whether a contract lives here. */
    public boolean active() {
        return status == Status.ACTIVE;
    }
}
