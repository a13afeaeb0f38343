package org.chrysalis.cluster.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.chrysalis.attestation.DevAttestor;
import org.chrysalis.attestation.DevVerifier;
import org.chrysalis.cashing.CashDesk;
import org.chrysalis.chain.Chain;
import org.chrysalis.client.ClientNode;
import org.chrysalis.client.ClientSettings;
import org.chrysalis.client.Directory;
import org.chrysalis.client.Purse;
import org.chrysalis.cluster.api.InferenceGrpc;
import org.chrysalis.cluster.api.OpenAiHttp;
import org.chrysalis.cluster.chain.RemoteChain;
import org.chrysalis.cluster.engine.LlamaAdapter;
import org.chrysalis.cluster.journal.JournalSetup;
import org.chrysalis.cluster.link.ArteryLink;
import org.chrysalis.cluster.link.ClusterMember;
import org.chrysalis.cluster.link.GrpcLinkClient;
import org.chrysalis.cluster.link.GrpcLinkServer;
import org.chrysalis.cluster.link.LinkBounds;
import org.chrysalis.cluster.link.RoutedLink;
import org.chrysalis.cluster.link.Tap;
import org.chrysalis.cluster.tls.NodeIdentity;
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
import org.chrysalis.proxy.ProxySettings;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.worker.Earnings;
import org.chrysalis.worker.WorkerNode;
import org.chrysalis.worker.WorkerSettings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Starts the nodes of a dev network, each with an actor system, a journal and a link of its own.
 */
public final class NodeAssembly {

    static final String HOST = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofSeconds(15);

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

    /** Where a node finds the chain: given, or at the port of the process that serves it. */
    private Chain chain(List<Chain> given, ActorSystem<?> system, List<AutoCloseable> resources) {
        if (!given.isEmpty()) {
            return given.getFirst();
        }
        var remote =
                new RemoteChain(network.plan().networkId(), HOST, run.ports().chain(), system);
        resources.add(remote);
        return remote;
    }

    private DevSettings settings(Chain chain) {
        return new DevSettings(network, RegistryState.read(now(chain.account(network.registry()))));
    }

    /** @param given the chain of this process; none if another one serves it */
    public RunningNode proxy(List<Chain> given) throws IOException {
        var keys = network.keys();
        var identity = NodeIdentity.of(keys.proxyNode(), clock.instant());
        var resources = new ArrayList<AutoCloseable>();
        var tap = new TapFile(nodeFolder("proxy").resolve("passed.bin"));
        var system = member("proxy", 0, identity, resources);
        var chain = chain(given, system, resources);
        var settings = settings(chain);
        long incarnation = clock.millis();
        var bounds = LinkBounds.of(system.settings().config());
        var outside = new GrpcLinkServer(system, identity, incarnation, _ -> true, bounds, tap);
        var inside = new ArteryLink(
                system,
                new ArteryLink.Settings(identity.id(), incarnation, members(), List.of()),
                bounds,
                clock,
                tap);
        var ports = new ProxyNode.Ports(
                new RoutedLink(members(), inside, outside),
                chain,
                clock,
                randomness,
                new DevVerifier(settings.measurements()),
                CashDesk.create(chain, network.operator(), clock));
        ActorRef<ProxyCommand> node = spawn(
                system, ProxyNode.create(settings.proxy(ProxySettings.Limits.STANDARD), ports));
        now(outside.bind(HOST, run.ports().link()));
        resources.add(outside::close);
        resources.add(new Control(
                run.ports().control().get(0),
                () -> Books.proxy(ask(system, node, ProxyCommand.Look::new), tap.flushed()),
                () -> Books.outcome(ask(system, node, ProxyCommand.CashAll::new))));
        resources.add(tap);
        return new RunningNode(system, List.copyOf(resources.reversed()));
    }

    /** @param index from 0 */
    public RunningNode worker(int index, List<Chain> given) throws IOException, EngineException {
        var keys = network.keys();
        var identity = NodeIdentity.of(keys.workers().get(index).node(), clock.instant());
        var resources = new ArrayList<AutoCloseable>();
        var served = run.model();
        var engine = LlamaAdapter.open(
                served.name(),
                Bytes.ofHex(served.sha256()),
                Path.of(served.file()),
                EngineSettings.DEFAULT.withContextTokens(served.contextTokens()));
        var name = "worker-" + (index + 1);
        var system = member(name, index + 1, identity, resources);
        resources.add(engine);
        var chain = chain(given, system, resources);
        var settings = settings(chain);
        var devKey = SigningKey.fromSeed(keys.devAttester());
        var link = new ArteryLink(
                system,
                new ArteryLink.Settings(
                        identity.id(), clock.millis(), members(), List.of(seeds().getFirst())),
                LinkBounds.of(system.settings().config()),
                clock,
                Tap.NONE);
        var ports = new WorkerNode.Ports(
                link,
                clock,
                randomness,
                engine,
                new DevAttestor(devKey),
                DevAttestor.measurement(devKey.publicKey()),
                CashDesk.create(chain, network.worker(index), clock));
        var channel =
                ChannelState.read(now(chain.account(network.workerChannel(index).address())));
        ActorRef<WorkerNode.Command> node = spawn(
                system,
                WorkerNode.create(
                        settings.worker(index, limits(settings, engine)), ports, channel.epoch()));
        resources.add(new Control(
                run.ports().control().get(2 + index),
                () -> Books.worker(
                        (Earnings.View) NodeAssembly.<WorkerNode.Command, Earnings.Reply>ask(
                                system, node, WorkerNode.Look::new)),
                () -> Books.outcome(NodeAssembly.<WorkerNode.Command, CashDesk.Outcome>ask(
                        system, node, WorkerNode.Cash::new))));
        return new RunningNode(system, List.copyOf(resources.reversed()));
    }

