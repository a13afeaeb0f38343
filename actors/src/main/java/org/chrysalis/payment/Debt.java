package org.chrysalis.payment;

import org.chrysalis.money.Usage;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Nanoton;

/**
 * What one attempt's settlement owes a worker. It is journaled with the client's settlement, and
 * forgotten once the worker's account has journaled its own.
 *
 * @param worker its channel
 * @param usage that it is owed for; none if it only is to be let go
 */
public record Debt(Address worker, Usage usage, Nanoton amount) {

    /** For a worker that had the attempt and comes away with nothing. */
    public static Debt release(Address worker) {
        return new Debt(worker, Usage.NONE, Nanoton.ZERO);
    }
}
