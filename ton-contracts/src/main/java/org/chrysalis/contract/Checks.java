package org.chrysalis.contract;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;

/** Bounds of fields, refused before a cell builder would cut or reject them less clearly. */
final class Checks {

    private static final long MAX_U32 = 0xffff_ffffL;

    private Checks() {}

    static void u32(String what, long value) {
        if (value < 0 || value > MAX_U32) {
            throw new IllegalArgumentException(what + " must be 0 to 2^32 - 1, not " + value);
        }
    }

    static void closeDelay(String what, long seconds) {
        if (seconds < ChannelIdentity.MIN_CLOSE_DELAY
                || seconds > ChannelIdentity.MAX_CLOSE_DELAY) {
            throw new IllegalArgumentException(what + " is " + ChannelIdentity.MIN_CLOSE_DELAY
                    + " to " + ChannelIdentity.MAX_CLOSE_DELAY
                    + " seconds, not " + seconds);
        }
    }

    /** Forwarding to the masterchain costs more than the contracts ask their senders for. */
    static void basechain(Address address) {
        if (address.workchain() != 0) {
            throw new IllegalArgumentException(
                    "contracts deal with accounts of the basechain, not with " + address);
        }
    }

    static void key(Bytes key) {
        if (key.length() != 32) {
            throw new IllegalArgumentException("a public key has 32 bytes, not " + key.length());
        }
    }
}
