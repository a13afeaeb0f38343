package org.chrysalis.cluster.node;

import static org.chrysalis.cluster.node.NodeSystem.now;

import com.typesafe.config.ConfigFactory;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.attestation.DevAttestor;
import org.chrysalis.attestation.DevVerifier;
import org.chrysalis.cashing.CashDesk;
import org.chrysalis.cashing.Outcome;
import org.chrysalis.chain.Chain;
import org.chrysalis.client.ChannelReply;
import org.chrysalis.client.ClientCommand;
import org.chrysalis.client.ClientNode;
import org.chrysalis.client.ClientSettings;
import org.chrysalis.client.Directory;
import org.chrysalis.client.Purse;
import org.chrysalis.cluster.api.InferenceGrpc;
import org.chrysalis.cluster.api.OpenAiHttp;
import org.chrysalis.cluster.chain.RemoteChain;
import org.chrysalis.cluster.engine.LlamaAdapter;
import org.chrysalis.cluster.link.ArteryLink;
import org.chrysalis.cluster.link.ClusterMember;
import org.chrysalis.cluster.link.GrpcLinkClient;
import org.chrysalis.cluster.link.GrpcLinkServer;
import org.chrysalis.cluster.link.RoutedLink;
import org.chrysalis.cluster.link.Tap;
import org.chrysalis.cluster.tls.NodeIdentity;
import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.RegistryState;
import org.chrysalis.devnet.DevKeys;
import org.chrysalis.devnet.DevNetwork;
import org.chrysalis.devnet.DevSettings;
import org.chrysalis.llama.EngineException;
import org.chrysalis.llama.EngineSettings;
import org.chrysalis.port.NodeId;
import org.chrysalis.proxy.ProxyCommand;
import org.chrysalis.proxy.ProxyNode;
import org.chrysalis.proxy.settings.ProxySettings;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.worker.EarningsReply;
import org.chrysalis.worker.WorkerCommand;
import org.chrysalis.worker.WorkerNode;
import org.chrysalis.worker.WorkerSettings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Starts the nodes of a dev network, each with an actor system, a journal and a link of its own.
 */
public final class NodeAssembly {

    static final String HOST = "127.0.0.1";

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;
    private final RunFile run;
    private final DevNetwork network;
    private final InstantSource clock = InstantSource.system();
    private final SystemRandomness randomness = new SystemRandomness();

    /** @param folder holds the run file; each node's journal gets a folder below it */
    public NodeAssembly(Path folder, RunFile run) {
        this.folder = folder;
        this.run = run;
        this.network = run.network();
    }

    public DevNetwork network() {
        return network;
    }

    /** @param given the chain of this process; none if another one serves it */
    public RunningNode proxy(List<Chain> given) throws IOException, EngineException {
        var identity = NodeIdentity.of(network.keys().proxyNode(), clock.instant());
        return member("proxy", 0, identity).running(system -> proxy(given, identity, system));
    }

    private void proxy(List<Chain> given, NodeIdentity identity, NodeSystem system)
            throws IOException {
        var tap = new TapFile(nodeFolder("proxy").resolve("passed.bin"));
        system.keep(tap);
        var chain = chain(given, system);
        var settings = settings(chain);
        long incarnation = clock.millis();
        var outside = new GrpcLinkServer(
                system.actors(), identity, incarnation, _ -> true, system.linkBounds(), tap);
        system.keep(outside::close);
        var inside = artery(system, identity, incarnation, List.of(), tap);
        var ports = new ProxyNode.Ports(
                new RoutedLink(members(), inside, outside),
                chain,
                clock,
                randomness,
                new DevVerifier(settings.measurements()),
                system.statements(),
                system.statements(),
                CashDesk.create(
                        chain, network.proxyWallet(), clock, settings.registry().channelCodes()));
        var node = system.spawn(
                ProxyNode.create(settings.proxy(ProxySettings.Limits.of(system.config())), ports));
        now(outside.bind(HOST, run.ports().link()));
        system.keep(new Control(
                run.ports().control().get(0),
                () -> Books.proxy(system.ask(node, ProxyCommand.Look::new), tap.flushed()),
                () -> Books.outcome(system.ask(node, ProxyCommand.CashAll::new))));
    }

    /** @param index from 0 */
    public RunningNode worker(int index, List<Chain> given) throws IOException, EngineException {
        var identity = NodeIdentity.of(network.keys().workers().get(index).node(), clock.instant());
        return member("worker-" + (index + 1), index + 1, identity)
                .running(system -> worker(index, given, identity, system));
    }

    private void worker(int index, List<Chain> given, NodeIdentity identity, NodeSystem system)
            throws IOException, EngineException {
        var engine = engine();
        system.keep(engine);
        var chain = chain(given, system);
        var settings = settings(chain);
        var devKey = SigningKey.fromSeed(network.keys().devAttester());
        var ports = new WorkerNode.Ports(
                artery(system, identity, clock.millis(), List.of(seeds().getFirst()), Tap.NONE),
                chain,
                clock,
                randomness,
                engine,
                new DevAttestor(devKey),
                DevAttestor.measurement(devKey.publicKey()),
                system.statements(),
                CashDesk.create(
                        chain, network.worker(index), clock, settings.registry().channelCodes()));
        var limits = limits(system, settings, engine);
        var channel = channel(chain, network.workerChannel(index));
        var node = system.spawn(WorkerNode.create(settings.worker(index, limits), ports, channel));
        system.keep(new Control(
                run.ports().control().get(2 + index),
                () -> Books.worker((EarningsReply.View)
                        system.<WorkerCommand, EarningsReply>ask(node, WorkerCommand.Look::new)),
                () -> Books.outcome(
                        system.<WorkerCommand, Outcome>ask(node, WorkerCommand.Cash::new))));
    }

