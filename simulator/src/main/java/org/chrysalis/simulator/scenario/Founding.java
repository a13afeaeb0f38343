package org.chrysalis.simulator.scenario;

import org.chrysalis.chain.Chain.Transaction;
import org.chrysalis.chain.ImmediateChain;
import org.chrysalis.chain.SandboxChain;
import org.chrysalis.chain.SandboxSettings;
import org.chrysalis.chain.Tvm;
import org.chrysalis.devnet.DevKeys;
import org.chrysalis.devnet.DevNetwork;
import org.chrysalis.devnet.DevPlan;
import org.chrysalis.encoding.Hashes;
import org.chrysalis.simulator.runtime.Seed;
import org.chrysalis.simulator.runtime.SimulationLoop;
import org.chrysalis.ton.Bytes;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A founded network before its nodes start: contracts deployed on the TVM, channels with deposits.
 * All worlds of one topology can begin with it, one after the other, on one thread: founding takes
 * longer than a request does. Its keys are the topology's, whatever the world's seed.
 */
public final class Founding {

    private final Topology topology;
    private final DevNetwork network;
    private final SandboxChain chain;
    private final List<Transaction> transactions;

    private Founding(
            Topology topology,
            DevNetwork network,
            SandboxChain chain,
            List<Transaction> transactions) {
        this.topology = topology;
        this.network = network;
        this.chain = chain;
        this.transactions = List.copyOf(transactions);
    }

    /** One proxy, one client, and so many workers. */
    public static Founding of(int workers) {
        return of(Topology.standard(workers));
    }

    /** As every world of this topology has it in the beginning. */
    public static Founding of(Topology topology) {
        return of(topology, tvm());
    }

    /** What the chains of all topologies can run on. */
    public static Tvm tvm() {
        return Tvm.of(new SandboxSettings(DevPlan.NETWORK_ID));
    }

    /** The same on a TVM that others use on this thread. */
    public static Founding of(Topology topology, Tvm tvm) {
        var network = new DevNetwork(plan(topology), keys(topology));
        var transactions = new ArrayList<Transaction>();
        var chain = SandboxChain.genesis(tvm, network.balances(), transactions::add);
        var begin = SimulationLoop.EPOCH;
        network.found(new ImmediateChain(chain, () -> begin), "simulated:0", begin.getEpochSecond())
                .toCompletableFuture()
                .join();
        return new Founding(topology, network, chain, transactions);
    }

    private static DevPlan plan(Topology topology) {
        var models = new TreeMap<String, Bytes>();
        for (int i = 0; i < topology.models(); i++) {
            var name = Topology.model(i);
            models.put(name, Hashes.sha256(Bytes.ofUtf8(name)));
        }
        return DevPlan.standard(
                        topology.proxies(),
                        topology.clients(),
                        topology.workers().size(),
                        models)
                .withDeposit(topology.deposit());
    }

    /** Workers of one owner are paid into one wallet. */
    private static DevKeys keys(Topology topology) {
        var seed = Seed.of(topology.keys()).fork("keys");
        var all = topology.workers();
        var drawn = DevKeys.draw(seed, topology.proxies(), topology.clients(), all.size());
        var workers = new ArrayList<DevKeys.Worker>();
        for (int i = 0; i < all.size(); i++) {
            var wallet = seed.fork("owner " + all.get(i).owner()).bytes(32);
            workers.add(drawn.workers().get(i).ownedBy(wallet));
        }
        return new DevKeys(
                drawn.operatorWallet(),
                drawn.devAttester(),
                drawn.proxies(),
                drawn.clients(),
                workers);
    }

    public Topology topology() {
        return topology;
    }

    public DevNetwork network() {
        return network;
    }

    /** The same for somebody else, who may be on another thread. */
    public Founding on(Tvm tvm) {
        return new Founding(topology, network, chain.copy(tvm, _ -> {}), transactions);
    }

    /**
     * A chain that this network was just founded on.
     *
     * @param listener of its transactions, also of those that founded it
     */
    public SandboxChain chain(Consumer<Transaction> listener) {
        transactions.forEach(listener);
        return chain.copy(listener);
    }
}
