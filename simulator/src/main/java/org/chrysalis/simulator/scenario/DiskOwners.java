package org.chrysalis.simulator.scenario;

import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.devnet.DevNetwork;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which node's disk holds a persistence id: its area says the side, and the channel, which is the
 * last part but one, says whose it is.
 *
 * @param peers of a channel's address, the client or worker
 * @param proxies of a channel's address
 */
record DiskOwners(Map<String, String> peers, Map<String, String> proxies) {

    static DiskOwners of(DevNetwork network) {
        var owners = new DiskOwners(new TreeMap<>(), new TreeMap<>());
        for (int i = 0; i < network.plan().clients(); i++) {
            owners.add(network.clientChannel(i), Topology.client(i), network.home(i));
        }
        for (int i = 0; i < network.plan().workers(); i++) {
            owners.add(network.workerChannel(i), Topology.worker(i), network.home(i));
        }
        return owners;
    }

    private void add(ChannelIdentity channel, String peer, int proxy) {
        peers.put(channel.address().toString(), peer);
        proxies.put(channel.address().toString(), Topology.proxy(proxy));
    }

    /** @throws IllegalArgumentException for an id of none of the network's nodes */
    String of(String persistenceId) {
        var parts = persistenceId.split("\\|", -1);
        return owner(parts[0], parts.length < 2 ? "" : parts[parts.length - 2])
                .orElseThrow(() ->
                        new IllegalArgumentException("whose disk holds " + persistenceId + "?"));
    }

    private Optional<String> owner(String area, String channel) {
        return switch (area) {
            case "purse", "earnings" -> Optional.ofNullable(peers.get(channel));
            case "client-account", "worker-account" -> Optional.ofNullable(proxies.get(channel));
            default -> Optional.empty();
        };
    }
}
