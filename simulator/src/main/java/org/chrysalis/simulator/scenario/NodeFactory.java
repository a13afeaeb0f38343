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
import org.chrysalis.contract.Wallet;
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
import org.chrysalis.simulator.port.SimulatedChain;
import org.chrysalis.simulator.port.SimulatedEngine;
import org.chrysalis.simulator.port.SimulatedLinks;
import org.chrysalis.simulator.port.SimulatedStatements;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.worker.WorkerNode;
import org.chrysalis.worker.WorkerSettings;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The production guardians of a dev network on simulated ports. A node that is raised again is a
 * new incarnation, with a link and randomness of its own.
 */
final class NodeFactory {

    private static final int CONTEXT_TOKENS = 8_192;

    private final SimulatedWorld world;
    private final Topology topology;
    private final DevNetwork network;
    private final SimulatedChain chain;
    private final SimulatedLinks links;
    private final Wiring wiring;
    private final Function<ChannelIdentity, ChannelState> channels;
    /** Without what this process was told: a seed is one execution wherever it runs. */
    private final Config limits = Section.reference();

    private final Map<String, NodeId> nodes = new TreeMap<>();
    private final Map<String, Long> incarnations = new TreeMap<>();
    private final Map<String, NodeClock> clocks = new TreeMap<>();
    private final Set<String> dead = new TreeSet<>();
    private DevSettings settings;
    private List<Nanoton> windows;

    /** @param channels as the chain has them now */
    NodeFactory(
            SimulatedWorld world,
            Topology topology,
            DevSettings settings,
            SimulatedChain chain,
            SimulatedLinks links,
            Wiring wiring,
            Function<ChannelIdentity, ChannelState> channels) {
        this.world = world;
        this.topology = topology;
        this.network = settings.network();
        this.settings = settings;
        this.chain = chain;
        this.links = links;
        this.wiring = wiring;
        this.channels = channels;
        this.windows = topology.workers().stream().map(Topology.Worker::window).toList();
    }

    /** The nodes of the topology; clients and workers are linked to their proxies. */
    Nodes.Roster roster() {
        var roster = new Nodes.Roster();
        var keys = network.keys();
        for (int i = 0; i < topology.proxies(); i++) {
            int index = i;
            var name = Topology.proxy(i);
            enrol(name, keys.proxies().get(i).node());
            roster.add(name, () -> proxy(index, name));
        }
        for (int i = 0; i < topology.clients(); i++) {
            int index = i;
            var name = Topology.client(i);
            enrol(name, keys.clients().get(i).node());
            links.connect(nodeId(name), nodeId(topology.home(i)));
            roster.add(name, () -> client(index, name));
        }
        for (int i = 0; i < topology.workers().size(); i++) {
            int index = i;
            var name = Topology.worker(i);
            enrol(name, keys.workers().get(i).node());
            links.connect(nodeId(name), nodeId(topology.home(i)));
            roster.add(name, () -> worker(index, name));
        }
        return roster;
    }

    private void enrol(String name, Bytes key) {
        var node = DevKeys.nodeId(key);
        nodes.put(name, node);
        links.name(node, name);
        clocks.put(name, new NodeClock(world.loop().clock()));
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
        windows = Collections.nCopies(windows.size(), owed);
    }

    /** Of all the lives of a node. */
    NodeClock clock(String name) {
        return clocks.get(name);
    }

    /** From now on this life of the node reaches nobody. */
    void crash(String name) {
        dead.add(name + " " + incarnations.get(name));
    }

    private Behavior<?> proxy(int index, String name) {
        long life = nextLife(name);
        var chain = chain(name, life);
        var ports = new ProxyNode.Ports(
                link(name, life),
                chain,
                clock(name),
                randomness(name, life),
                new DevVerifier(settings.measurements()),
                new SimulatedStatements(world.disks(), name),
                new SimulatedStatements(world.disks(), name),
                desk(name, chain, network.proxyWallet(index)));
        return ProxyNode.create(settings.proxy(index, ProxySettings.Limits.of(limits)), ports);
    }

    private Behavior<?> client(int index, String name) {
        long life = nextLife(name);
        var chain = chain(name, life);
        var ports = new ClientNode.Ports(
                link(name, life),
                chain,
                clock(name),
                randomness(name, life),
                new DevVerifier(settings.measurements()),
                new SimulatedStatements(world.disks(), name),
                desk(name, chain, network.client(index)));
        return ClientNode.create(
                settings.client(index, ClientSettings.Limits.of(limits))
                        .withNext(nextVoucherKey(name)),
                ports,
                channels.apply(network.clientChannel(index)));
    }

    /** What a client changes to. */
    SigningKey nextVoucherKey(String client) {
        return SigningKey.fromSeed(
                world.seed().fork("next voucher key of " + client).bytes(32));
    }

    private Behavior<?> worker(int index, String name) {
        long life = nextLife(name);
        var chain = chain(name, life);
        var plan = topology.workers().get(index);
        var devKey = SigningKey.fromSeed(network.keys().devAttester());
        var ports = new WorkerNode.Ports(
                link(name, life),
                chain,
                clock(name),
                randomness(name, life),
                new SimulatedEngine(
                        world,
                        model(index),
                        plan.speed(),
                        wiring.faults(),
                        wiring.engines().of(name)),
                new DevAttestor(devKey),
                DevAttestor.measurement(devKey.publicKey()),
                new SimulatedStatements(world.disks(), name),
                desk(name, chain, network.worker(index)));
        var bounds = WorkerSettings.Limits.of(limits)
                .withWindow(windows.get(index))
                .withSlots(plan.slots());
        return WorkerNode.create(
                settings.worker(index, plan.coefficient(), bounds),
                ports,
                channels.apply(network.workerChannel(index)));
    }

    private InferenceEngine.Model model(int worker) {
        var name = network.plan().model(worker);
        var hash = network.plan().models().get(name);
        return new InferenceEngine.Model(name, hash, CONTEXT_TOKENS, "simulated engine");
    }

    private Behavior<CashDesk.Command> desk(String name, Chain chain, Wallet wallet) {
        return CashDesk.create(chain, wallet, clock(name), settings.registry().channelCodes());
    }

    private long nextLife(String name) {
        return incarnations.merge(name, 1L, Long::sum);
    }

    private Link link(String name, long life) {
        return wiring.taps().link(name, links.of(nodeId(name), life));
    }

    private Chain chain(String name, long life) {
        var own = wiring.taps().chain(name, chain.of(name));
        return new NodeChain(own, () -> !dead.contains(name + " " + life));
    }

    private Randomness randomness(String name, long life) {
        return world.seed().fork(name + " " + life);
    }
}
