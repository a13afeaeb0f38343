package org.chrysalis.simulator.crash;

import java.util.List;

/** What came of a point. */
public record Verdict(Point point, List<Violation> violations) {

    public Verdict {
        violations = List.copyOf(violations);
    }

    public boolean holds() {
        return violations.isEmpty();
    }
}
