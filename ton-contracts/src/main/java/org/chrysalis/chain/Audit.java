package org.chrysalis.chain;

import org.chrysalis.ton.Nanoton;

/**
 * Where all money of an embedded chain is (SIMULATOR §5, S1).
 *
 * @param transactions executed so far
 * @param gasFees of their compute phases; part of {@code burn}
 * @param burn Σ total fees of transactions + Σ forward fees of delivered internal messages, as far
 *     as no transaction holds them; read from those, never a remainder
 * @param balances of all accounts
 * @param inFlight values and forward fees of messages not yet delivered, also of those that the TVM
 *     broke on
 * @param genesis what accounts were born with before the first block
 * @param minted since then
 */
public record Audit(
        long transactions,
        Nanoton gasFees,
        Nanoton burn,
        Nanoton balances,
        Nanoton inFlight,
        Nanoton genesis,
        Nanoton minted) {

    /** Exact: not one nanoton was made or lost. */
    public boolean conserved() {
        return balances.plus(inFlight).plus(burn).equals(genesis.plus(minted));
    }
}
