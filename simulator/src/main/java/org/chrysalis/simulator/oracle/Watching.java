package org.chrysalis.simulator.oracle;

import org.chrysalis.chain.Chain.Transaction;
import org.chrysalis.contract.ChannelState.Status;
import org.chrysalis.payment.Books.Area;
import org.chrysalis.payment.Leg;
import org.chrysalis.port.NodeId;
import org.chrysalis.simulator.oracle.Cast.Party;
import org.chrysalis.simulator.oracle.Journaled.Fact;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.simulator.runtime.SimulationLoop;
import org.chrysalis.simulator.scenario.SimulatedNetwork;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement.Side;
import org.chrysalis.wire.Wire;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The checkers of a network that is there: its chain, its journals, its time. */
final class Watching implements Ghosts.Judge {

    /** Deadlines are looked at no oftener. */
    private static final Duration SELDOM = Duration.ofSeconds(20);

    private final Ghosts ghosts;
    private final SimulatedWorld world;
    private final SimulatedNetwork network;
    private final List<ChannelWitness> channels = new ArrayList<>();
    private final Map<Address, ChannelWitness> byAddress = new TreeMap<>();
    private final ChainWitness chain;
    private final ClientAccounts accounts;
    private final JournalReader journals;
    private final Exposure exposure;
    private final Liveness liveness;
    private final Fetching fetching;
    private final Admitted admitted;
    private final JournalFirst journalFirst;
    private final Proofs proofs;
    private final Honoured honoured;
    private final Map<String, Integer> endedInTrouble = new TreeMap<>();

    /** Whether anybody says when something is written. */
    private boolean told;

    private boolean written;

    private Instant halted = Instant.EPOCH;
    private Instant looked = Instant.EPOCH;

    Watching(Ghosts ghosts, SimulatedWorld world, SimulatedNetwork network) {
        this.ghosts = ghosts;
        this.world = world;
        this.network = network;
        var rules = ghosts.rules;
        var verdicts = ghosts.verdicts;
        rules.cast().parties().forEach(this::add);
        this.chain = new ChainWitness(
                network, rules.cast(), channels, rules.assumptions(), this::now, verdicts);
        this.accounts = new ClientAccounts(rules, ghosts.requests, byAddress::get, verdicts);
        var workers = new WorkerAccounts(rules, ghosts.requests, byAddress::get, verdicts);
        this.admitted = new Admitted(rules, ghosts.requests, ghosts.work, this::now, verdicts);
        this.journalFirst = new JournalFirst(rules, verdicts);
        this.proofs = new Proofs(rules, byAddress::get, verdicts);
        int networkId = network.network().plan().networkId();
        this.honoured = new Honoured(rules, networkId, byAddress::get, verdicts);
        this.exposure = new Exposure(ghosts, byAddress::get);
        this.liveness = new Liveness(
                rules, ghosts.lives, ghosts.apps, ghosts.requests, accounts, this::of, verdicts);
        this.fetching =
                new Fetching(rules, ghosts.lives, ghosts.words, ghosts.peers, channels, verdicts);
        this.journals = new JournalReader(
                world.disks(),
                List.of(
                        ghosts.statements,
                        ghosts.roots,
                        ghosts.charges,
                        ghosts.peers,
                        accounts,
                        workers,
                        admitted,
                        exposure,
                        journalFirst,
                        new Authentic(rules, networkId, byAddress::get, verdicts),
                        honoured,
                        ghosts.states,
                        this::seen));
    }

    private void add(Party party) {
        var channel = new ChannelWitness(
                party,
                OnChain.of(network.core(), party, this::now),
                ghosts.words,
                epoch -> used(party, epoch),
                ghosts.rules.assumptions(),
                ghosts.verdicts);
        channels.add(channel);
        byAddress.put(party.address(), channel);
    }

    /** A worker may cash what was signed: its prompts are stated only at their end. */
    private Nanoton used(Party party, long epoch) {
        readJournals();
        return party.side() == Side.CLIENT
                ? ghosts.statements.amount(Area.CLIENT_ACCOUNT, party.address(), epoch)
                : Leg.MAX_TOTAL;
    }

    private ChannelWitness of(Party party) {
        return byAddress.get(party.address());
    }

    private void seen(Journaled one) {
        if (one instanceof Fact fact) {
            ghosts.confidentiality.seen(
                    fact.event(), "the journal of " + fact.owner(), fact.owner());
        }
    }

    /** As if it had been read from a disk. */
    void hear(Journaled one) {
        journals.tell(one);
    }

