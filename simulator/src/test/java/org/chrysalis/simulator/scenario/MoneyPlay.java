package org.chrysalis.simulator.scenario;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.cashing.Outcome;
import org.chrysalis.client.ChannelReply;
import org.chrysalis.client.ClientCommand;
import org.chrysalis.contract.ChannelState.Status;
import org.chrysalis.contract.Fees;
import org.chrysalis.proxy.ProxyCommand;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.simulator.runtime.Seed;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.simulator.runtime.SimulationLoop;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.worker.WorkerCommand;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/** Plays {@link MoneyStep}s on a network of the real guardians. */
final class MoneyPlay {

    private static final int UNDERPAID = 1;

    /** Seconds in which a proxy sees that a channel ends, and does what has to be done. */
    private static final long CALM = 900;

    /** Twice what it costs to cash it. */
    private static final Nanoton WORTHLESS = Fees.KNOWN.cashFee().times(2);

    final DearNetwork dear;
    final SignedWords words;
    final MoneyJournals journals;
    final MoneyApps apps;
    final ChainWitness witness = new ChainWitness();
    private final SimulatedNetwork network;
    private final Strangers strangers;
    private final SimulationLoop loop;
    private final Seed chance;
    private final TreeSet<String> down = new TreeSet<>();
    private Instant halted = Instant.EPOCH;

    /** Until when the proxy was down. */
    private Instant away = Instant.EPOCH;

    private final List<Wanted> wanted = new ArrayList<>();

    /** What the client's owner wanted, in one of its lives, and what it was told. */
    private record Wanted(String wish, List<ChannelReply> replies, int life) {}

    /** How often the client died. */
    private int life;

    /** Those that have ended so far, and were looked at. */
    private int epochs;

    MoneyPlay(long seed, int workers, Seed chance) {
        var world = SimulatedWorld.of(seed);
        var founding = Founding.of(workers);
        this.words = new SignedWords(founding.network().plan().networkId());
        this.dear = new DearNetwork(
                world, founding, Wiring.PLAIN.tapped(words::tap).witnessed(witness::executed));
        this.network = dear.network;
        this.loop = world.loop();
        this.chance = chance;
        this.journals = new MoneyJournals(world.disks(), witness.violations()::add);
        this.apps = new MoneyApps(network, loop, witness.violations()::add);
        this.strangers = new Strangers(dear, witness, words);
        witness.watch(network, words, journals);
    }

    int life() {
        return life;
    }

    void play(MoneyStep step) {
        switch (step) {
            case MoneyStep.Ask ask -> ask(ask);
            case MoneyStep.Cut(var one, var other, var seconds) ->
                network.cut(one, other, Duration.ofSeconds(seconds));
            case MoneyStep.Silence(var from, var to, var seconds) ->
                network.silence(from, to, Duration.ofSeconds(seconds));
            case MoneyStep.Crash(var node) -> crash(node);
            case MoneyStep.Raise(var node) -> raise(node);
            case MoneyStep.Cash(var node) -> cash(node);
            case MoneyStep.StrangerCashes(var leg) -> strangers.cash(leg);
            case MoneyStep.Part _ -> want(ClientCommand.CloseTogether::new);
            case MoneyStep.Withdraw(var permille) -> {
                var left = Nanoton.of(dear.state().deposited().value() / 1_000 * permille);
                want(replyTo -> new ClientCommand.Withdraw(left, replyTo));
            }
            case MoneyStep.TopUp(var amount) ->
                want(replyTo -> new ClientCommand.TopUp(amount, replyTo));
            case MoneyStep.SetKey _ -> want(ClientCommand.SetKey::new);
            case MoneyStep.RequestClose _ -> want(ClientCommand.RequestClose::new);
            case MoneyStep.FinishClose(var leg) -> strangers.finishClose(leg);
            case MoneyStep.WalletTopsUp(var amount) -> strangers.topUp(amount);
            case MoneyStep.OwnerCloses _ -> strangers.close();
            case MoneyStep.OwnerFunds(var amount) -> strangers.fund(amount);
            case MoneyStep.Pass(var time) -> loop.runFor(time);
            case MoneyStep.Halt(var time) -> {
                halted = loop.now().plus(time);
                network.chain().halt(time);
            }
            case MoneyStep.Replay _ -> replay();
        }
        journals.read();
        assertFetched();
    }

    /** While the chain stands nothing gets there. */
    private void replay() {
        if (!loop.now().isBefore(halted)) {
            strangers.replay(chance);
        }
    }

