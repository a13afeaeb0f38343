package org.chrysalis.simulator.scenario;

import com.typesafe.config.Config;

import org.apache.pekko.actor.typed.Behavior;
import org.chrysalis.attestation.DevAttestor;
import org.chrysalis.attestation.DevVerifier;
import org.chrysalis.cashing.CashDesk;
import org.chrysalis.chain.Chain;
import org.chrysalis.client.ClientNode;
import org.chrysalis.client.ClientSettings;
import org.chrysalis.config.Section;
import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.devnet.DevKeys;
import org.chrysalis.devnet.DevNetwork;
import org.chrysalis.devnet.DevSettings;
import org.chrysalis.port.InferenceEngine;
import org.chrysalis.port.Link;
import org.chrysalis.port.NodeId;
import org.chrysalis.port.Randomness;
import org.chrysalis.proxy.ProxyNode;
import org.chrysalis.proxy.ProxySettings;
import org.chrysalis.simulator.port.SimulatedEngine;
import org.chrysalis.simulator.port.SimulatedLinks;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.worker.WorkerNode;
import org.chrysalis.worker.WorkerSettings;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The production guardians of a dev network on simulated ports. A node that is raised again is a
 * new incarnation, with a link and randomness of its own.
 */
final class Casting {

    private final SimulatedWorld world;
    private final DevNetwork network;
    private final DevSettings settings;
    private final Chain chain;
    private final SimulatedLinks links;
    private final UnaryOperator<Link> tap;
    private final Function<ChannelIdentity, ChannelState> channels;
    /** Without what this process was told: a seed is one execution wherever it runs. */
    private final Config limits = Section.reference();

    private final Map<String, NodeId> nodes = new HashMap<>();
    private final Map<String, Long> incarnations = new HashMap<>();

    /**
     * @param tap what each node gets in place of its link
     * @param channels as the chain has them now
     */
    Casting(
            SimulatedWorld world,
            DevSettings settings,
            Chain chain,
            SimulatedLinks links,
            UnaryOperator<Link> tap,
            Function<ChannelIdentity, ChannelState> channels) {
        this.world = world;
        this.network = settings.network();
        this.settings = settings;
        this.chain = chain;
        this.links = links;
        this.tap = tap;
        this.channels = channels;
    }

    /** One proxy, one client, and the workers of the plan, each linked to the proxy. */
    Stage.Cast cast() {
        var cast = new Stage.Cast();
        var keys = network.keys();
        var proxy = DevKeys.nodeId(keys.proxyNode());
        nodes.put(SimulatedNetwork.PROXY, proxy);
        cast.add(SimulatedNetwork.PROXY, this::proxy);
        var client = DevKeys.nodeId(keys.clientNode());
        nodes.put(SimulatedNetwork.CLIENT, client);
        links.connect(client, proxy);
        cast.add(SimulatedNetwork.CLIENT, this::client);
        for (int i = 0; i < network.plan().workers(); i++) {
            int index = i;
            var name = SimulatedNetwork.worker(index);
            var worker = DevKeys.nodeId(keys.workers().get(index).node());
            nodes.put(name, worker);
            links.connect(worker, proxy);
            cast.add(name, () -> worker(index, name));
        }
        return cast;
    }

    NodeId nodeId(String name) {
        return nodes.get(name);
    }

    private Behavior<?> proxy() {
        long life = nextLife(SimulatedNetwork.PROXY);
        var ports = new ProxyNode.Ports(
                link(SimulatedNetwork.PROXY, life),
                chain,
                world.loop().clock(),
                randomness(SimulatedNetwork.PROXY, life),
                new DevVerifier(settings.measurements()),
                CashDesk.create(chain, network.operator(), world.loop().clock()));
        return ProxyNode.create(settings.proxy(ProxySettings.Limits.of(limits)), ports);
    }

    private Behavior<?> client() {
        long life = nextLife(SimulatedNetwork.CLIENT);
        var ports = new ClientNode.Ports(
                link(SimulatedNetwork.CLIENT, life),
                chain,
                world.loop().clock(),
                randomness(SimulatedNetwork.CLIENT, life),
                new DevVerifier(settings.measurements()));
        return ClientNode.create(
                settings.client(ClientSettings.Limits.of(limits)),
                ports,
                channels.apply(network.clientChannel()));
    }

    private Behavior<?> worker(int index, String name) {
        long life = nextLife(name);
        var devKey = SigningKey.fromSeed(network.keys().devAttester());
        var model = new InferenceEngine.Model(
                SimulatedNetwork.MODEL, network.plan().modelHash(), 8_192, "simulated engine");
        var ports = new WorkerNode.Ports(
                link(name, life),
                world.loop().clock(),
                randomness(name, life),
                new SimulatedEngine(world, model, SimulatedEngine.Speed.SMALL_MODEL),
                new DevAttestor(devKey),
                DevAttestor.measurement(devKey.publicKey()),
                CashDesk.create(chain, network.worker(index), world.loop().clock()));
        return WorkerNode.create(
                settings.worker(index, WorkerSettings.Limits.of(limits)),
                ports,
                channels.apply(network.workerChannel(index)).epoch());
    }

    private long nextLife(String name) {
        return incarnations.merge(name, 1L, Long::sum);
    }

    private Link link(String name, long life) {
        return tap.apply(links.of(nodeId(name), life));
    }

    private Randomness randomness(String name, long life) {
        return world.seed().fork(name + " " + life);
    }
}
