package org.chrysalis.simulator.scenario;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.cashing.Outcome;
import org.chrysalis.chain.Chain.Transaction;
import org.chrysalis.chain.SandboxChain;
import org.chrysalis.client.Answer;
import org.chrysalis.client.ChannelReply;
import org.chrysalis.client.ClientCommand;
import org.chrysalis.client.Directory;
import org.chrysalis.client.Purse;
import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.RegistryState;
import org.chrysalis.contract.Transfer;
import org.chrysalis.contract.Wallet;
import org.chrysalis.devnet.DevNetwork;
import org.chrysalis.devnet.DevSettings;
import org.chrysalis.money.Terms;
import org.chrysalis.port.Link;
import org.chrysalis.prompt.Prompt;
import org.chrysalis.proxy.ProxyCommand;
import org.chrysalis.simulator.port.Delays;
import org.chrysalis.simulator.port.SimulatedChain;
import org.chrysalis.simulator.port.SimulatedLinks;
import org.chrysalis.simulator.port.SimulatedStatements;
import org.chrysalis.simulator.runtime.Death;
import org.chrysalis.simulator.runtime.SimulatedSystem;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.worker.EarningsReply;
import org.chrysalis.worker.WorkerCommand;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A dev network in a simulated world: the production guardians of client, proxy and workers on
 * simulated ports, and the real contracts on the TVM. The keys are the topology's; delays, answers
 * and all that nodes draw come from the world's seed.
 */
public final class SimulatedNetwork {

    public static final String CLIENT = "client";
    public static final String PROXY = "proxy";

    static final String MODEL = "simulated-135m";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration ON_THE_WAY = Duration.ofSeconds(1);

    private final SimulatedWorld world;
    private final Topology topology;
    private final DevNetwork network;
    private final DevSettings settings;
    private final SandboxChain core;
    private final SimulatedChain chain;
    private final SimulatedLinks links;
    private final NodeFactory factory;
    private final Nodes.Roster roster;
    private final SimulatedSystem<Nodes.Command> system;
    private final Damage damage;
    private final Talk talk;

    /** Founds the network and raises all nodes; they meet once the loop runs. */
    public SimulatedNetwork(SimulatedWorld world, int workers) {
        this(world, workers, UnaryOperator.identity());
    }

    /** @param tap what each node gets in place of its link: the place for a scenario's faults */
    public SimulatedNetwork(SimulatedWorld world, int workers, UnaryOperator<Link> tap) {
        this(world, Founding.of(workers), Wiring.PLAIN.tapped(tap));
    }

    public SimulatedNetwork(SimulatedWorld world, Founding founding, Wiring wiring) {
        this(world, founding.topology(), founding, wiring);
    }

    /** @param founding of a topology that was founded as this one is */
    public SimulatedNetwork(
            SimulatedWorld world, Topology topology, Founding founding, Wiring wiring) {
        this.world = world;
        this.topology = topology;
        this.network = founding.network();
        Consumer<Transaction> recorder = world::recordTransaction;
        this.core = founding.chain(recorder.andThen(wiring.transactions()));
        this.chain = new SimulatedChain(world, core, wiring.faults());
        this.settings = settings(RegistryState.read(core.account(network.registry())));
        this.links = new SimulatedLinks(world, Delays.STANDARD, wiring.faults());
        this.factory =
                new NodeFactory(world, topology, settings, chain, links, wiring, this::channel);
        this.roster = factory.roster();
        world.disks().keep(SimulatedStatements::of);
        world.disks().ownedBy(DiskOwners.of(network)::of);
        this.system = SimulatedSystem.start(
                world,
                "simulation",
                Nodes.create(world, roster, name -> Damage.cutOff(world, links, factory, name)));
        this.damage = new Damage(world, links, factory, roster, system);
        this.talk = new Talk(world.loop(), roster, system);
        topology.nodes().forEach(this::raise);
    }

    /** At the topology's prices. */
    private DevSettings settings(RegistryState registry) {
        var published = new DevSettings(network, registry);
        var terms = published.terms();
        return published.under(new Terms(
                terms.version(),
                terms.price() * topology.prices(),
                terms.fee() * topology.prices(),
                terms.multipliers()));
    }

    /** The alias of the worker of that index, from 0. */
    public static String worker(int index) {
        return Topology.worker(index);
    }

    /** What can be done to its nodes and links. */
    public Damage damage() {
        return damage;
    }

    /** Starts a node, or starts it again with what its disk holds. */
    public void raise(String name) {
        damage.raise(name);
    }

    /** Nodes that are raised from now on have these terms; those that are up keep theirs. */
    public void terms(Terms next) {
        factory.terms(next);
    }

    /** What workers that are raised from now on let the proxy owe. */
    public void window(Nanoton owed) {
        factory.window(owed);
    }

