package org.chrysalis.simulator.cli;

import org.chrysalis.simulator.breaker.Player;
import org.chrysalis.simulator.breaker.Swarm;
import org.chrysalis.simulator.oracle.Violation;

import java.util.List;
import java.util.Locale;

/**
 * What {@code sim run swarm} prints.
 *
 * @param traceHash SHA-256 over every delivery, append and transaction
 * @param messages deliveries, appends and transactions
 * @param requests that apps asked
 * @param completed those that were answered to the end
 * @param faults that met something
 * @param states that were reached
 * @param violations none if all holds
 */
record SwarmSeed(
        long seed,
        String traceHash,
        long messages,
        int requests,
        long completed,
        int faults,
        List<String> states,
        List<String> violations) {

    static SwarmSeed play(long seed) {
        var result = new Player().apply(Swarm.plan(seed));
        return new SwarmSeed(
                seed,
                result.hash(),
                result.checkpoints().getLast().count(),
                result.requests(),
                result.completed(),
                result.faults(),
                List.copyOf(result.states()),
                result.violations().stream().map(Violation::toString).toList());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "seed          %d%n" + "trace hash    %s%n" + "messages      %,d%n"
                        + "requests      %,d, %,d completed%n" + "faults        %,d%n"
                        + "states        %s%n" + "violations    %s",
                seed,
                traceHash,
                messages,
                requests,
                completed,
                faults,
                String.join(", ", states),
                violations.isEmpty() ? "none" : String.join("; ", violations));
    }
}
