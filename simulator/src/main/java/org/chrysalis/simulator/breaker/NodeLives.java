package org.chrysalis.simulator.breaker;

import org.chrysalis.simulator.oracle.Oracles;
import org.chrysalis.simulator.scenario.SimulatedNetwork;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which nodes live, and in which of their lives they are. */
final class NodeLives {

    private final SimulatedNetwork network;
    private final Oracles oracles;
    private final SortedSet<String> down = new TreeSet<>();
    private final Map<String, Integer> lives = new TreeMap<>();

    NodeLives(SimulatedNetwork network, Oracles oracles) {
        this.network = network;
        this.oracles = oracles;
    }

    boolean isUp(String node) {
        return !down.contains(node);
    }

    SortedSet<String> down() {
        return new TreeSet<>(down);
    }

    /** How often it has died. */
    int life(String node) {
        return lives.getOrDefault(node, 0);
    }

    /** @return whether it lived until now */
    boolean crash(String node) {
        if (!down.add(node)) {
            return false;
        }
        lives.merge(node, 1, Integer::sum);
        network.crash(node);
        oracles.crashed(node);
        return true;
    }

    void raise(String node) {
        if (down.remove(node)) {
            network.raise(node);
            oracles.raised(node);
        }
    }
}