    private void ask(MoneyStep.Ask step) {
        if (down.contains(SimulatedNetwork.CLIENT)) {
            return;
        }
        int limit = step.fate() == MoneyStep.Fate.UNDERPAID ? UNDERPAID : 0;
        var asked = new ArrayList<MoneyApps.Asked>();
        for (int i = 0; i < step.requests(); i++) {
            asked.add(apps.ask(step.tokens(), limit, life));
        }
        switch (step.fate()) {
            case AWAITED, UNDERPAID ->
                loop.runUntil(
                        () -> asked.stream().allMatch(MoneyApps.Asked::hasEnded),
                        loop.now().plusSeconds(60));
            case LEFT -> loop.runFor(some(1_000));
            case ABANDONED -> {
                loop.runFor(some(1_500));
                asked.forEach(apps::cancel);
                loop.runFor(some(1_500));
            }
        }
    }

    private Duration some(int milliseconds) {
        return Duration.ofMillis(chance.below(milliseconds));
    }

    private void crash(String node) {
        if (down.add(node)) {
            network.crash(node);
            life += node.equals(SimulatedNetwork.CLIENT) ? 1 : 0;
            loop.runFor(some(5_000));
        }
    }

    private void raise(String node) {
        if (down.remove(node)) {
            network.raise(node);
            away = node.equals(SimulatedNetwork.PROXY) ? loop.now() : away;
            loop.runFor(some(5_000));
        }
    }

    private void cash(String node) {
        if (down.contains(node)) {
            return;
        }
        if (node.equals(SimulatedNetwork.PROXY)) {
            var heard = new ArrayList<ProxyCommand.Cashed>();
            network.talk().tell(node, new ProxyCommand.CashAll(network.talk().probe(heard)));
        } else {
            var heard = new ArrayList<Outcome>();
            network.talk().tell(node, new WorkerCommand.Cash(network.talk().probe(heard)));
        }
        loop.runFor(some(3_000));
    }

    private List<ChannelReply> want(Function<ActorRef<ChannelReply>, ClientCommand> wish) {
        if (down.contains(SimulatedNetwork.CLIENT)) {
            return List.of();
        }
        var heard = network.want(wish);
        wanted.add(new Wanted("wish " + wanted.size(), heard, life));
        loop.runFor(some(3_000));
        return heard;
    }

    /** All nodes live, the chain goes on, and nobody does anything for a while. */
    void rest() {
        List.copyOf(down).forEach(this::raise);
        var moving = halted.isAfter(loop.now()) ? halted : loop.now();
        loop.runUntil(moving.plus(Duration.ofMinutes(12)));
        journals.read();
    }

    /** Each wish has one end, unless the client died. */
    void assertHeard() {
        for (var wish : wanted) {
            if (wish.replies().size() > 1 || (wish.replies().isEmpty() && wish.life() == life)) {
                witness.violations().add("an owner heard " + wish);
            }
        }
    }

    /**
     * L1: a proxy that lives, on a chain that moves, fetches what is used before its client's
     * channel ends, if that is worth twice the fee.
     */
    void assertFetched() {
        var ended = witness.channels().getFirst().ended();
        for (; epochs < ended.size(); epochs++) {
            var one = ended.get(epochs);
            var troubled = halted.isAfter(away) ? halted : away;
            long left = one.last().closingTime() - troubled.getEpochSecond();
            var owed = one.used().min(one.signed()).minusOrZero(one.paid());
            if (down.isEmpty() && left > CALM && owed.isMoreThan(WORTHLESS)) {
                witness.violations().add("L1: nobody fetched " + owed + " of " + one);
            }
        }
    }

    /** The channel's epoch ends: together if it is open, else as it was begun. */
    List<ChannelReply> part() {
        if (dear.state().status() == Status.CLOSING) {
            loop.runUntil(Instant.ofEpochSecond(dear.state().closingTime() + 1));
            strangers.finishClose(0);
            return List.of();
        }
        var replies = new ArrayList<ChannelReply>();
        while (dear.state().status() == Status.OPEN && replies.size() < 5) {
            network.untilServing(1);
            replies.addAll(want(ClientCommand.CloseTogether::new));
            loop.runFor(isUnpaid(replies) ? Duration.ofHours(25) : Duration.ofMinutes(3));
        }
        return replies;
    }

    /** The proxy parts for nothing once a day. */
    private static boolean isUnpaid(List<ChannelReply> replies) {
        return !replies.isEmpty()
                && replies.getLast() instanceof ChannelReply.Refused(Refusal.PartingUnpaid _);
    }
}
