package org.chrysalis.simulator.oracle;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What may not be taken for granted in a run.
 *
 * @param dishonest nodes that don't keep to the protocol
 * @param forgetful nodes whose disk lost something that it had acknowledged
 * @param chainTroubled whether messages to the chain may be lost, late or doubled
 */
public record Assumptions(
        SortedSet<String> dishonest, SortedSet<String> forgetful, boolean chainTroubled) {

    /** All nodes are honest, all disks and the chain work. */
    public static final Assumptions NONE = new Assumptions(new TreeSet<>(), new TreeSet<>(), false);

    public Assumptions {
        dishonest = Collections.unmodifiableSortedSet(new TreeSet<>(dishonest));
        forgetful = Collections.unmodifiableSortedSet(new TreeSet<>(forgetful));
    }

    boolean areHonest(String... nodes) {
        for (var node : nodes) {
            if (dishonest.contains(node)) {
                return false;
            }
        }
        return true;
    }

    /** Honest, and with a memory. */
    boolean areFaithful(String... nodes) {
        for (var node : nodes) {
            if (forgetful.contains(node)) {
                return false;
            }
        }
        return areHonest(nodes);
    }
}
