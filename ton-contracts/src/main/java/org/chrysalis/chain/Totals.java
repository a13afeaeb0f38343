package org.chrysalis.chain;

import org.chrysalis.ton.Nanoton;

/** What an embedded chain has done so far; see {@link Audit}. */
record Totals(long transactions, Nanoton gasFees, Nanoton burn, Nanoton genesis, Nanoton minted) {

    static final Totals NONE =
            new Totals(0, Nanoton.ZERO, Nanoton.ZERO, Nanoton.ZERO, Nanoton.ZERO);

    Totals born(Nanoton balance) {
        return new Totals(transactions, gasFees, burn, genesis.plus(balance), minted);
    }

    Totals minted(Nanoton amount) {
        return new Totals(transactions, gasFees, burn, genesis, minted.plus(amount));
    }

    /** @param forwardFee of the message that was executed */
    Totals executed(Chain.Transaction transaction, Nanoton forwardFee) {
        return new Totals(
                transactions + 1,
                gasFees.plus(transaction.gasFees()),
                burn.plus(transaction.totalFees()).plus(forwardFee),
                genesis,
                minted);
    }

    Audit audit(Nanoton balances, Nanoton inFlight) {
        return new Audit(transactions, gasFees, burn, balances, inFlight, genesis, minted);
    }
}