    /** What was written since, if anything was. */
    void readJournals() {
        if (written || !told) {
            written = false;
            journals.read();
        }
    }

    void appended() {
        told = true;
        written = true;
    }

    Instant now() {
        return world.loop().now();
    }

    @Override
    public void sent(String from, NodeId to, Wire message) {
        exposure.sent(from, message, this::readJournals);
        journalFirst.sent(from, message, this::readJournals);
        proofs.sent(from, to, message);
    }

    void executed(Transaction transaction) {
        chain.executed(transaction);
        Optional.ofNullable(byAddress.get(transaction.account()))
                .ifPresent(channel -> ghosts.states.transacted(channel, transaction.aborted()));
    }

    void repriced() {
        chain.repriced(halted);
    }

    void halted(Instant until) {
        halted = Wishes.later(halted, until);
        chain.halted(until);
        ghosts.rules.cast().contracts().keySet().forEach(one -> honoured.behind(one, until));
    }

    void fellBehind(String node, Instant until) {
        honoured.behind(node, until);
    }

    void retiring() {
        chain.retiring();
    }

    void healed() {
        channels.forEach(one -> endedInTrouble.put(one.party().peer(), End.calledBy(now(), one)));
    }

    List<ChannelWitness> channels() {
        return List.copyOf(channels);
    }

    void strained(Address channel) {
        byAddress.get(channel).strain();
    }

    void crashed(String node) {
        exposure.crashed(node);
        boolean busy = ghosts.rules.cast().of(Side.CLIENT).stream()
                .filter(party -> accounts.isBusy(party.address()))
                .anyMatch(party -> party.proxy().equals(node));
        if (busy) {
            ghosts.states.reach("proxy-restarted-midway");
        }
    }

    void check() {
        readJournals();
        chain.settle();
        exposure.look();
        admitted.look();
        ghosts.apps.look(ghosts.states, ghosts.confidentiality, ghosts.disputes);
        var now = world.loop().now();
        if (now.isAfter(looked.plus(SELDOM))) {
            looked = now;
            seldom(now);
        }
    }

    private void seldom(Instant now) {
        var prices = network.core().prices(network.core().head(0).unixSeconds());
        liveness.look(now);
        ghosts.wishes.look(now, ghosts.states);
        fetching.ended(halted, prices);
        fetching.rekeyed(halted, prices);
        fetching.look(now, prices, this::wallet);
        channelStates();
    }

    /** Of whoever takes a party's vouchers to the chain. */
    private Nanoton wallet(Party party) {
        var dev = network.network();
        int proxy = dev.home(party.index());
        var wallet =
                party.side() == Side.CLIENT ? dev.proxyWallet(proxy) : dev.worker(party.index());
        return network.core().account(wallet.address()).balance();
    }

    private void channelStates() {
        for (var channel : channels) {
            for (var one : channel.ended()) {
                boolean alone = one.last().status() == Status.CLOSING;
                ghosts.states.reach(alone ? "closed-alone" : "closed-together");
            }
            if (channel.withdrawals() > 0) {
                ghosts.states.reach("withdrawn");
            }
            if (channel.topUps() > 0) {
                ghosts.states.reach("topped-up");
            }
        }
    }

    void atRest() {
        check();
        seldom(world.loop().now());
        ghosts.traffic.atRest(
                world.loop().nanoTime(), lastAsked(), ghosts.rules.assumptions(), ghosts.verdicts);
        rest().look(new Views(network.talk()));
        check();
        ghosts.apps.atRest(ghosts.lives);
        ghosts.wishes.atRest(halted);
        liveness.atRest();
        if (ghosts.verdicts.all().isEmpty()) {
            ghosts.states.healthy();
        }
    }

    Rest rest() {
        return new Rest(
                ghosts.rules, ghosts.statements, ghosts.requests, this::of, ghosts.verdicts);
    }

    private long lastAsked() {
        var all = ghosts.apps.all();
        return all.isEmpty()
                ? 0
                : Duration.between(SimulationLoop.EPOCH, all.getLast().at()).toNanos();
    }

    void atEnd() {
        check();
        seldom(world.loop().now());
        new End(ghosts.rules, ghosts.statements, channels, endedInTrouble, ghosts.verdicts)
                .look(network.core().prices(network.core().head(0).unixSeconds()));
        gains().judge(ghosts.verdicts);
    }

    Gains gains() {
        return new Gains(
                ghosts.rules,
                ghosts.requests,
                ghosts.statements,
                ghosts.work,
                ghosts.apps,
                channels);
    }
}
