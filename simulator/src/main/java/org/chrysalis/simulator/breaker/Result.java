package org.chrysalis.simulator.breaker;

import org.chrysalis.simulator.fault.Fault;
import org.chrysalis.simulator.oracle.Violation;
import org.chrysalis.simulator.runtime.Checkpoint;

import java.util.List;
import java.util.SortedSet;

/**
 * What came of a plan.
 *
 * @param exact the plan that plays the same again: all faults are listed and none is drawn
 * @param violations none if all held; the play ended with the first
 * @param phase that the play ended in
 * @param unmet listed faults that met nothing
 * @param states that were reached on the way, as the oracles call them
 * @param requests that apps asked
 * @param completed those that were answered to the end
 * @param checkpoints of the trace, the last one at its end
 */
public record Result(
        Plan exact,
        List<Violation> violations,
        Phase phase,
        List<Fault> unmet,
        SortedSet<String> states,
        int requests,
        long completed,
        List<Checkpoint> checkpoints) {

    public Result {
        violations = List.copyOf(violations);
        unmet = List.copyOf(unmet);
        checkpoints = List.copyOf(checkpoints);
    }

    /** Whether an invariant was violated. */
    public boolean failed() {
        return !violations.isEmpty();
    }

    /** Of the trace's end. */
    public String hash() {
        return checkpoints.getLast().hex();
    }

    /** Faults that met something. */
    public int faults() {
        return exact.faults().size() - unmet.size();
    }
}