    private static WorkerSettings.Limits limits(DevSettings settings, LlamaAdapter engine) {
        var standard = WorkerSettings.Limits.STANDARD;
        return standard.withWindow(
                settings.window(standard.slots(), engine.model().contextTokens()));
    }

    public RunningNode client(List<Chain> given) throws IOException {
        var keys = network.keys();
        var identity = NodeIdentity.of(keys.clientNode(), clock.instant());
        var resources = new ArrayList<AutoCloseable>();
        var system = system("client", ConfigFactory.empty(), List.of(), resources);
        var chain = chain(given, system, resources);
        var settings = settings(chain);
        var link = new GrpcLinkClient(
                system,
                identity,
                clock.millis(),
                DevKeys.nodeId(keys.proxyNode()),
                HOST,
                run.ports().link(),
                LinkBounds.of(system.settings().config()));
        var ports = new ClientNode.Ports(
                link, chain, clock, randomness, new DevVerifier(settings.measurements()));
        var channel =
                ChannelState.read(now(chain.account(network.clientChannel().address())));
        ActorRef<ClientNode.Command> node = spawn(
                system,
                ClientNode.create(settings.client(ClientSettings.Limits.STANDARD), ports, channel));
        resources.add(link::close);
        bind(
                "HTTP",
                run.ports().http(),
                OpenAiHttp.bind(system, node, clock, HOST, run.ports().http()));
        bind(
                "gRPC",
                run.ports().grpc(),
                InferenceGrpc.bind(system, node, HOST, run.ports().grpc()));
        resources.add(new Control(
                run.ports().control().get(1),
                () -> Books.client(
                        (Purse.View) NodeAssembly.<ClientNode.Command, Purse.Reply>ask(
                                system, node, ClientNode.Look::new),
                        NodeAssembly.<ClientNode.Command, Directory>ask(
                                system, node, ClientNode.Models::new)),
                () -> Books.outcome("a client pays")));
        return new RunningNode(system, List.copyOf(resources.reversed()));
    }

    private static void bind(String what, int port, CompletionStage<?> binding) throws IOException {
        try {
            now(binding);
        } catch (IllegalStateException busy) {
            throw new IOException(
                    what + " port " + port + " is taken; choose another one with --port", busy);
        }
    }

    private ActorSystem<Spawn> member(
            String name, int index, NodeIdentity identity, List<AutoCloseable> resources)
            throws IOException {
        var role = index == 0 ? "proxy" : "worker";
        var config = ClusterMember.config(role, HOST, run.ports().artery().get(index), seeds());
        return system(name, config, List.of(ClusterMember.tls(identity, members())), resources);
    }

    private ActorSystem<Spawn> system(
            String name,
            Config role,
            List<org.apache.pekko.actor.setup.Setup> setups,
            List<AutoCloseable> resources)
            throws IOException {
        var config = JournalSetup.config(nodeFolder(name))
                .withFallback(role)
                .withFallback(ConfigFactory.parseResources("chrysalis-node.conf"))
                .withFallback(ConfigFactory.load());
        var journal = JournalSetup.open(config);
        resources.add(journal);
        var setup = ActorSystemSetup.create(BootstrapSetup.create(config), journal);
        for (var one : setups) {
            setup = setup.withSetup(one);
        }
        return ActorSystem.create(root(), ClusterMember.SYSTEM, setup);
    }

    /** Spawns the node's guardian once the ports that need the system are there. */
    private record Spawn(Behavior<?> behavior, ActorRef<Object> replyTo) {}

    private static Behavior<Spawn> root() {
        return Behaviors.setup(context -> Behaviors.receiveMessage(spawn -> {
            spawn.replyTo().tell(context.spawn(spawn.behavior(), "node"));
            return Behaviors.same();
        }));
    }

    @SuppressWarnings("unchecked") // the root spawns exactly this behavior
    private static <T> ActorRef<T> spawn(ActorSystem<Spawn> system, Behavior<T> behavior) {
        return (ActorRef<T>) now(AskPattern.<Spawn, Object>ask(
                system, replyTo -> new Spawn(behavior, replyTo), PATIENCE, system.scheduler()));
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
        return Files.createDirectories(folder.resolve(name));
    }

    private static <C, T> T ask(
            ActorSystem<?> system, ActorRef<C> node, Function<ActorRef<T>, C> question) {
        return now(AskPattern.<C, T>ask(node, question::apply, PATIENCE, system.scheduler()));
    }

    static <T> T now(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause().getMessage(), failed.getCause());
        } catch (TimeoutException late) {
            throw new IllegalStateException("no answer within a minute", late);
        }
    }
}
