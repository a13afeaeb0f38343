package org.chrysalis.simulator.scenario;

import org.chrysalis.chain.Chain.Transaction;
import org.chrysalis.chain.ImmediateChain;
import org.chrysalis.chain.SandboxChain;
import org.chrysalis.chain.SandboxSettings;
import org.chrysalis.devnet.DevKeys;
import org.chrysalis.devnet.DevNetwork;
import org.chrysalis.devnet.DevPlan;
import org.chrysalis.encoding.Hashes;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.ton.Bytes;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A founded network before its nodes start: contracts deployed on the TVM, channels with deposits.
 * Worlds of one seed can all begin with it, one after the other, on one thread: founding takes
 * longer than a request does.
 */
public final class Founding {

    private final DevNetwork network;
    private final SandboxChain chain;
    private final List<Transaction> transactions;
    private final Consumer<Transaction> witness;

    private Founding(
            DevNetwork network,
            SandboxChain chain,
            List<Transaction> transactions,
            Consumer<Transaction> witness) {
        this.network = network;
        this.chain = chain;
        this.transactions = List.copyOf(transactions);
        this.witness = witness;
    }

    /** As it is in {@code world}, and in every other one of its seed. */
    public static Founding in(SimulatedWorld world, int workers) {
        var modelHash = Hashes.sha256(Bytes.ofUtf8(SimulatedNetwork.MODEL));
        var network = new DevNetwork(
                DevPlan.standard(workers, SimulatedNetwork.MODEL, modelHash), keys(world, workers));
        var transactions = new ArrayList<Transaction>();
        var chain = SandboxChain.genesis(
                new SandboxSettings(network.plan().networkId()),
                network.balances(),
                transactions::add);
        var direct = new ImmediateChain(chain, world.loop().clock());
        network.found(direct, "simulated:0", world.loop().now().getEpochSecond())
                .toCompletableFuture()
                .join();
        return new Founding(network, chain, transactions, _ -> {});
    }

    /** The same, with somebody who is told of each transaction right after it was executed. */
    Founding witnessed(Consumer<Transaction> next) {
        return new Founding(network, chain, transactions, next);
    }

    private static DevKeys keys(SimulatedWorld world, int workers) {
        return DevKeys.draw(world.seed().fork("keys"), workers);
    }

    public DevNetwork network() {
        return network;
    }

    /**
     * A chain that this network was just founded on.
     *
     * @param listener of its transactions, also of those that founded it
     * @throws IllegalArgumentException if the world is of another seed: its keys are others
     */
    public SandboxChain chain(SimulatedWorld world, Consumer<Transaction> listener) {
        if (!keys(world, network.plan().workers()).equals(network.keys())) {
            throw new IllegalArgumentException("founded in a world of another seed");
        }
        var both = listener.andThen(witness);
        transactions.forEach(both);
        return chain.copy(both);
    }
}
