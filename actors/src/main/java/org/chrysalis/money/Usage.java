package org.chrysalis.money;

import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;

/**
 * Tokens one attempt has consumed so far, as four disjoint, monotone counters (PAYMENTS §4).
 * Cumulative, so that a part that never arrives costs nobody money.
 *
 * @param fresh prompt tokens evaluated
 * @param cached prompt tokens whose keys and values were already in memory
 * @param visible completion tokens of the answer
 * @param reasoning completion tokens before the answer
 */
public record Usage(long fresh, long cached, long visible, long reasoning) {

    /** Bound on the sum of all four; from it on a usage is malformed. */
    public static final long MAX_TOKENS = 1L << 27;

    public static final Usage NONE = new Usage(0, 0, 0, 0);

    /**
     * @throws IllegalArgumentException outside the bounds; a peer's figures: ask {@link #valid}
     * first
     */
    public Usage {
        if (!valid(fresh, cached, visible, reasoning)) {
            throw new IllegalArgumentException("not a usage: " + fresh + " fresh, " + cached
                    + " cached, " + visible + " visible, " + reasoning + " reasoning");
        }
    }

    /** Whether these are non-negative and sum to at most {@link #MAX_TOKENS}. */
    public static boolean valid(long fresh, long cached, long visible, long reasoning) {
        return (fresh | cached | visible | reasoning) >= 0
                && fresh <= MAX_TOKENS
                && cached <= MAX_TOKENS
                && visible <= MAX_TOKENS
                && reasoning <= MAX_TOKENS
                && fresh + cached + visible + reasoning <= MAX_TOKENS;
    }

    public static Usage ofPrompt(long fresh, long cached) {
        return new Usage(fresh, cached, 0, 0);
    }

    public long prompt() {
        return fresh + cached;
    }

    public long completion() {
        return visible + reasoning;
    }

    /** What a statement says of these tokens; {@code total} includes {@code amount}. */
    public Statement.Figures figures(Nanoton amount, Nanoton total, long seq) {
        return new Statement.Figures(fresh, cached, visible, reasoning, amount, total, seq);
    }

    /** The same prompt with another completion. */
    public Usage withCompletion(long visible, long reasoning) {
        return new Usage(fresh, cached, visible, reasoning);
    }

    /** The completion alone: what is charged when a worker is lost. */
    public Usage completionOnly() {
        return new Usage(0, 0, visible, reasoning);
    }

    /** Whether no counter is below {@code earlier}'s. */
    public boolean reaches(Usage earlier) {
        return fresh >= earlier.fresh
                && cached >= earlier.cached
                && visible >= earlier.visible
                && reasoning >= earlier.reasoning;
    }
}
