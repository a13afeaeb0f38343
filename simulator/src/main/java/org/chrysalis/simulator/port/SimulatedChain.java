package org.chrysalis.simulator.port;

import org.chrysalis.chain.Account;
import org.chrysalis.chain.Chain;
import org.chrysalis.chain.Changes;
import org.chrysalis.chain.FeePrices;
import org.chrysalis.chain.Followers;
import org.chrysalis.chain.Prices;
import org.chrysalis.chain.SandboxChain;
import org.chrysalis.chain.StackValue;
import org.chrysalis.simulator.fault.Chance;
import org.chrysalis.simulator.fault.Faults;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.simulator.runtime.SimulationLoop;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * The embedded chain in virtual time: a reading takes a round trip to a server, a message takes
 * until its block is final. The contracts run on the real TVM when their time has come. Each node
 * has a server of its own; whoever asks the chain itself has one without a name.
 */
public final class SimulatedChain implements Chain {

    private final SimulatedWorld world;
    private final SandboxChain core;
    private final Faults faults;
    private final Chance chance;
    private final Followers followers;
    private final Map<String, ChainServer> servers = new TreeMap<>();
    private Instant standing = Instant.EPOCH;
    private Instant moving = Instant.EPOCH;
    private Instant remembering = Instant.EPOCH;
    private final List<Address> muted = new ArrayList<>();
    private UnaryOperator<Changes> lies = UnaryOperator.identity();

    /** Nothing goes wrong by itself. */
    public SimulatedChain(SimulatedWorld world, SandboxChain core) {
        this(world, core, Faults.NONE);
    }

    public SimulatedChain(SimulatedWorld world, SandboxChain core, Faults faults) {
        this.world = world;
        this.core = core;
        this.faults = faults;
        this.chance = Chance.of(world.seed(), "delays of the chain");
        this.followers = new Followers(core, this::now);
    }

    /** The chain as this node has it, in all of its lives. */
    public Chain of(String node) {
        return server(node);
    }

    private ChainServer server(String node) {
        return servers.computeIfAbsent(node, _ -> new ChainServer(this, node, faults, chance));
    }

    @Override
    public int networkId() {
        return core.networkId();
    }

    @Override
    public CompletionStage<Account> account(Address address) {
        return server("").account(address);
    }

    @Override
    public CompletionStage<Submission> submit(Bytes message) {
        return server("").submit(message);
    }

    @Override
    public CompletionStage<FeePrices> prices() {
        return server("").prices();
    }

    @Override
    public CompletionStage<Changes> changes(SortedMap<Address, Long> known) {
        return server("").changes(known);
    }

    @Override
    public CompletionStage<List<StackValue>> get(
            Address address, String method, List<StackValue> arguments) {
        return server("").get(address, method, arguments);
    }

    /** No block comes for that long; servers go on answering with what there is. */
    public void halt(Duration time) {
        world.loop().inside(() -> {
            standing = world.loop().now();
            moving = standing.plus(time);
            return moving;
        });
    }

    /** A server, asked for an account, shows it as it was before it was there, for that long. */
    public void forget(Duration time) {
        world.loop().inside(() -> {
            remembering = world.loop().now().plus(time);
            return remembering;
        });
    }

    /** The server of this node shows the accounts as they are now, for that long. */
    public void fallBehind(String node, Duration time) {
        world.loop().inside(() -> {
            server(node).fallBehind(time);
            return node;
        });
    }

    /** A server fails each time that it is asked for this account. */
    public void mute(Address address) {
        muted.add(address);
    }

    /** What a server makes of the changes that it shows from now on. */
    public void lie(UnaryOperator<Changes> next) {
        lies = next;
    }

    /** The validators vote: from now on the chain charges this. */
    public void vote(Prices prices) {
        core.vote(prices);
    }

    SandboxChain core() {
        return core;
    }

    SimulationLoop loop() {
        return world.loop();
    }

    Followers followers() {
        return followers;
    }

    Changes shown(Changes changes) {
        return lies.apply(changes);
    }

    boolean isMuted(Address address) {
        return muted.contains(address);
    }

    Submission execute(Bytes message) {
        var submission = core.submit(message, now());
        followers.moved();
        return submission;
    }

    boolean isForgetful() {
        return world.loop().now().isBefore(remembering);
    }

    private boolean halted() {
        return world.loop().now().isBefore(moving);
    }

    /** How long no block comes yet. */
    Duration halt() {
        return halted() ? Duration.between(world.loop().now(), moving) : Duration.ZERO;
    }

    /** Of the last block. */
    long now() {
        return (halted() ? standing : world.loop().now()).getEpochSecond();
    }
}
