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
import org.chrysalis.money.Terms;
import org.chrysalis.port.InferenceEngine;
import org.chrysalis.port.Link;
import org.chrysalis.port.NodeId;
import org.chrysalis.port.Randomness;
import org.chrysalis.proxy.ProxyNode;
import org.chrysalis.proxy.settings.ProxySettings;
import org.chrysalis.simulator.port.SimulatedEngine;
import org.chrysalis.simulator.port.SimulatedLinks;
import org.chrysalis.simulator.port.SimulatedStatements;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.worker.WorkerNode;
import org.chrysalis.worker.WorkerSettings;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The production guardians of a dev network on simulated ports. A node that is raised again is a
 * new incarnation, with a link and randomness of its own.
 */
final class NodeFactory {

    private final SimulatedWorld world;
    private final DevNetwork network;
    private final Chain chain;
    private final SimulatedLinks links;
    private final UnaryOperator<Link> tap;
    private final Function<ChannelIdentity, ChannelState> channels;
    /** Without what this process was told: a seed is one execution wherever it runs. */
    private final Config limits = Section.reference();

    private final Map<String, NodeId> nodes = new HashMap<>();
    private final Map<String, Long> incarnations = new HashMap<>();
    private final Set<String> dead = new HashSet<>();
    private DevSettings settings;
    private Nanoton window = Nanoton.ton(1);

    /**
     * @param tap what each node gets in place of its link
     * @param channels as the chain has them now
     */
    NodeFactory(
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
    Nodes.Roster roster() {
        var roster = new Nodes.Roster();
        var keys = network.keys();
        var proxy = DevKeys.nodeId(keys.proxyNode());
        nodes.put(SimulatedNetwork.PROXY, proxy);
        roster.add(SimulatedNetwork.PROXY, this::proxy);
        var client = DevKeys.nodeId(keys.clientNode());
        nodes.put(SimulatedNetwork.CLIENT, client);
        links.connect(client, proxy);
        roster.add(SimulatedNetwork.CLIENT, this::client);
        for (int i = 0; i < network.plan().workers(); i++) {
            int index = i;
            var name = SimulatedNetwork.worker(index);
            var worker = DevKeys.nodeId(keys.workers().get(index).node());
            nodes.put(name, worker);
            links.connect(worker, proxy);
            roster.add(name, () -> worker(index, name));
        }
        return roster;
    }

    NodeId nodeId(String name) {
        return nodes.get(name);
    }

    /** Of lives that begin from now on. */
    void terms(Terms next) {
        settings = settings.under(next);
    }

    /** What workers whose lives begin from now on let the proxy owe. */
    void window(Nanoton owed) {
        window = owed;
    }

    /** From now on this life of the node reaches nobody. */
    void crash(String name) {
        dead.add(name + " " + incarnations.get(name));
    }

    private Behavior<?> proxy() {
        long life = nextLife(SimulatedNetwork.PROXY);
        var ports = new ProxyNode.Ports(
                link(SimulatedNetwork.PROXY, life),
                chain(SimulatedNetwork.PROXY, life),
                world.loop().clock(),
                randomness(SimulatedNetwork.PROXY, life),
                new DevVerifier(settings.measurements()),
                new SimulatedStatements(world.disks()),
                new SimulatedStatements(world.disks()),
                CashDesk.create(
                        chain(SimulatedNetwork.PROXY, life),
                        network.proxyWallet(),
                        world.loop().clock(),
                        settings.registry().channelCodes()));
        return ProxyNode.create(settings.proxy(ProxySettings.Limits.of(limits)), ports);
    }

    private Behavior<?> client() {
        long life = nextLife(SimulatedNetwork.CLIENT);
        var ports = new ClientNode.Ports(
                link(SimulatedNetwork.CLIENT, life),
                chain(SimulatedNetwork.CLIENT, life),
                world.loop().clock(),
                randomness(SimulatedNetwork.CLIENT, life),
                new DevVerifier(settings.measurements()),
                new SimulatedStatements(world.disks()),
                CashDesk.create(
                        chain(SimulatedNetwork.CLIENT, life),
                        network.client(),
                        world.loop().clock(),
                        settings.registry().channelCodes()));
        return ClientNode.create(
                settings.client(ClientSettings.Limits.of(limits)).withNext(nextVoucherKey()),
                ports,
                channels.apply(network.clientChannel()));
    }

    /** What the client changes to. */
    SigningKey nextVoucherKey() {
        return SigningKey.fromSeed(world.seed().fork("next client voucher").bytes(32));
    }

    private Behavior<?> worker(int index, String name) {
        long life = nextLife(name);
        var devKey = SigningKey.fromSeed(network.keys().devAttester());
        var model = new InferenceEngine.Model(
                SimulatedNetwork.MODEL, network.plan().modelHash(), 8_192, "simulated engine");
        var ports = new WorkerNode.Ports(
                link(name, life),
                chain(name, life),
                world.loop().clock(),
                randomness(name, life),
                new SimulatedEngine(world, model, SimulatedEngine.Speed.SMALL_MODEL),
                new DevAttestor(devKey),
                DevAttestor.measurement(devKey.publicKey()),
                new SimulatedStatements(world.disks()),
                CashDesk.create(
                        chain(name, life),
                        network.worker(index),
                        world.loop().clock(),
                        settings.registry().channelCodes()));
        return WorkerNode.create(
                settings.worker(index, WorkerSettings.Limits.of(limits).withWindow(window)),
                ports,
                channels.apply(network.workerChannel(index)));
    }

    private long nextLife(String name) {
        return incarnations.merge(name, 1L, Long::sum);
    }

    private Link link(String name, long life) {
        return tap.apply(links.of(nodeId(name), life));
    }

    private Chain chain(String name, long life) {
        return new NodeChain(chain, () -> !dead.contains(name + " " + life));
    }

    private Randomness randomness(String name, long life) {
        return world.seed().fork(name + " " + life);
    }
}
