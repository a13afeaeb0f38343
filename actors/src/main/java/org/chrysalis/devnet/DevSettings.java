package org.chrysalis.devnet;

import org.chrysalis.client.ClientSettings;
import org.chrysalis.contract.RegistryState;
import org.chrysalis.encoding.Hashes;
import org.chrysalis.money.Terms;
import org.chrysalis.proxy.settings.ProxySettings;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.worker.WorkerSettings;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings of each node of a dev network. What the network decides, terms, models and
 * measurements, is taken from the Registry as the chain has it, never from the plan.
 *
 * @param registry as read from the chain
 * @param terms in force
 */
public record DevSettings(DevNetwork network, RegistryState registry, Terms terms) {

    /** ×1. */
    private static final long COEFFICIENT = 1_000;

    public DevSettings(DevNetwork network, RegistryState registry) {
        this(network, registry, published(registry));
    }

    private static Terms published(RegistryState registry) {
        long version = DevNetwork.TERMS_VERSION;
        return Terms.of(version, registry.terms().get(version));
    }

    /** The same network once it has other terms. */
    public DevSettings under(Terms next) {
        return new DevSettings(network, registry, next);
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
                registry.terms().get(DevNetwork.TERMS_VERSION).minClientDeposit(),
                registry.channelCodes(),
                limits);
    }

    public ClientSettings client(ClientSettings.Limits limits) {
        var keys = network.keys();
        return new ClientSettings(
                "client",
                DevKeys.nodeId(keys.clientNode()),
                SigningKey.fromSeed(keys.clientVoucher()),
                List.of(),
                network.clientChannel(),
                DevKeys.nodeId(keys.proxyNode()),
                network.plan().networkId(),
                terms(),
                names(),
                limits);
    }

    /** The plan names its own model; any other that the Registry allows goes by its hash. */
    private SortedMap<Bytes, String> names() {
        var names = new TreeMap<Bytes, String>();
        registry.models().keySet().forEach(hash -> names.put(hash, hash.hex()));
        names.computeIfPresent(
                network.plan().modelHash(), (hash, _) -> network.plan().modelName());
        return names;
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
