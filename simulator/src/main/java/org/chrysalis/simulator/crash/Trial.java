package org.chrysalis.simulator.crash;

import org.chrysalis.client.Answer;
import org.chrysalis.client.ClientCommand;
import org.chrysalis.contract.ProxyState;
import org.chrysalis.prompt.Prompt;
import org.chrysalis.prompt.Sampling;
import org.chrysalis.prompt.Turn;
import org.chrysalis.simulator.runtime.DeathException;
import org.chrysalis.simulator.runtime.Seed;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.simulator.runtime.SimulationLoop;
import org.chrysalis.simulator.runtime.TraceHash;
import org.chrysalis.simulator.scenario.Founding;
import org.chrysalis.simulator.scenario.SimulatedNetwork;
import org.chrysalis.simulator.scenario.Wiring;
import org.chrysalis.ton.Nanoton;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request of one client, one proxy and two workers, broken at a point: run up to it, the fault,
 * the recovery, another request, and the cashing.
 */
public final class Trial {

    static final int WORKERS = 2;

    static final List<String> NODES = List.of(
            SimulatedNetwork.CLIENT,
            SimulatedNetwork.PROXY,
            SimulatedNetwork.worker(0),
            SimulatedNetwork.worker(1));

    /** Ten times what the longest good run takes; a network that talks for ever ends here. */
    private static final long MAX_STEPS = 1_000_000;

    /** How long a link is cut or silent: longer than the three seconds that end a session. */
    private static final Duration OUTAGE = Duration.ofSeconds(5);

    /** Between the shortest and the longest time that a node is down: before its peers notice. */
    private static final long LEAST_DOWN = Duration.ofSeconds(1).toNanos();

    private static final long SPREAD_DOWN = Duration.ofSeconds(7).toNanos();

    /** A missing side of an open attempt is awaited for 60 s; then all must have come to rest. */
    private static final Duration REST = Duration.ofMinutes(3);

    private static final Duration SHORT_REST = Duration.ofSeconds(5);

    private final Point point;
    private final SimulatedWorld world;
    private final SimulatedNetwork network;
    private final Seed chance;
    private final List<Violation> violations = new ArrayList<>();
    private final List<Observation> before = new ArrayList<>();

    private Trial(Point point, Founding founding) {
        this.point = point;
        this.world = world(point.seed());
        this.network = new SimulatedNetwork(world, founding, Wiring.PLAIN);
        this.chance = Seed.of(point.seed()).fork(point.toString());
    }

    private static SimulatedWorld world(long seed) {
        return SimulatedWorld.of(seed, MAX_STEPS, new TraceHash());
    }

    /**
     * Plays {@code point} in a world of its own, on the current thread.
     *
     * @param founding made on this thread
     */
    static Verdict of(Point point, Founding founding) {
        var trial = new Trial(point, founding);
        try {
            trial.play();
        } catch (DeathException death) {
            trial.violations.add(new Violation("death", death.getMessage()));
        } catch (IllegalStateException stuck) {
            trial.violations.add(new Violation("stuck", stuck.getMessage()));
        }
        return new Verdict(point, trial.violations);
    }

    /** The request of every point. */
    static List<Answer> ask(SimulatedNetwork network) {
        return network.ask(
                new Prompt(List.of(new Turn("user", "Why?")), 64, Sampling.greedy(), List.of()));
    }

    private void play() {
        network.untilServing(WORKERS);
        var answers = ask(network);
        runTo(point.entry());
        strike(answers);
        for (var second : point.second()) {
            runTo(world.trace().count() + second.entry());
            network.crash(second.node());
            raiseAll(List.of(second.node()));
        }
        loop().runFor(REST);
        violations.addAll(Checks.ended(answers, point.kills(SimulatedNetwork.CLIENT)));
        var rest = Observation.of(network);
        violations.addAll(Checks.atRest(rest, network.settings().terms(), lost()));
        before.forEach(balance -> violations.addAll(Checks.unchanged(balance, rest)));
        nextRequest();
        cash();
        network.end();
    }

    /** What workers may be short of: while a request ran, a proxy may have lost what it decided. */
    private Nanoton lost() {
        boolean midway = point.fault() instanceof Fault.RollBack(var node, int _)
                && node.equals(SimulatedNetwork.PROXY)
                && before.isEmpty();
        return midway ? network.topology().workers().getFirst().window() : Nanoton.ZERO;
    }

    /** As far as the trace's entry, or as it goes. */
    private void runTo(long entry) {
        loop().runUntil(() -> world.trace().count() >= entry, loop().now().plus(REST));
    }

    private void strike(List<Answer> answers) {
        switch (point.fault()) {
            case Fault.Kill(var nodes) -> {
                nodes.forEach(network::crash);
                raiseAll(nodes);
            }
            case Fault.Cut(var one, var other) -> {
                network.cut(one, other, OUTAGE);
                loop().runFor(OUTAGE);
            }
            case Fault.Silence(var from, var to) -> {
                network.silence(from, to, OUTAGE);
                loop().runFor(OUTAGE);
            }
            case Fault.RollBack(var node, var writes) -> rollBack(node, writes, answers);
        }
    }

    /** What was settled before is compared; what was under way has no balance yet. */
    private void rollBack(String node, int writes, List<Answer> answers) {
        if (answers.stream().anyMatch(Checks::isEnd)) {
            loop().runFor(SHORT_REST);
            before.add(Observation.of(network));
        }
        network.crash(node);
        int standing = world.disks().writes(node).size();
        world.disks().rollBack(node, Math.min(writes, standing));
        raiseAll(List.of(node));
    }

    /** Each after a time of its own, the quickest first. */
    private void raiseAll(List<String> nodes) {
        var raises = new TreeMap<Long, String>();
        for (var node : nodes) {
            raises.put(LEAST_DOWN + Math.floorMod(chance.next(), SPREAD_DOWN), node);
        }
        long passed = 0;
        for (Map.Entry<Long, String> raise : raises.entrySet()) {
            loop().runFor(Duration.ofNanos(raise.getKey() - passed));
            passed = raise.getKey();
            network.raise(raise.getValue());
        }
    }

    private void nextRequest() {
        network.untilServing(WORKERS);
        var answers = ask(network);
        var end = network.untilEnded(answers);
        loop().runFor(SHORT_REST);
        if (!(end instanceof Answer.Completed)) {
            violations.add(new Violation("next-request", end.toString()));
        }
        violations.addAll(Checks.ended(answers, false));
    }

    private void cash() {
        network.cash();
        loop().runFor(SHORT_REST);
        var seen = Observation.of(network);
        violations.addAll(Checks.atRest(seen, network.settings().terms(), lost()));
        var devNetwork = network.network();
        var workers = new ArrayList<Nanoton>();
        for (int i = 0; i < WORKERS; i++) {
            workers.add(network.channel(devNetwork.workerChannel(i)).cashed());
        }
        var client = network.channel(devNetwork.clientChannel()).cashed();
        var parted = part();
        var conserved = network.core().audit().conserved();
        violations.addAll(
                Checks.cashed(seen, new Checks.Cashed(client, parted, workers, conserved)));
    }

    /** Both sides end the epoch together, whatever they have been through. */
    private Checks.Parted part() {
        network.untilServing(WORKERS);
        var replies = network.want(ClientCommand.CloseTogether::new);
        network.until(() -> !replies.isEmpty());
        var proxy = network.core().account(network.network().proxy().address());
        return new Checks.Parted(replies.getFirst(), ProxyState.read(proxy).revenue());
    }

    private SimulationLoop loop() {
        return world.loop();
    }
}
