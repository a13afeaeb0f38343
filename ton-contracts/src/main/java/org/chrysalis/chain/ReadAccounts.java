package org.chrysalis.chain;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;

import java.util.Map;
import java.util.TreeMap;

/**
 * The accounts of a chain as they were read last. Whoever follows the chain asks for the same ones
 * again and again, and to take a bag of cells apart costs more than most transactions.
 */
final class ReadAccounts {

    private final Map<Address, Read> last = new TreeMap<>();

    /** @param from what it was read from */
    private record Read(Bytes from, Account account) {}

    /** As {@link ShardAccounts#read} reads it. */
    Account of(Address address, Bytes shardAccount) {
        var known = last.get(address);
        if (known != null && known.from().equals(shardAccount)) {
            return known.account();
        }
        var account = ShardAccounts.read(address, shardAccount);
        last.put(address, new Read(shardAccount, account));
        return account;
    }
}
