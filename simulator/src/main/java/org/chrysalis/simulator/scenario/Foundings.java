package org.chrysalis.simulator.scenario;

import org.chrysalis.chain.Tvm;
import org.chrysalis.contract.Code;
import org.chrysalis.contract.Contracts;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Networks as they were founded: each topology once, for all threads. */
public final class Foundings {

    private final Map<Founded, Founding> all = new ConcurrentHashMap<>();

    /** What decides how a network is founded: a mutant may change the contracts. */
    private record Founded(Topology topology, Code channel, Code proxy) {}

    /**
     * A network of this topology.
     *
     * @param tvm of the caller's thread
     */
    public Founding of(Topology topology, Tvm tvm) {
        var founded = new Founded(topology.founded(), Contracts.channel(), Contracts.proxy());
        return all.computeIfAbsent(founded, one -> Founding.of(one.topology(), tvm))
                .on(tvm);
    }
}