    /** Kills a node: what it had not journaled is gone. */
    public void crash(String name) {
        damage.crash(name);
    }

    /** Breaks the session of two nodes that live; {@code heal} later they meet again. */
    public void cut(String a, String b, Duration heal) {
        damage.cut(a, b, heal);
    }

    /** Deaths like these are what the scenario provokes; any other one fails the run. */
    public void allowDeaths(Predicate<Death> expected) {
        world.deaths().allow(expected);
    }

    /** From now on what {@code from} sends to {@code to} vanishes, for that long. */
    public void silence(String from, String to, Duration time) {
        damage.silence(from, to, time);
    }

    /** Answers gather in the list as the loop runs. */
    public List<Answer> ask(Prompt prompt) {
        return ask(MODEL, prompt, 0);
    }

    /** @param maxCoefficient per mille; 0 for the client's own limit */
    public List<Answer> ask(String model, Prompt prompt, long maxCoefficient) {
        return ask(CLIENT, model, prompt, maxCoefficient);
    }

    public List<Answer> ask(String client, String model, Prompt prompt, long maxCoefficient) {
        var answers = new ArrayList<Answer>();
        talk.tell(
                client, new ClientCommand.Chat(model, prompt, maxCoefficient, talk.probe(answers)));
        return answers;
    }

    /** What the client's owner wants of the channel; the answer comes as the loop runs. */
    public List<ChannelReply> want(Function<ActorRef<ChannelReply>, ClientCommand> wish) {
        return want(CLIENT, wish);
    }

    public List<ChannelReply> want(
            String client, Function<ActorRef<ChannelReply>, ClientCommand> wish) {
        var answers = new ArrayList<ChannelReply>();
        talk.tell(client, wish.apply(talk.probe(answers)));
        return answers;
    }

    /** Runs until the client knows {@code workers} of them. */
    public void untilServing(int workers) {
        var limit = world.loop().now().plus(PATIENCE);
        while (directory().entries().size() < workers) {
            if (world.loop().now().isAfter(limit)) {
                throw new IllegalStateException(
                        "the client knows only " + directory().entries().size() + " workers");
            }
            world.loop().runFor(Duration.ofMillis(50));
        }
    }

    /** What the client knows of the workers. */
    public Directory directory() {
        return talk.<Directory>answers(CLIENT, ClientCommand.Models::new).getFirst();
    }

    /** Runs until the request has ended, one way or the other. */
    public Answer untilEnded(List<Answer> answers) {
        until(() -> !answers.isEmpty()
                && (answers.getLast() instanceof Answer.Completed
                        || answers.getLast() instanceof Answer.Failed));
        return answers.getLast();
    }

    public void until(BooleanSupplier done) {
        talk.until(done);
    }

    /** Cashes every voucher of both legs, once what is on its way has arrived. */
    public void cash() {
        world.loop().runFor(ON_THE_WAY);
        talk.<ProxyCommand.Cashed>answers(PROXY, ProxyCommand.CashAll::new);
        for (int i = 0; i < network.plan().workers(); i++) {
            talk.<Outcome>answers(worker(i), WorkerCommand.Cash::new);
        }
    }

    /** Has a wallet send this, and runs until it is final. */
    public void send(Wallet wallet, Transfer... transfers) {
        long seqno = Wallet.seqno(core.account(wallet.address()));
        long until = world.loop().now().getEpochSecond() + 60;
        var message = wallet.transfer(seqno, until, List.of(transfers));
        var done = world.loop().inside(() -> chain.submit(message)).toCompletableFuture();
        until(done::isDone);
    }

    public SimulatedChain chain() {
        return chain;
    }

    public ProxyCommand.Books proxyBooks() {
        return talk.<ProxyCommand.Books>answers(PROXY, ProxyCommand.Look::new).getFirst();
    }

    public Purse.View clientBooks() {
        return (Purse.View)
                talk.<Purse.Reply>answers(CLIENT, ClientCommand.Look::new).getFirst();
    }

    public EarningsReply.View workerBooks(int index) {
        return (EarningsReply.View)
                talk.<EarningsReply>answers(worker(index), WorkerCommand.Look::new)
                        .getFirst();
    }

    /** How to speak with any of its guardians. */
    public Talk talk() {
        return talk;
    }

    public ChannelState channel(ChannelIdentity identity) {
        return ChannelState.read(core.account(identity.address()));
    }

    public DevNetwork network() {
        return network;
    }

    public Topology topology() {
        return topology;
    }

    public DevSettings settings() {
        return settings;
    }

    public SandboxChain core() {
        return core;
    }

    public SimulatedLinks links() {
        return links;
    }

    /** Stops all actors. */
    public void end() {
        system.terminate();
    }
}
