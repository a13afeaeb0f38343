package org.chrysalis.simulator.breaker;

import org.chrysalis.actor.WriteFailure;
import org.chrysalis.simulator.adversary.Adversaries;
import org.chrysalis.simulator.adversary.Cheat;
import org.chrysalis.simulator.fault.Chance;
import org.chrysalis.simulator.fault.DrawnFaults;
import org.chrysalis.simulator.fault.Fault;
import org.chrysalis.simulator.fault.ListedFaults;
import org.chrysalis.simulator.oracle.Assumptions;
import org.chrysalis.simulator.oracle.Oracles;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.simulator.runtime.TraceHash;
import org.chrysalis.simulator.scenario.Founding;
import org.chrysalis.simulator.scenario.SimulatedNetwork;
import org.chrysalis.simulator.scenario.Wiring;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The world of a plan, its people and its troubles, before anything has happened. */
final class Stage {

    /** Ten times what the longest good play takes; a network that talks for ever ends here. */
    private static final long MAX_STEPS = 3_000_000;

    /** Steps from one look at the journals to the next. */
    private static final int LOOKS = 64;

    final Plan plan;
    final SimulatedWorld world;
    final SimulatedNetwork network;
    final Oracles oracles;
    final NodeLives lives;
    final People people;
    final Strangers strangers;
    private final ListedFaults listed;
    private final DrawnFaults drawn;
    private final FaultTimes times;
    private final Spectator spectator;
    private boolean troubled;
    private long steps;

    /** @param founding of the plan's topology, made on this thread */
    Stage(Plan plan, Founding founding, Spectator spectator) {
        this.plan = plan;
        this.spectator = spectator;
        this.oracles = new Oracles(plan.topology(), founding, assumptions(plan));
        this.world = SimulatedWorld.of(
                plan.seed(),
                MAX_STEPS,
                new TraceHash(oracles.occurrences().andThen(spectator::happened)));
        this.listed = new ListedFaults(plan.faults());
        this.drawn = new DrawnFaults(world.seed(), plan.rates(), () -> troubled);
        var overheard = new Overhearing(
                oracles.taps(Adversaries.of(plan.cheats(), plan.topology(), founding.network())));
        this.network = new SimulatedNetwork(
                world,
                plan.topology(),
                founding,
                new Wiring(
                        new PlayFaults(listed, drawn),
                        oracles.engines(),
                        oracles.transactions(),
                        Spying.of(overheard, spectator, founding, world.loop()::nanoTime)));
        this.lives = new NodeLives(network, oracles);
        this.strangers = new Strangers(world, network, oracles, overheard);
        this.people = new People(world, network, lives, oracles, strangers);
        this.times = new FaultTimes(world, network, lives, oracles);
        oracles.watch(world, network);
        if (plan.faults().stream().anyMatch(Fault.Full.class::isInstance)) {
            network.allowDeaths(death -> WriteFailure.is(death.cause()));
        }
    }

    private static Assumptions assumptions(Plan plan) {
        var dishonest = new TreeSet<String>();
        plan.cheats().stream().map(Cheat::node).forEach(dishonest::add);
        var forgetful = new TreeSet<String>();
        for (var fault : plan.faults()) {
            if (fault instanceof Fault.Crash crash && crash.kept() != Fault.Kept.ALL) {
                forgetful.add(crash.node());
            }
        }
        boolean chain = plan.rates().submissions() > 0
                || plan.faults().stream().anyMatch(Fault.OfSubmission.class::isInstance);
        return new Assumptions(dishonest, forgetful, chain);
    }

    /** From now on things go wrong, and people do what they do. */
    void trouble() {
        troubled = true;
        times.schedule(plan.faults());
        people.schedule(plan.deeds());
    }

    /** From now on nothing goes wrong. */
    void heal() {
        troubled = false;
        network.topology().nodes().forEach(network.damage()::mend);
        oracles.healed(world.loop().now());
    }

    /**
     * Runs up to a time, or to the first violation.
     *
     * @return whether all holds
     */
    boolean run(Duration time) {
        return run(world.loop().now().plus(time));
    }

    boolean run(Instant until) {
        world.loop().runUntil(this::isBroken, until);
        oracles.check();
        return oracles.violations().isEmpty() && !spectator.hasEnough();
    }

    /** Whether it is so in this play, as in one of so many. */
    boolean isDrawn(String what, int plays) {
        return Chance.of(world.seed(), what).below(plays) == 0;
    }

    private boolean isBroken() {
        if (++steps % LOOKS == 0) {
            oracles.check();
        }
        return !oracles.violations().isEmpty() || spectator.hasEnough();
    }

    /** All faults that met something, in no order that means anything. */
    List<Fault> met() {
        return Stream.of(times.met(), listed.met(), drawn.met())
                .flatMap(List::stream)
                .toList();
    }

    /** Listed faults that have met nothing. */
    List<Fault> unmet() {
        var timed = plan.faults().stream()
                .filter(Fault.Timed.class::isInstance)
                .filter(fault -> !times.met().contains(fault));
        return Stream.concat(listed.unmet().stream(), timed).toList();
    }
}
