package org.chrysalis.simulator.oracle;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The violations found so far. What is found again is no other one. */
final class Verdicts {

    /** Of one invariant; a run that is broken breaks on. */
    private static final int MOST = 16;

    private final LastMessages last;
    private final List<Violation> all = new ArrayList<>();
    private final Map<String, Set<String>> known = new TreeMap<>();

    Verdicts(LastMessages last) {
        this.last = last;
    }

    List<Violation> all() {
        return List.copyOf(all);
    }

    /** @param nodes whose last messages may tell why not */
    void require(boolean holds, String invariant, Supplier<String> figures, String... nodes) {
        if (!holds) {
            violated(invariant, figures.get(), nodes);
        }
    }

    void violated(String invariant, String figures, String... nodes) {
        var found = known.computeIfAbsent(invariant, _ -> new LinkedHashSet<>());
        if (found.size() < MOST && found.add(figures)) {
            all.add(new Violation(invariant, figures, last.of(List.of(nodes))));
        }
    }
}
