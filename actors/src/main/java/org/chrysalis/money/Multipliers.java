package org.chrysalis.money;

/**
 * The weight of each class of token, per ten thousand (10 000 is ×1); each 0 to 100 000.
 *
 * @param prompt m_p, of fresh prompt tokens
 * @param cached m_c
 * @param completion m_o, of visible completion tokens
 * @param reasoning m_r
 */
public record Multipliers(long prompt, long cached, long completion, long reasoning) {

    public static final long MAX = 100_000;

    public Multipliers {
        for (long multiplier : new long[] {prompt, cached, completion, reasoning}) {
            if (multiplier < 0 || multiplier > MAX) {
                throw new IllegalArgumentException(
                        "a multiplier is 0 to " + MAX + ", not " + multiplier);
            }
        }
    }

    /** The dearer class of a prompt token: what is held before the header tells them apart. */
    public long dearestPrompt() {
        return Math.max(prompt, cached);
    }

    public long dearestCompletion() {
        return Math.max(completion, reasoning);
    }

    /** At most 2^27 × 10^5, so it fits. */
    long weigh(Usage usage) {
        return usage.fresh() * prompt
                + usage.cached() * cached
                + usage.visible() * completion
                + usage.reasoning() * reasoning;
    }
}
