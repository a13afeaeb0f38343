package org.chrysalis.simulator.breaker;

import org.chrysalis.simulator.adversary.Cheat;
import org.chrysalis.simulator.fault.Fault;
import org.chrysalis.simulator.fault.Rates;
import org.chrysalis.simulator.scenario.Topology;

import java.util.List;

/**
 * All that decides a run: who is there, what people do, what goes wrong, and the seed of all that
 * is left open.
 *
 * @param length of the faults' phase, milliseconds
 * @param cheats nodes that don't keep to the protocol
 * @param rates of faults that the seed draws where something happens
 * @param faults that are given: those at a time, and those of an earlier run
 */
public record Plan(
        long seed,
        Topology topology,
        long length,
        List<Deed> deeds,
        List<Cheat> cheats,
        Rates rates,
        List<Fault> faults) {

    public Plan {
        deeds = List.copyOf(deeds);
        cheats = List.copyOf(cheats);
        faults = List.copyOf(faults);
    }

    /** The same run, said by its faults alone: all that were met, and nothing is drawn. */
    public Plan of(List<Fault> met) {
        return new Plan(seed, topology, length, deeds, cheats, Rates.NONE, met);
    }

    Plan withDeeds(List<Deed> fewer) {
        return new Plan(seed, topology, length, fewer, cheats, rates, faults);
    }

    Plan withCheats(List<Cheat> fewer) {
        return new Plan(seed, topology, length, deeds, fewer, rates, faults);
    }

    Plan withFaults(List<Fault> fewer) {
        return new Plan(seed, topology, length, deeds, cheats, rates, fewer);
    }

    Plan withTopology(Topology smaller) {
        return new Plan(seed, smaller, length, deeds, cheats, rates, faults);
    }

    Plan withLength(long shorter) {
        return new Plan(seed, topology, shorter, deeds, cheats, rates, faults);
    }
}
