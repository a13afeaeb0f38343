package org.chrysalis.simulator.scenario;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.chrysalis.cashing.Outcome;
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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A dev network in a simulated world: the production guardians of client, proxy and workers on
 * simulated ports, and the real contracts on the TVM. Keys, delays and answers come from the seed.
 */
public final class SimulatedNetwork {

    public static final String CLIENT = "client";
    public static final String PROXY = "proxy";

    static final String MODEL = "simulated-135m";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration ON_THE_WAY = Duration.ofSeconds(1);
    private static final long VALID_SECONDS = 60;

    private final SimulatedWorld world;
    private final DevNetwork network;
    private final DevSettings settings;
    private final SandboxChain core;
    private final SimulatedChain chain;
    private final SimulatedLinks links;
    private final NodeFactory factory;
    private final Nodes.Roster roster;
    private final SimulatedSystem<Nodes.Command> system;
    private int probes;

    /** Founds the network and raises all nodes; they meet once the loop runs. */
    public SimulatedNetwork(SimulatedWorld world, int workers) {
        this(world, workers, UnaryOperator.identity());
    }

    /** @param tap what each node gets in place of its link: the place for a scenario's faults */
    public SimulatedNetwork(SimulatedWorld world, int workers, UnaryOperator<Link> tap) {
        this(world, Founding.in(world, workers), tap);
    }

    /** @param founding of a world of the same seed */
    public SimulatedNetwork(SimulatedWorld world, Founding founding, UnaryOperator<Link> tap) {
        this.world = world;
        this.network = founding.network();
        this.core = founding.chain(world, world::recordTransaction);
        this.chain = new SimulatedChain(world, core);
        this.settings =
                new DevSettings(network, RegistryState.read(core.account(network.registry())));
        this.links = new SimulatedLinks(world, SimulatedLinks.Delays.STANDARD);
        this.factory = new NodeFactory(world, settings, chain, links, tap, this::channel);
        this.roster = factory.roster();
        world.disks().keep(SimulatedStatements::of);
        world.disks().ownedBy(DiskOwners.of(network)::of);
        this.system = SimulatedSystem.start(
                world, "simulation", Nodes.create(world, roster, this::cutOff));
        raise(PROXY);
        for (int i = 0; i < network.plan().workers(); i++) {
            raise(worker(i));
        }
        raise(CLIENT);
    }

    /** The alias of the worker of that index, from 0. */
    public static String worker(int index) {
        return "worker-" + (index + 1);
    }

    /** Starts a node, or starts it again with what its disk holds. */
    public void raise(String name) {
        system.tell(new Nodes.Raise(name));
    }

    /** Nodes that are raised from now on have these terms; those that are up keep theirs. */
    public void terms(Terms next) {
        factory.terms(next);
    }

    /** What workers that are raised from now on let the proxy owe before they work on. */
    public void window(Nanoton owed) {
        factory.window(owed);
    }

    /** Kills a node: what it had not journaled is gone. */
    public void crash(String name) {
        cutOff(name);
        system.tell(new Nodes.Crash(name));
    }

    private void cutOff(String name) {
        links.crash(factory.nodeId(name));
        factory.crash(name);
        world.disks().crash(name);
    }

    /** Breaks the session of two nodes that live; {@code heal} later they meet again. */
    public void cut(String a, String b, Duration heal) {
        world.loop().inside(() -> {
            links.cut(factory.nodeId(a), factory.nodeId(b), heal);
            return links;
        });
    }

    /** Deaths like these are what the scenario provokes; any other one fails the run. */
    public void allowDeaths(Predicate<Death> expected) {
        world.deaths().allow(expected);
    }

    /** From now on what {@code from} sends to {@code to} vanishes, for that long. */
    public void silence(String from, String to, Duration time) {
        world.loop().inside(() -> {
            links.silence(factory.nodeId(from), factory.nodeId(to), time);
            return links;
        });
    }

    /** Asks from the client; answers gather in the list as the loop runs. */
    public List<Answer> ask(Prompt prompt) {
        return ask(MODEL, prompt, 0);
    }

