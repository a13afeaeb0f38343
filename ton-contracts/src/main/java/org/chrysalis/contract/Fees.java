package org.chrysalis.contract;

import org.chrysalis.ton.Nanoton;

/**
 * What to attach to a message besides the money it is about: about twice what mainnet's prices of
 * April 2026 ask for ({@code @ton/sandbox}'s configuration). The contracts compute the real fees
 * from the network's own prices and return the excess; they refuse what is too little.
 */
public final class Fees {

    private static final Nanoton OPEN_REGISTRY = Nanoton.of(700_000_000);
    private static final Nanoton OPEN_PROXY = Nanoton.of(250_000_000);
    private static final Nanoton TOP_UP = Nanoton.of(200_000_000);
    private static final Nanoton FUND = Nanoton.of(250_000_000);
    private static final Nanoton CALL = Nanoton.of(20_000_000);

    private Fees() {}

    /** With the registry's storage reserve of five years. */
    public static Nanoton openRegistryValue() {
        return OPEN_REGISTRY;
    }

    /** With the storage reserve of five years; the excess stays as working money. */
    public static Nanoton openProxyValue(Nanoton stake) {
        return stake.plus(OPEN_PROXY);
    }

    /** With the channel's storage reserve of five years, which is needed once. */
    public static Nanoton topUpValue(Nanoton amount) {
        return amount.plus(TOP_UP);
    }

    /** With a worker's channel's storage reserve; the amount itself comes out of the contract. */
    public static Nanoton fundValue() {
        return FUND;
    }

    /** The amount itself comes out of the channel. */
    public static Nanoton cashValue() {
        return CALL;
    }

    /** For RequestClose, FinishClose, Order, and to publish or retract a proxy. */
    public static Nanoton callValue() {
        return CALL;
    }
}
