package org.chrysalis.contract;

/**
 * What stands at an address is not the contract it was taken for: nothing at all, other code, or a
 * storage that this network's contracts never write. Never trust money to it.
 */
public final class ForeignContract extends RuntimeException {

    private static final long serialVersionUID = 1;

    ForeignContract(String message) {
        super(message);
    }
}