    /** @param maxCoefficient per mille; 0 for the client's own limit */
    public List<Answer> ask(String model, Prompt prompt, long maxCoefficient) {
        var answers = new ArrayList<Answer>();
        ActorRef<Answer> app = probe(answers);
        tell(CLIENT, new ClientCommand.Chat(model, prompt, maxCoefficient, app));
        return answers;
    }

    /** What the client's owner wants of the channel; the answer comes as the loop runs. */
    public List<ChannelReply> want(Function<ActorRef<ChannelReply>, ClientCommand> wish) {
        var answers = new ArrayList<ChannelReply>();
        tell(CLIENT, wish.apply(probe(answers)));
        return answers;
    }

    /** Runs until the client knows {@code workers} of them. */
    public void untilServing(int workers) {
        var limit = world.loop().now().plus(PATIENCE);
        while (known() < workers) {
            if (world.loop().now().isAfter(limit)) {
                throw new IllegalStateException("the client knows only " + known() + " workers");
            }
            world.loop().runFor(Duration.ofMillis(50));
        }
    }

    private int known() {
        return directory().entries().size();
    }

    /** What the client knows of the workers. */
    public Directory directory() {
        return this.<Directory>answers(CLIENT, ClientCommand.Models::new).getFirst();
    }

    /** Runs until the request has ended, one way or the other. */
    public Answer untilEnded(List<Answer> answers) {
        until(() -> !answers.isEmpty()
                && (answers.getLast() instanceof Answer.Completed
                        || answers.getLast() instanceof Answer.Failed));
        return answers.getLast();
    }

    public void until(BooleanSupplier done) {
        var loop = world.loop();
        if (!loop.runUntil(done, loop.now().plus(PATIENCE))) {
            throw new IllegalStateException("did not come to pass in " + PATIENCE + ": " + loop);
        }
    }

    /** Cashes every voucher of both legs, once what is on its way has arrived. */
    public void cash() {
        world.loop().runFor(ON_THE_WAY);
        this.<ProxyCommand.Cashed>answers(PROXY, ProxyCommand.CashAll::new);
        for (int i = 0; i < network.plan().workers(); i++) {
            this.<Outcome>answers(worker(i), WorkerCommand.Cash::new);
        }
    }

    /** Has a wallet send this, and runs until it is final. */
    public void send(Wallet wallet, Transfer... transfers) {
        long seqno = Wallet.seqno(core.account(wallet.address()));
        long until = world.loop().now().getEpochSecond() + VALID_SECONDS;
        var message = wallet.transfer(seqno, until, List.of(transfers));
        var done = world.loop().inside(() -> chain.submit(message)).toCompletableFuture();
        until(done::isDone);
    }

    public SimulatedChain chain() {
        return chain;
    }

    public ProxyCommand.Books proxyBooks() {
        return this.<ProxyCommand.Books>answers(PROXY, ProxyCommand.Look::new).getFirst();
    }

    public Purse.View clientBooks() {
        return (Purse.View)
                this.<Purse.Reply>answers(CLIENT, ClientCommand.Look::new).getFirst();
    }

    public EarningsReply.View workerBooks(int index) {
        return (EarningsReply.View)
                this.<EarningsReply>answers(worker(index), WorkerCommand.Look::new)
                        .getFirst();
    }

    /** Asks a node one question and runs until it has answered. */
    private <T> List<T> answers(String name, Function<ActorRef<T>, Object> question) {
        var answers = new ArrayList<T>();
        ActorRef<T> probe = probe(answers);
        tell(name, question.apply(probe));
        until(() -> !answers.isEmpty());
        return answers;
    }

    /** An actor whose messages gather in the list as the loop runs. */
    <T> ActorRef<T> probe(List<T> into) {
        return world.loop().inside(() -> system.actors()
                .systemActorOf(
                        Behaviors.<T>receiveMessage(message -> {
                            into.add(message);
                            return Behaviors.same();
                        }),
                        "probe-" + probes++,
                        Props.empty()));
    }

    void tell(String name, Object message) {
        until(() -> roster.guardian(name) != null);
        world.loop().inside(() -> {
            roster.<Object>guardian(name).tell(message);
            return message;
        });
    }

    public ChannelState channel(ChannelIdentity identity) {
        return ChannelState.read(core.account(identity.address()));
    }

    public DevNetwork network() {
        return network;
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
