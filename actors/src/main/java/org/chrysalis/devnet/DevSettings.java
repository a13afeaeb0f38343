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

    /** Of the first proxy. */
    public ProxySettings proxy(ProxySettings.Limits limits) {
        return proxy(0, limits);
    }

    /** @param index from 0; the aliases of all but the first say which */
    public ProxySettings proxy(int index, ProxySettings.Limits limits) {
        var keys = network.keys().proxies().get(index);
        return new ProxySettings(
                DevKeys.nodeId(keys.node()),
                alias("proxy", index),
                SigningKey.fromSeed(keys.signing()),
                network.proxy(index).address(),
                network.plan().networkId(),
                terms(),
                registry.terms().get(DevNetwork.TERMS_VERSION).clientCloseDelay(),
                registry.terms().get(DevNetwork.TERMS_VERSION).minClientDeposit(),
                registry.channelCodes(),
                limits);
    }

    /** Of the first client. */
    public ClientSettings client(ClientSettings.Limits limits) {
        return client(0, limits);
    }

    /** @param index from 0 */
    public ClientSettings client(int index, ClientSettings.Limits limits) {
        var keys = network.keys().clients().get(index);
        return new ClientSettings(
                alias("client", index),
                DevKeys.nodeId(keys.node()),
                SigningKey.fromSeed(keys.voucher()),
                List.of(),
                network.clientChannel(index),
                DevKeys.nodeId(home(index).node()),
                network.plan().networkId(),
                terms(),
                names(),
                limits);
    }

    /** Of the only one or the first, the name alone; the others are counted from 2. */
    private static String alias(String role, int index) {
        return index == 0 ? role : role + "-" + (index + 1);
    }

    private DevKeys.Proxy home(int index) {
        return network.keys().proxies().get(network.home(index));
    }

    /** The plan names its own models; any other that the Registry allows goes by its hash. */
    private SortedMap<Bytes, String> names() {
        var names = new TreeMap<Bytes, String>();
        registry.models().keySet().forEach(hash -> names.put(hash, hash.hex()));
        network.plan()
                .models()
                .forEach((name, hash) -> names.computeIfPresent(hash, (_, _) -> name));
        return names;
    }

    /** At the network's price. */
    public WorkerSettings worker(int index, WorkerSettings.Limits limits) {
        return worker(index, COEFFICIENT, limits);
    }

    /**
     * @param index from 0; its alias counts from 1
     * @param coefficient its price, per mille of the network's
     */
    public WorkerSettings worker(int index, long coefficient, WorkerSettings.Limits limits) {
        var keys = network.keys();
        return new WorkerSettings(
                "worker-" + (index + 1),
                SigningKey.fromSeed(keys.workers().get(index).node()),
                SigningKey.fromSeed(keys.workers().get(index).payee()),
                network.workerChannel(index),
                DevKeys.nodeId(home(index).node()),
                network.plan().networkId(),
                network.registry(),
                registry.version(),
                Hashes.sha256(Bytes.ofUtf8("chrysalis dev image")),
                terms(),
                coefficient,
                limits);
    }

    /** What a proxy may owe a worker: its slots' prompts, unpaid until the end, and a step each. */
    public Nanoton window(int slots, long contextTokens) {
        return terms().worstEarned(slots * contextTokens, slots * 128L, COEFFICIENT);
    }
}
