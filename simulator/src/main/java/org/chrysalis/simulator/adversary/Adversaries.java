package org.chrysalis.simulator.adversary;

import org.chrysalis.chain.Chain;
import org.chrysalis.devnet.DevNetwork;
import org.chrysalis.port.Link;
import org.chrysalis.simulator.scenario.Topology;
import org.chrysalis.simulator.scenario.Wiring;
import org.chrysalis.ton.SigningKey;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The dishonest nodes of a network; all others get their ports as they are. */
public final class Adversaries implements Wiring.Taps {

    private final Map<String, List<Adversary>> byNode = new TreeMap<>();

    /** Those who play the listed tricks. */
    public static Adversaries of(List<Cheat> cheats, Topology topology, DevNetwork network) {
        var all = new Adversaries();
        for (var cheat : cheats) {
            all.add(cheat.node(), new Tricks(cheat, network, key(cheat.node(), topology, network)));
        }
        return all;
    }

    /** A client's vouchers', or the one of the proxy; workers sign nothing that anybody pays. */
    private static SigningKey key(String node, Topology topology, DevNetwork network) {
        int client = topology.clientNames().indexOf(node);
        if (client >= 0) {
            return SigningKey.fromSeed(network.keys().clients().get(client).voucher());
        }
        int proxy = topology.nodes().subList(0, topology.proxies()).indexOf(node);
        return SigningKey.fromSeed(
                network.keys().proxies().get(Math.max(0, proxy)).signing());
    }

    /** One more for this node: it has the last word. */
    public void add(String node, Adversary adversary) {
        byNode.computeIfAbsent(node, _ -> new ArrayList<>()).add(adversary);
    }

    @Override
    public Link link(String node, Link link) {
        var own = link;
        for (var adversary : byNode.getOrDefault(node, List.of()).reversed()) {
            own = adversary.link(own);
        }
        return own;
    }

    @Override
    public Chain chain(String node, Chain chain) {
        var own = chain;
        for (var adversary : byNode.getOrDefault(node, List.of())) {
            own = adversary.chain(own);
        }
        return own;
    }
}
