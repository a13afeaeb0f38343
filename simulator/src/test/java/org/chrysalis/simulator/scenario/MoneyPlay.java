package org.chrysalis.simulator.scenario;

import static org.chrysalis.simulator.scenario.MoneyBooks.prompt;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.cashing.Outcome;
import org.chrysalis.client.Answer;
import org.chrysalis.client.Call;
import org.chrysalis.client.ChannelReply;
import org.chrysalis.client.ClientCommand;
import org.chrysalis.contract.ChannelState.Status;
import org.chrysalis.proxy.ProxyCommand;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.simulator.fault.Faults;
import org.chrysalis.simulator.oracle.Assumptions;
import org.chrysalis.simulator.oracle.Oracles;
import org.chrysalis.simulator.runtime.Seed;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.simulator.runtime.SimulationLoop;
import org.chrysalis.simulator.runtime.TraceHash;
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

    final DearNetwork dear;
    final Oracles oracles;
    private final SimulatedNetwork network;
    private final Strangers strangers;
    private final SimulationLoop loop;
    private final Seed chance;
    private final TreeSet<String> down = new TreeSet<>();
    private Instant halted = Instant.EPOCH;

    private final List<List<Answer>> asked = new ArrayList<>();

    /** How often the client died. */
    private int life;

    MoneyPlay(long seed, int workers, Seed chance) {
        var topology = DearNetwork.topology(workers);
        var founding = Founding.of(topology);
        this.oracles = new Oracles(topology, founding, Assumptions.NONE);
        var world = SimulatedWorld.of(
                seed, SimulatedWorld.DEFAULT_MAX_STEPS, new TraceHash(oracles.occurrences()));
        var wiring = new Wiring(
                Faults.NONE,
                oracles.engines(),
                oracles.transactions(),
                oracles.taps(Wiring.PLAIN.taps()));
        this.dear =
                new DearNetwork(world, founding, wiring, network -> oracles.watch(world, network));
        this.network = dear.network;
        this.loop = world.loop();
        this.chance = chance;
        this.strangers = new Strangers(dear, oracles);
    }

    /** Requests that were answered to the end. */
    int completed() {
        return (int) asked.stream().filter(MoneyPlay::isCompleted).count();
    }

    private static boolean isCompleted(List<Answer> answers) {
        return answers.stream().anyMatch(Answer.Completed.class::isInstance);
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
                oracles.halted(halted);
            }
            case MoneyStep.Replay _ -> replay();
        }
        oracles.check();
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
        var together = new ArrayList<List<Answer>>();
        for (int i = 0; i < step.requests(); i++) {
            together.add(ask(step.tokens(), limit));
        }
        switch (step.fate()) {
            case AWAITED, UNDERPAID ->
                loop.runUntil(
                        () -> together.stream().allMatch(MoneyPlay::hasEnded),
                        loop.now().plusSeconds(60));
            case LEFT -> loop.runFor(some(1_000));
            case ABANDONED -> {
                loop.runFor(some(1_500));
                together.forEach(this::cancel);
                loop.runFor(some(1_500));
            }
        }
    }

    private List<Answer> ask(long tokens, long maxCoefficient) {
        int number = asked.size();
        var prompt = prompt("mark-" + number + "? " + "And why? ".repeat(number % 7), tokens);
        var answers = network.ask(SimulatedNetwork.MODEL, prompt, maxCoefficient);
        oracles.asked(
                SimulatedNetwork.CLIENT,
                life,
                SimulatedNetwork.MODEL,
                prompt,
                maxCoefficient,
                answers);
        asked.add(answers);
        return answers;
    }

    private static boolean hasEnded(List<Answer> answers) {
        return answers.stream()
                .anyMatch(one -> one instanceof Answer.Completed || one instanceof Answer.Failed);
    }

    private void cancel(List<Answer> answers) {
        answers.stream()
                .filter(Answer.Accepted.class::isInstance)
                .map(Answer.Accepted.class::cast)
                .forEach(accepted -> loop.inside(() -> {
                    accepted.call().tell(new Call.Cancel());
                    return accepted;
                }));
    }

    private Duration some(int milliseconds) {
        return Duration.ofMillis(chance.below(milliseconds));
    }

    private void crash(String node) {
        if (down.add(node)) {
            oracles.crashed(node);
            network.crash(node);
            life += node.equals(SimulatedNetwork.CLIENT) ? 1 : 0;
            loop.runFor(some(5_000));
        }
    }

    private void raise(String node) {
        if (down.remove(node)) {
            oracles.raised(node);
            network.raise(node);
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
        oracles.wished(SimulatedNetwork.CLIENT, life, "a wish", heard);
        loop.runFor(some(3_000));
        return heard;
    }

    /** All nodes live, the chain goes on, and nobody does anything for a while. */
    void rest() {
        List.copyOf(down).forEach(this::raise);
        var moving = halted.isAfter(loop.now()) ? halted : loop.now();
        loop.runUntil(moving.plus(Duration.ofMinutes(12)));
        oracles.check();
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
