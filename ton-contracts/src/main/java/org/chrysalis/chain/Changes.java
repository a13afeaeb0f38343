package org.chrysalis.chain;

import java.util.List;

/**
 * What became of the accounts that somebody follows.
 *
 * @param head of the chain at that moment
 * @param accounts those that changed since the logical time that the asker named
 */
public record Changes(Head head, List<Account> accounts) {

    /**
     * The last final block.
     *
     * @param lt logical time at its end
     * @param unixSeconds its {@code gen_utime}: what contracts take for now
     */
    public record Head(long lt, long unixSeconds) {}

    public Changes {
        accounts = List.copyOf(accounts);
    }
}
