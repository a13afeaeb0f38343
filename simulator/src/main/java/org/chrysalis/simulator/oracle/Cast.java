package org.chrysalis.simulator.oracle;

import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.devnet.DevKeys;
import org.chrysalis.devnet.DevNetwork;
import org.chrysalis.port.NodeId;
import org.chrysalis.simulator.scenario.Topology;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Statement.Side;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who is who in a network: which channels there are, and which nodes' they are. */
final class Cast {

    /**
     * A channel and the nodes at its two ends.
     *
     * @param side of the peer: a client pays, a worker is paid
     * @param index of the peer among its kind
     * @param address of the channel, which takes long to compute
     */
    record Party(
            Side side,
            int index,
            String peer,
            String proxy,
            ChannelIdentity channel,
            Address address) {

        String payer() {
            return side == Side.CLIENT ? peer : proxy;
        }

        String payee() {
            return side == Side.CLIENT ? proxy : peer;
        }
    }

    private final List<Party> parties = new ArrayList<>();
    private final Map<Address, Party> byChannel = new TreeMap<>();
    private final Map<String, Party> byPeer = new TreeMap<>();
    private final Map<NodeId, String> names = new TreeMap<>();
    private final Map<String, Address> contracts = new TreeMap<>();

    Cast(Topology topology, DevNetwork network) {
        var keys = network.keys();
        for (int i = 0; i < topology.proxies(); i++) {
            names.put(DevKeys.nodeId(keys.proxies().get(i).node()), Topology.proxy(i));
            contracts.put(Topology.proxy(i), network.proxy(i).address());
        }
        for (int i = 0; i < topology.clients(); i++) {
            names.put(DevKeys.nodeId(keys.clients().get(i).node()), Topology.client(i));
            add(Side.CLIENT, i, Topology.client(i), topology.home(i), network.clientChannel(i));
        }
        for (int i = 0; i < topology.workers().size(); i++) {
            names.put(DevKeys.nodeId(keys.workers().get(i).node()), Topology.worker(i));
            add(Side.WORKER, i, Topology.worker(i), topology.home(i), network.workerChannel(i));
        }
    }

    private void add(Side side, int index, String peer, String proxy, ChannelIdentity channel) {
        var party = new Party(side, index, peer, proxy, channel, channel.address());
        parties.add(party);
        byChannel.put(party.address(), party);
        byPeer.put(peer, party);
    }

    /** The clients', then the workers'. */
    List<Party> parties() {
        return parties;
    }

    List<Party> of(Side side) {
        return parties.stream().filter(one -> one.side() == side).toList();
    }

    Optional<Party> of(Address channel) {
        return Optional.ofNullable(byChannel.get(channel));
    }

    /** The channel of a client or worker. */
    Optional<Party> of(String peer) {
        return Optional.ofNullable(byPeer.get(peer));
    }

    /** The address of each proxy's contract, by its name. */
    Map<String, Address> contracts() {
        return contracts;
    }

    /** As the topology calls it. */
    String name(NodeId node) {
        return names.getOrDefault(node, node.toString());
    }
}
