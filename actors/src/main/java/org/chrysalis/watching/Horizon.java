package org.chrysalis.watching;

import org.chrysalis.chain.Account;
import org.chrysalis.chain.Changes;
import org.chrysalis.chain.Changes.Head;
import org.chrysalis.ton.Address;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * How far a node has seen the chain. Servers may be stale, restored from a backup, or lie: what is
 * behind what was seen is not believed, nor is a block of the future. Pure.
 *
 * @param head the latest block that was believed
 * @param known the accounts that are followed, each with its last logical time; 0 for none yet
 */
public record Horizon(Head head, PSortedMap<Address, Long> known) {

    /** How much a server's clock, or ours, may be ahead. */
    public static final long TOLERANCE_SECONDS = 60;

    /** Ten times what blocks full of messages take, in each second. */
    private static final long FASTEST_LT = 1_000_000_000L;

    /** A block so much later is of the true chain: what was seen before it was not. */
    private static final long CONTRADICTED_SECONDS = 600;

    public static final Horizon NONE = new Horizon(new Head(0, 0), TreePMap.empty());

    /**
     * What one answer of a server comes to.
     *
     * @param changed accounts that are believed
     * @param distrusted for the operator: why something was not
     * @param contradicts what was believed before
     */
    public record Sight(
            Horizon next, List<Account> changed, List<String> distrusted, boolean contradicts) {

        public Sight {
            changed = List.copyOf(changed);
            distrusted = List.copyOf(distrusted);
        }
    }

    /** Follows these accounts from now on, and no others. */
    public Horizon following(SortedSet<Address> accounts) {
        PSortedMap<Address, Long> next = TreePMap.empty();
        for (var account : accounts) {
            next = next.plus(account, known.getOrDefault(account, 0L));
        }
        return new Horizon(head, next);
    }

    /** @param nowSeconds by our own clock */
    public Sight look(Changes changes, long nowSeconds) {
        var seen = changes.head();
        if (seen.unixSeconds() > nowSeconds + TOLERANCE_SECONDS) {
            return new Sight(
                    this,
                    List.of(),
                    List.of("the chain's server shows a block that is "
                            + (seen.unixSeconds() - nowSeconds)
                            + " s in the future: set this machine's clock, or ask another server"),
                    false);
        }
        if (!isReached(head, seen.lt(), seen.unixSeconds())) {
            return new Sight(
                    this,
                    List.of(),
                    List.of("the chain's server shows a block at " + seen.lt()
                            + ", which no chain has reached by then: ask another server"),
                    false);
        }
        if (seen.lt() < head.lt()
                && seen.unixSeconds() > head.unixSeconds() + CONTRADICTED_SECONDS) {
            return new Horizon(new Head(0, head.unixSeconds()), forgotten())
                    .believing(changes, true);
        }
        return believing(changes, false);
    }

    /** Whether any chain gets from {@code head} to this logical time by then. */
    public static boolean isReached(Head head, long lt, long unixSeconds) {
        long passed = Math.max(0, unixSeconds - head.unixSeconds()) + TOLERANCE_SECONDS;
        long furthest = head.lt() + passed * FASTEST_LT;
        return head.lt() == 0 || furthest < 0 || lt <= furthest;
    }

    private PSortedMap<Address, Long> forgotten() {
        PSortedMap<Address, Long> none = TreePMap.empty();
        for (var account : known.keySet()) {
            none = none.plus(account, 0L);
        }
        return none;
    }

    private Sight believing(Changes changes, boolean contradicts) {
        var seen = changes.head();
        var believed = new ArrayList<Account>();
        var distrusted = new ArrayList<String>();
        var next = known;
        for (var account : changes.accounts()) {
            var before = next.get(account.address());
            if (before == null || account.lastLt() == before) {
                continue;
            }
            if (account.lastLt() < before || account.lastLt() > seen.lt()) {
                distrusted.add("the chain's server shows " + account.address() + " as of "
                        + account.lastLt() + ", not between " + before + ", which it was seen at,"
                        + " and " + seen.lt() + ", the end of its chain");
                continue;
            }
            believed.add(account);
            next = next.plus(account.address(), account.lastLt());
        }
        return new Sight(new Horizon(later(seen), next), believed, distrusted, contradicts);
    }

    /** A block before the last one says nothing of the time. */
    private Head later(Head seen) {
        return seen.lt() < head.lt()
                ? head
                : new Head(seen.lt(), Math.max(head.unixSeconds(), seen.unixSeconds()));
    }
}