    private LlamaAdapter engine() throws IOException, EngineException {
        var served = run.model();
        return LlamaAdapter.open(
                served.name(),
                Bytes.ofHex(served.sha256()),
                Path.of(served.file()),
                EngineSettings.DEFAULT.withContextTokens(served.contextTokens()));
    }

    private static WorkerSettings.Limits limits(
            NodeSystem system, DevSettings settings, LlamaAdapter engine) {
        var limits = WorkerSettings.Limits.of(system.config());
        return limits.withWindow(settings.window(limits.slots(), engine.model().contextTokens()));
    }

    public RunningNode client(List<Chain> given) throws IOException, EngineException {
        return NodeSystem.start(nodeFolder("client"), ConfigFactory.empty(), List.of())
                .running(system -> client(given, system));
    }

    private void client(List<Chain> given, NodeSystem system) throws IOException {
        var keys = network.keys();
        var identity = NodeIdentity.of(keys.clientNode(), clock.instant());
        var chain = chain(given, system);
        var settings = settings(chain);
        var link = new GrpcLinkClient(
                system.actors(),
                identity,
                clock.millis(),
                DevKeys.nodeId(keys.proxyNode()),
                HOST,
                run.ports().link(),
                system.linkBounds());
        system.keep(link::close);
        var ports = new ClientNode.Ports(
                link,
                chain,
                clock,
                randomness,
                new DevVerifier(settings.measurements()),
                system.statements(),
                CashDesk.create(
                        chain, network.client(), clock, settings.registry().channelCodes()));
        var node = system.spawn(ClientNode.create(
                settings.client(ClientSettings.Limits.of(system.config())),
                ports,
                channel(chain, network.clientChannel())));
        int http = run.ports().http();
        bind("HTTP", http, OpenAiHttp.bind(system.actors(), node, clock, HOST, http));
        int grpc = run.ports().grpc();
        bind("gRPC", grpc, InferenceGrpc.bind(system.actors(), node, HOST, grpc));
        system.keep(new Control(
                run.ports().control().get(1),
                () -> Books.client(
                        (Purse.View) system.<ClientCommand, Purse.Reply>ask(
                                node, ClientCommand.Look::new),
                        system.<ClientCommand, Directory>ask(node, ClientCommand.Models::new)),
                () -> Books.outcome(settle(system, node))));
    }

    /** Ends the epoch at what was used, and begins the next one with the same deposit. */
    private ChannelReply settle(NodeSystem system, ActorRef<ClientCommand> node) {
        ChannelReply parted = system.ask(node, ClientCommand.CloseTogether::new);
        return switch (parted) {
            case ChannelReply.Done _ ->
                system.ask(
                        node,
                        replyTo -> new ClientCommand.TopUp(network.plan().deposit(), replyTo));
            case ChannelReply.Refused _, ChannelReply.Failed _ -> parted;
        };
    }

    private static void bind(String what, int port, CompletionStage<?> binding) throws IOException {
        try {
            now(binding);
        } catch (IllegalStateException busy) {
            throw new IOException(
                    what + " port " + port + " is taken; choose another one with --port", busy);
        }
    }

    /** Where a node finds the chain: given, or at the port of the process that serves it. */
    private Chain chain(List<Chain> given, NodeSystem system) {
        if (!given.isEmpty()) {
            return given.getFirst();
        }
        var remote = new RemoteChain(
                network.plan().networkId(), HOST, run.ports().chain(), system.actors());
        system.keep(remote);
        return remote;
    }

    private DevSettings settings(Chain chain) {
        return new DevSettings(network, RegistryState.read(now(chain.account(network.registry()))));
    }

    private static ChannelState channel(Chain chain, ChannelIdentity identity) {
        return ChannelState.read(now(chain.account(identity.address())), identity);
    }

    /** @param index among the members, the proxy's first */
    private NodeSystem member(String name, int index, NodeIdentity identity) throws IOException {
        var role = index == 0 ? "proxy" : "worker";
        var config = ClusterMember.config(role, HOST, run.ports().artery().get(index), seeds());
        return NodeSystem.start(
                nodeFolder(name), config, List.of(ClusterMember.tls(identity, members())));
    }

    private ArteryLink artery(
            NodeSystem system,
            NodeIdentity identity,
            long incarnation,
            List<String> dialled,
            Tap tap) {
        return new ArteryLink(
                system.actors(),
                new ArteryLink.Settings(identity.id(), incarnation, members(), dialled),
                system.linkBounds(),
                clock,
                tap);
    }

    private List<String> seeds() {
        return run.ports().artery().stream()
                .map(port -> ClusterMember.address(HOST, port))
                .toList();
    }

    private Predicate<NodeId> members() {
        var keys = network.keys();
        var members = new ArrayList<NodeId>();
        members.add(DevKeys.nodeId(keys.proxyNode()));
        IntStream.range(0, run.workers())
                .forEach(i -> members.add(DevKeys.nodeId(keys.workers().get(i).node())));
        return members::contains;
    }

    private Path nodeFolder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name), OWNER_ONLY);
    }
}
