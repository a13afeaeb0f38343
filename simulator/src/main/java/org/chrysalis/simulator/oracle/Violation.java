package org.chrysalis.simulator.oracle;

import java.util.List;

/**
 * Something that must hold and does not.
 *
 * @param invariant {@code S1} to {@code S19}, {@code L1} to {@code L8}, or {@code confidential}
 * @param figures what was found, and what it should have been
 * @param last what the nodes concerned said and heard last
 */
public record Violation(String invariant, String figures, List<String> last) {

    /** What no peer, link or log may ever show: that invariant has no number. */
    public static final String CONFIDENTIAL = "confidential";

    public Violation {
        last = List.copyOf(last);
    }

    @Override
    public String toString() {
        return invariant + ": " + figures;
    }
}
