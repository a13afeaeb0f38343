package org.chrysalis.devnet;

import org.chrysalis.client.ClientSettings;
import org.chrysalis.contract.RegistryState;
import org.chrysalis.money.Terms;
import org.chrysalis.proxy.ProxySettings;
import org.chrysalis.sealing.Hashes;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.worker.WorkerSettings;

import java.util.List;

/**
 * The settings of each node of a dev network. What the network decides, terms, models and
 * measurements, is taken from the Registry as the chain has it, never from the plan.
 *
 * @param registry as read from the chain
 */
public record DevSettings(DevNetwork network, RegistryState registry) {

    /** ×1. */
    private static final long COEFFICIENT = 1_000;

    public Terms terms() {
        long version = DevNetwork.TERMS_VERSION;
        return Terms.of(version, registry.terms().get(version));
    }

    /** Of the workers' images that the Registry allows. */
    public List<Bytes> measurements() {
        return List.copyOf(registry.workerMeasurements().keySet());
    }

    public ProxySettings proxy(ProxySettings.Limits limits) {
        var keys = network.keys();
        return new ProxySettings(
                DevKeys.nodeId(keys.proxyNode()),
                "proxy",
                SigningKey.fromSeed(keys.proxySigning()),
                network.proxy().address(),
                network.plan().networkId(),
                terms(),
                registry.terms().get(DevNetwork.TERMS_VERSION).clientCloseDelay(),
                limits);
    }

    public ClientSettings client(ClientSettings.Limits limits) {
        var keys = network.keys();
        return new ClientSettings(
                "client",
                DevKeys.nodeId(keys.clientNode()),
                SigningKey.fromSeed(keys.clientVoucher()),
                network.clientChannel(),
                DevKeys.nodeId(keys.proxyNode()),
                network.plan().networkId(),
                terms(),
                List.copyOf(registry.models().keySet()),
                limits);
    }

    /** @param index from 0; its alias counts from 1 */
    public WorkerSettings worker(int index, WorkerSettings.Limits limits) {
        var keys = network.keys();
        return new WorkerSettings(
                "worker-" + (index + 1),
                SigningKey.fromSeed(keys.workers().get(index).node()),
                SigningKey.fromSeed(keys.workers().get(index).payee()),
                network.workerChannel(index),
                DevKeys.nodeId(keys.proxyNode()),
                network.plan().networkId(),
                network.registry(),
                registry.version(),
                Hashes.sha256(Bytes.ofUtf8("chrysalis dev image")),
                terms(),
                COEFFICIENT,
                limits);
    }

    /** What a proxy may owe a worker: its slots' prompts, unpaid until the end, and a step each. */
    public Nanoton window(int slots, long contextTokens) {
        return terms().worstEarned(slots * contextTokens, slots * 128L, COEFFICIENT);
    }
}
