package org.chrysalis.simulator.breaker;

import org.chrysalis.simulator.adversary.Cheat;
import org.chrysalis.simulator.breaker.Classes.Kind;
import org.chrysalis.simulator.fault.Chance;
import org.chrysalis.simulator.fault.Fault;
import org.chrysalis.simulator.fault.Rates;
import org.chrysalis.simulator.port.SimulatedEngine;
import org.chrysalis.simulator.runtime.Seed;
import org.chrysalis.simulator.scenario.Topology;
import org.chrysalis.ton.Nanoton;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Draws plans: of each seed a random subset of what can go wrong, at rates that are spread evenly
 * over their logarithms, so that rare faults come alone and common ones meet. One seed in sixteen
 * has no fault at all, and one in four only one class of them.
 */
public final class Swarm {

    private static final int MOST_WORKERS = 4;

    /** Times the plan's: at 1 nothing is worth a fee, and nothing is dearer than 5,000. */
    private static final long[] PRICES = {1, 5_000, 5_000, 5_000};

    /** Thousandths of a TON. */
    private static final long[] WINDOWS = {2_000, 3_000, 4_000};

    private static final double LEAST_RATE = 0.002;
    private static final double MOST_RATE = 0.1;

    private final Chance chance;
    private final Topology topology;
    private final long length;
    private final Classes classes;
    private long draws;

    private Swarm(long seed) {
        this.chance = Chance.of(Seed.of(seed), "swarm");
        this.topology = topology();
        this.length = length();
        this.classes = Classes.draw(chance.at("classes"));
    }

    /** The plan of a seed. */
    public static Plan plan(long seed) {
        return plan(seed, Setting.ANY);
    }

    /** The plan of a seed in this setting. */
    public static Plan plan(long seed, Setting setting) {
        var chance = Chance.of(Seed.of(seed), "swarm");
        var plan = drawn(seed);
        for (var situation : Situation.values()) {
            var own = chance.at("situations").at(situation.name());
            if (setting.situation().equals(Optional.of(situation)) || situation.isDrawn(own)) {
                plan = situation.of(plan, own);
            }
        }
        var settled = plan;
        return setting.trick()
                .map(trick -> Cheat.draw(chance.at("trick"), settled.topology(), trick))
                .map(cheat -> settled.withCheats(List.of(cheat)))
                .orElse(settled);
    }

    private static Plan drawn(long seed) {
        var swarm = new Swarm(seed);
        return new Plan(
                seed,
                swarm.topology,
                swarm.length,
                new Deeds(swarm.chance.at("deeds"), swarm.topology, swarm.length).draw(),
                swarm.cheats(),
                swarm.rates(),
                swarm.faults());
    }

    private Chance next() {
        return chance.at(++draws);
    }

    private Topology topology() {
        int workers = 1 + (int) next().below(MOST_WORKERS);
        int proxies = workers > 1 && next().below(6) == 0 ? 2 : 1;
        int clients = proxies == 2 ? 2 : 1 + (int) next().below(2);
        int models = workers >= 2 * proxies && next().below(4) == 0 ? 2 : 1;
        return new Topology(
                0,
                proxies,
                clients,
                IntStream.range(0, workers).mapToObj(this::worker).toList(),
                models,
                Nanoton.ton(next().below(4) == 0 ? 2 : 5),
                PRICES[(int) next().below(PRICES.length)]);
    }

    private Topology.Worker worker(int index) {
        long[] coefficients = {1_000, 987, 1_000, 901, 1_503};
        long[] tokenMillis = {17, 17, 5, 60};
        var speed = SimulatedEngine.Speed.SMALL_MODEL;
        return new Topology.Worker(
                1 + (int) next().below(3),
                coefficients[(int) next().below(coefficients.length)],
                index,
                Nanoton.of(WINDOWS[(int) next().below(WINDOWS.length)] * 1_000_000),
                new SimulatedEngine.Speed(
                        speed.start(),
                        speed.perPromptToken(),
                        Duration.ofMillis(tokenMillis[(int) next().below(tokenMillis.length)]),
                        8 + next().below(40)));
    }

    /** Most plays are short; in some hours pass, as channels take them to close. */
    private long length() {
        return switch ((int) next().below(5)) {
            case 0 -> 7_200_000 + next().below(7_200_000);
            case 1 -> 60_000 + next().below(600_000);
            default -> 10_000 + next().below(50_000);
        };
    }

    private Rates rates() {
        return new Rates(
                rate(Kind.DELAYS),
                1 + next().below(20_000),
                rate(Kind.LOSSES),
                rate(Kind.REPEATS),
                rate(Kind.SUBMISSIONS) * 3,
                rate(Kind.READINGS),
                rate(Kind.JOBS) * 5);
    }

    private double rate(Kind kind) {
        double drawn = Math.exp(Math.log(LEAST_RATE)
                + next().fraction() * (Math.log(MOST_RATE) - Math.log(LEAST_RATE)));
        return classes.has(kind) ? drawn : 0;
    }

    private List<Cheat> cheats() {
        return classes.has(Kind.CHEATS) ? List.of(Cheat.draw(next(), topology)) : List.of();
    }

    private List<Fault> faults() {
        var faults = new ArrayList<Fault>();
        var drawing = new TimedFaults(chance.at("faults"), topology, length);
        for (var kind : classes.timed()) {
            long count = 1 + next().below(1 + next().below(4));
            for (int i = 0; i < count; i++) {
                faults.add(drawing.draw(kind));
            }
        }
        return faults;
    }
}
