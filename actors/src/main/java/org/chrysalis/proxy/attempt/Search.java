package org.chrysalis.proxy.attempt;

import org.chrysalis.proxy.account.ClientAccountReply;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Address;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How far the search for a worker has come.
 *
 * @param tried channels, not nodes: two settlements on one channel would be a fraud's proof
 * @param granted completion tokens bought; only grows
 * @param cause why nobody had it so far
 */
record Search(SortedSet<Address> tried, long granted, Refusal cause) {

    Search without(Address channel, Refusal why) {
        var all = new TreeSet<>(tried);
        all.add(channel);
        return new Search(Collections.unmodifiableSortedSet(all), granted, why);
    }

    /** A step was bought before a worker had the attempt. */
    Search after(ClientAccountReply reply) {
        return reply instanceof ClientAccountReply.Granted more
                ? new Search(tried, Math.max(granted, more.upTo()), cause)
                : this;
    }

    /** Whether a refusal is its worker's own: any other would be every worker's. */
    static boolean passesOver(Refusal refusal) {
        return switch (refusal) {
            case Refusal.OfNode _ -> true;
            case Refusal.WindowExceeded _, Refusal.PriceAboveLimit _ -> true;
            case Refusal.Expired _, Refusal.TermsChanged _ -> true;
            case Refusal.OfRequest _, Refusal.OfSeal _, Refusal.OfMoney _ -> false;
            case Refusal.OfStanding _, Refusal.OfAgreement _, Refusal.Unknown _ -> false;
        };
    }
}
