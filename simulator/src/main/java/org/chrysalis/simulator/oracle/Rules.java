package org.chrysalis.simulator.oracle;

import org.chrysalis.contract.Terms;
import org.chrysalis.simulator.scenario.Topology;

/**
 * What a run is measured by.
 *
 * @param prices of the network, for all of the run
 */
record Rules(Topology topology, Cast cast, Assumptions assumptions, Prices prices) {

    static Rules of(Topology topology, Cast cast, Assumptions assumptions, Terms published) {
        return new Rules(topology, cast, assumptions, new Prices(published, topology.prices()));
    }

    Topology.Worker worker(Cast.Party party) {
        return topology.workers().get(party.index());
    }
}
