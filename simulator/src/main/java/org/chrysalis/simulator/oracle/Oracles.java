package org.chrysalis.simulator.oracle;

import org.chrysalis.chain.Chain;
import org.chrysalis.client.Answer;
import org.chrysalis.client.ChannelReply;
import org.chrysalis.payment.Books.Area;
import org.chrysalis.prompt.Prompt;
import org.chrysalis.simulator.port.EngineWitness;
import org.chrysalis.simulator.runtime.Death;
import org.chrysalis.simulator.runtime.Occurrence;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.simulator.runtime.SimulationLoop;
import org.chrysalis.simulator.scenario.Founding;
import org.chrysalis.simulator.scenario.SimulatedNetwork;
import org.chrysalis.simulator.scenario.Topology;
import org.chrysalis.simulator.scenario.Wiring;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Nanoton;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * The oracles of one run: they see what is sent, journaled, executed and generated, and say which
 * invariants of SIMULATOR §5 do not hold. They change nothing in a run.
 *
 * <p>A scenario hands {@link #taps}, {@link #transactions}, {@link #engines} and {@link
 * #occurrences} to the world that it makes, calls {@link #watch}, tells of all that it does to the
 * network, and calls {@link #check} after every few steps.
 */
public final class Oracles {

    private final Ghosts ghosts;

    /** One, once the network is there. */
    private final List<Watching> watching = new ArrayList<>();

    public Oracles(Topology topology, Founding founding, Assumptions assumptions) {
        this.ghosts = new Ghosts(topology, founding, assumptions);
    }

    /** Every link and chain, seen from the network: behind what {@code inner} makes of them. */
    public Wiring.Taps taps(Wiring.Taps inner) {
        return new WireTap(inner, ghosts);
    }

    /** Of the chain, right after each was executed. */
    public Consumer<Chain.Transaction> transactions() {
        return transaction -> watching.forEach(one -> one.executed(transaction));
    }

    /** What engines really do. */
    public EngineWitness engines() {
        return ghosts.work;
    }

    /** Of the trace, as they happen. */
    public Consumer<Occurrence> occurrences() {
        return occurrence -> {
            switch (occurrence) {
                case Occurrence.Delivery delivery -> ghosts.last.delivered(delivery);
                case Occurrence.Append _ -> watching.forEach(Watching::appended);
                case Occurrence.Transaction _ -> {}
            }
        };
    }

    /** From now on; the network is founded, and nothing has run yet. */
    public void watch(SimulatedWorld world, SimulatedNetwork network) {
        var begun = new Watching(ghosts, world, network);
        watching.add(begun);
        ghosts.begin(world.loop()::nanoTime, begun);
        world.loop().hearLog(ghosts::logged);
    }

    private Instant now() {
        return watching.isEmpty() ? SimulationLoop.EPOCH : watching.getFirst().now();
    }

    /**
     * An app asks.
     *
     * @param clientLife as the scenario counts, for people; the oracles count themselves
     * @param maxCoefficient per mille; 0 for the client's own limit
     * @param answers that grow as the loop runs
     */
    public void asked(
            String client,
            int clientLife,
            String model,
            Prompt prompt,
            long maxCoefficient,
            List<Answer> answers) {
        int life = ghosts.lives.life(client);
        var one = new Asked(client, life, now(), model, prompt, maxCoefficient, answers);
        ghosts.apps.asked(one);
        ghosts.confidentiality.asked(one);
    }

    /**
     * An owner wants something of a channel.
     *
     * @param clientLife as the scenario counts, for people; the oracles count themselves
     * @param wish for people
     * @param replies that grow as the loop runs
     */
    public void wished(String client, int clientLife, String wish, List<ChannelReply> replies) {
        ghosts.wishes.wished(new Wishes.Wish(
                client, ghosts.lives.life(client), now(), wish + ", " + clientLife, replies));
    }

    /** Before the network is told to crash it. */
    public void crashed(String node) {
        watching.forEach(one -> one.crashed(node));
        ghosts.crashed(node);
    }

    /** When the network is told to raise it. */
    public void raised(String node) {
        ghosts.lives.raised(node, now());
    }

    /** A stranger cashes a voucher of the channel's. */
    public void strained(Address channel) {
        watching.forEach(one -> one.strained(channel));
    }

    /** The chain has begun to charge something else. */
    public void repriced() {
        watching.forEach(Watching::repriced);
    }

    /** No block comes until then. */
    public void halted(Instant until) {
        watching.forEach(one -> one.halted(until));
    }

    /** A node sees nothing of the chain until then. */
    public void fellBehind(String node, Instant until) {
        watching.forEach(one -> one.fellBehind(node, until));
    }

    /** The proxies' owner takes all of them off the network, from now on. */
    public void retiring() {
        watching.forEach(Watching::retiring);
    }

    /** Looks at all that happened since; cheap. */
    public void check() {
        watching.forEach(Watching::check);
    }

    /** All nodes are up, and no fault comes any more: deadlines run from here. */
    public void healed(Instant now) {
        ghosts.lives.healed(now);
        watching.forEach(Watching::healed);
    }

    /** A client was answered after that: L7 was asked, and held. */
    public void servedAgain() {
        ghosts.states.reach("served-again");
    }

    /** Some minutes after healing, and nobody asks anything. Runs the loop to ask the nodes. */
    public void atRest() {
        watching.forEach(Watching::atRest);
    }

    /** All channels were closed, and finished. */
    public void atEnd() {
        watching.forEach(Watching::atEnd);
    }

    /** An actor died, and nobody wanted it to: S19. */
    public void died(Death death) {
        var node = LastMessages.node(death.path());
        ghosts.verdicts.violated("S19", death.path() + " died of " + death.cause(), node);
    }

    public List<Violation> violations() {
        return ghosts.verdicts.all();
    }

    /** What the run has come to, in kebab case. */
    public SortedSet<String> states() {
        return ghosts.states.reached();
    }

    /** What all runs of a campaign together have to come to. */
    public static SortedSet<String> expectedStates() {
        return States.EXPECTED;
    }

    /** Nanoton that each dishonest node has above its due. */
    public Map<String, Long> gains() {
        return of(Gains.Gain::nanoton);
    }

    /** Nanoton that each dishonest node may have above its due. */
    public Map<String, Long> bounds() {
        return of(Gains.Gain::bound);
    }

    private SortedMap<String, Long> of(ToLongFunction<Gains.Gain> figure) {
        var figures = new TreeMap<String, Long>();
        watching.forEach(one -> one.gains()
                .all()
                .forEach((node, gain) -> figures.put(node, figure.applyAsLong(gain))));
        return figures;
    }

    /** Every channel as the chain has it: the clients', then the workers'. */
    public List<ChannelWitness> channels() {
        return watching.getFirst().channels();
    }

    /** What was signed, as the wire saw it. */
    public SignedWords words() {
        return ghosts.words;
    }

    /** What one side's journal of a channel's epoch adds up to, decided and stated. */
    public Nanoton amount(Area area, Address channel, long epoch) {
        watching.forEach(Watching::readJournals);
        return ghosts.statements.amount(area, channel, epoch);
    }

    /** What is known of the run. */
    Ghosts ghosts() {
        return ghosts;
    }

    /** The checkers of the network that is watched. */
    Watching watching() {
        return watching.getFirst();
    }
}
