package org.chrysalis.simulator.oracle;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.client.Answer;
import org.chrysalis.client.ChannelReply;
import org.chrysalis.client.ClientCommand;
import org.chrysalis.contract.ChannelState.Status;
import org.chrysalis.contract.Transfer;
import org.chrysalis.contract.Transfers;
import org.chrysalis.prompt.Prompt;
import org.chrysalis.prompt.Sampling;
import org.chrysalis.prompt.Turn;
import org.chrysalis.simulator.fault.Faults;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.simulator.runtime.TraceHash;
import org.chrysalis.simulator.scenario.Founding;
import org.chrysalis.simulator.scenario.SimulatedNetwork;
import org.chrysalis.simulator.scenario.Topology;
import org.chrysalis.simulator.scenario.Wiring;
import org.chrysalis.ton.Statement.Side;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A network with its oracles, and what tests of them do with it. */
final class OracleRun {

    private static final Duration LITTLE = Duration.ofMillis(20);

    final Topology topology;
    final SimulatedWorld world;
    final SimulatedNetwork network;
    final Oracles oracles;
    private final List<List<Answer>> asked = new ArrayList<>();

    OracleRun(Topology topology, long seed) {
        this(topology, Founding.of(topology), seed, Assumptions.NONE, Wiring.PLAIN.taps());
    }

    OracleRun(
            Topology topology,
            Founding founding,
            long seed,
            Assumptions assumptions,
            Wiring.Taps inner) {
        this(topology, founding, seed, assumptions, inner, Faults.NONE);
    }

    OracleRun(
            Topology topology,
            Founding founding,
            long seed,
            Assumptions assumptions,
            Wiring.Taps inner,
            Faults faults) {
        this.topology = topology;
        this.oracles = new Oracles(topology, founding, assumptions);
        this.world = SimulatedWorld.of(
                seed, SimulatedWorld.DEFAULT_MAX_STEPS, new TraceHash(oracles.occurrences()));
        this.network = new SimulatedNetwork(
                world,
                topology,
                founding,
                new Wiring(faults, oracles.engines(), oracles.transactions(), oracles.taps(inner)));
        oracles.watch(world, network);
        run(Duration.ofSeconds(2));
    }

    /** Looks every few steps. */
    void run(Duration time) {
        var until = world.loop().now().plus(time);
        while (world.loop().now().isBefore(until)) {
            var next = world.loop().now().plus(LITTLE);
            world.loop().runUntil(next.isBefore(until) ? next : until);
            oracles.check();
        }
    }

    /** Looks seldom: nothing much happens. */
    void pass(Duration time) {
        var until = world.loop().now().plus(time);
        while (world.loop().now().isBefore(until)) {
            world.loop().runFor(Duration.ofSeconds(10));
            oracles.check();
        }
    }

    static Prompt prompt(String text, long tokens) {
        return new Prompt(List.of(new Turn("user", text)), tokens, Sampling.greedy(), List.of());
    }

    List<Answer> ask(String client, String model, long tokens) {
        int number = asked.size();
        var prompt =
                prompt("Tell mark-" + number + " why. " + "And why? ".repeat(number % 5), tokens);
        var answers = network.ask(client, model, prompt, 0);
        oracles.asked(client, 0, model, prompt, 0, answers);
        asked.add(answers);
        return answers;
    }

    /** Asks and runs to the end. */
    Answer answered(String client, String model, long tokens) {
        var answers = ask(client, model, tokens);
        while (answers.stream().noneMatch(OracleRun::isEnd)) {
            run(LITTLE);
        }
        return answers.getLast();
    }

    private static boolean isEnd(Answer answer) {
        return answer instanceof Answer.Completed || answer instanceof Answer.Failed;
    }

    List<ChannelReply> want(String client, Function<ActorRef<ChannelReply>, ClientCommand> wish) {
        var replies = network.want(client, wish);
        oracles.wished(client, 0, "something", replies);
        run(Duration.ofSeconds(5));
        return replies;
    }

    void rest() {
        oracles.healed(world.loop().now());
        pass(Duration.ofMinutes(8));
        oracles.atRest();
    }

    /** Every channel; those of clients together if they can. */
    void close() {
        var dev = network.network();
        topology.clientNames().forEach(client -> want(client, ClientCommand.CloseTogether::new));
        pass(Duration.ofMinutes(2));
        for (var channel : oracles.channels()) {
            var party = channel.party();
            if (channel.state().status() == Status.OPEN) {
                if (party.side() == Side.CLIENT) {
                    want(party.peer(), ClientCommand.RequestClose::new);
                } else {
                    send(Transfers.KNOWN.orderClose(dev.workerChannel(party.index())));
                }
            }
        }
        pass(Duration.ofSeconds(3_700));
        for (var channel : oracles.channels()) {
            if (channel.state().status() == Status.CLOSING) {
                send(Transfers.KNOWN.finishClose(channel.address()));
            }
        }
        pass(Duration.ofMinutes(1));
    }

    void send(Transfer transfer) {
        network.send(network.network().operator(), transfer);
        oracles.check();
    }

    void end() {
        oracles.atEnd();
        network.end();
    }
}
