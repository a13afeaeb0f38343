package org.chrysalis.simulator.scenario;

import org.chrysalis.devnet.DevNetwork;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which node's disk holds a persistence id: its area says the side, and the channel, which is the
 * last part but one, says the worker.
 */
record DiskOwners(Map<String, String> workers) {

    static DiskOwners of(DevNetwork network) {
        var workers = new TreeMap<String, String>();
        for (int i = 0; i < network.plan().workers(); i++) {
            workers.put(network.workerChannel(i).address().toString(), SimulatedNetwork.worker(i));
        }
        return new DiskOwners(workers);
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
            case "purse" -> Optional.of(SimulatedNetwork.CLIENT);
            case "client-account", "worker-account" -> Optional.of(SimulatedNetwork.PROXY);
            case "earnings" -> Optional.ofNullable(workers.get(channel));
            default -> Optional.empty();
        };
    }
}
