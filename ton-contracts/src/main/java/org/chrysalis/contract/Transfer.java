package org.chrysalis.contract;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;

/**
 * An internal message that a wallet is to send.
 *
 * @param value carried to the receiver; the wallet pays the forward fee besides
 * @param body a bag of cells; empty for none
 * @param stateInit a bag of cells that deploys the receiver; empty for none
 */
public record Transfer(Address to, Nanoton value, Bytes body, Bytes stateInit, Bounce bounce) {

    /** What becomes of the value if the receiver refuses the message or does not exist. */
    public enum Bounce {
        /** It comes back, less fees. */
        RETURN,
        /** It stays with the receiver. */
        KEEP
    }

    /** To a contract that is there. */
    public static Transfer call(Address to, Nanoton value, Bytes body) {
        return new Transfer(to, value, body, Bytes.EMPTY, Bounce.RETURN);
    }

    /** To a contract that may not be there yet. */
    public static Transfer deploy(Address to, Nanoton value, Bytes body, Bytes stateInit) {
        return new Transfer(to, value, body, stateInit, Bounce.RETURN);
    }

    /** Plain money. */
    public static Transfer pay(Address to, Nanoton value) {
        return new Transfer(to, value, Bytes.EMPTY, Bytes.EMPTY, Bounce.KEEP);
    }
}
