package org.chrysalis.simulator.campaign;

import org.chrysalis.simulator.oracle.Violation;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What came of one seed, as a line of a {@link PlayedFile} says it.
 *
 * @param faults that met something
 * @param requests that apps asked
 * @param states that were reached
 * @param hash of the trace; empty if the play ended without one
 * @param broken what is violated, the first one first; mostly nothing
 * @param file where the failure is kept; empty if nothing is violated
 */
public record Played(
        long seed,
        int faults,
        int requests,
        SortedSet<String> states,
        String hash,
        List<Broken> broken,
        String file) {

    /** An invariant and what was found. */
    public record Broken(String invariant, String figures) {

        static Broken of(Violation violation) {
            return new Broken(violation.invariant(), violation.figures());
        }
    }

    public Played {
        states = new TreeSet<>(states);
        broken = List.copyOf(broken);
    }
}
