package org.chrysalis.simulator.breaker;

import org.chrysalis.simulator.fault.Chance;
import org.chrysalis.simulator.fault.Fault;
import org.chrysalis.simulator.oracle.Violation;
import org.chrysalis.simulator.runtime.DeathException;
import org.chrysalis.simulator.scenario.Founding;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One run of a plan: warm-up; faults, in which only safety counts; healing of a random core, which
 * must serve again; draining, after which nothing is held; the end of all channels; the audit. It
 * stops at the first violation.
 */
public final class Play {

    private static final Duration WARM_UP = Duration.ofSeconds(5);

    /** Sessions come back, and a missing side of an open attempt is awaited for 60 s. */
    private static final Duration RECOVERY = Duration.ofSeconds(90);

    /** An attempt may run for five minutes; what it holds is let go soon after. */
    private static final Duration DRAIN = Duration.ofMinutes(7);

    /** What is worth the fee is fetched within twenty minutes; one play in so many awaits that. */
    private static final Duration FETCH = Duration.ofMinutes(23);

    private static final int FETCHES = 4;

    /** In one play in so many the proxies leave at last. */
    private static final int RETIRES = 6;

    /** For the chain to act. */
    private static final Duration SOON = Duration.ofMinutes(1);

    private final Stage stage;
    private final Phase last;
    private final List<Violation> broken = new ArrayList<>();
    private Phase phase = Phase.WARM_UP;

    private Play(Stage stage, Phase last) {
        this.stage = stage;
        this.last = last;
    }

    /**
     * Plays a plan on the current thread.
     *
     * @param founding of the plan's topology, made on this thread
     */
    public static Result of(Plan plan, Founding founding) {
        return of(plan, founding, Spectator.NOBODY);
    }

    /** The same before somebody's eyes. */
    public static Result of(Plan plan, Founding founding, Spectator spectator) {
        return new Play(new Stage(plan, founding, spectator), Phase.RETIREMENT).result();
    }

    /** Only up to the end of a phase. */
    static Result of(Plan plan, Founding founding, Phase last) {
        return new Play(new Stage(plan, founding, Spectator.NOBODY), last).result();
    }

    private Result result() {
        try {
            phases();
        } catch (DeathException death) {
            stage.oracles.died(death.death());
        } catch (IllegalStateException | AssertionError stuck) {
            broken.add(new Violation("stuck", String.valueOf(stuck.getMessage()), List.of()));
        }
        var trace = stage.world.trace();
        var unmet = stage.unmet();
        return new Result(
                stage.plan.of(
                        Stream.concat(stage.met().stream(), unmet.stream()).toList()),
                Stream.concat(stage.oracles.violations().stream(), broken.stream())
                        .toList(),
                phase,
                unmet,
                stage.oracles.states(),
                stage.people.requests(),
                stage.people.completed(),
                Stream.concat(trace.checkpoints().stream(), Stream.of(trace.end()))
                        .toList());
    }

    private void phases() {
        for (var next : Phase.values()) {
            phase = next;
            if (!holds(next)) {
                return;
            }
            if (next == last) {
                break;
            }
        }
        stage.network.end();
    }

    private boolean holds(Phase next) {
        return switch (next) {
            case WARM_UP -> stage.run(WARM_UP);
            case FAULTS -> faults();
            case ABSENCE -> awaits();
            case SERVICE -> serves();
            case REST -> drains();
            case PARTING -> parts();
            case RETIREMENT -> !stage.isDrawn("retire", RETIRES) || retires();
        };
    }

    private boolean faults() {
        stage.trouble();
        return stage.run(Duration.ofMillis(stage.plan.length()));
    }

    /** Whoever stays away for longer than the faults is not needed to fetch what it owes. */
    private boolean awaits() {
        var away = stage.plan.faults().stream()
                .filter(Fault.Crash.class::isInstance)
                .map(Fault.Crash.class::cast)
                .filter(crash -> crash.at() + crash.length() > stage.plan.length())
                .map(Fault.Crash::node)
                .filter(stage.plan.topology().clientNames()::contains)
                .filter(client -> !stage.lives.isUp(client))
                .toList();
        if (away.isEmpty()) {
            return true;
        }
        stage.heal();
        stage.lives.down().stream()
                .filter(node -> !away.contains(node))
                .forEach(stage.lives::raise);
        return stage.run(FETCH);
    }

    /** All nodes but some of the workers that are down: somebody serves each model. */
    private boolean serves() {
        stage.heal();
        var left = core();
        stage.lives.down().stream()
                .filter(node -> !left.contains(node))
                .forEach(stage.lives::raise);
        if (!stage.run(RECOVERY)) {
            return false;
        }
        var service = new Service(stage);
        for (var client : stage.plan.topology().clientNames()) {
            broken.addAll(service.of(client));
            if (!stage.oracles.violations().isEmpty() || !broken.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Those that stay down; the others are the core. */
    private List<String> core() {
        var chance = Chance.of(stage.world.seed(), "core");
        var workers = stage.plan.topology().workerNames();
        boolean spare = stage.plan.topology().proxies() == 1
                && stage.plan.topology().models() == 1
                && !stage.lives.down().containsAll(workers);
        return spare
                ? workers.stream()
                        .filter(worker -> !stage.lives.isUp(worker))
                        .filter(worker -> chance.at(worker).below(2) == 0)
                        .toList()
                : List.of();
    }

    /** Everybody is there, and nobody asks. */
    private boolean drains() {
        new TreeSet<>(stage.lives.down()).forEach(stage.lives::raise);
        if (!stage.run(stage.isDrawn("fetch", FETCHES) ? DRAIN.plus(FETCH) : DRAIN)) {
            return false;
        }
        stage.oracles.atRest();
        return stage.oracles.violations().isEmpty();
    }

    private boolean parts() {
        if (!new Parting(stage).all()) {
            return false;
        }
        stage.oracles.atEnd();
        return stage.oracles.violations().isEmpty();
    }

    /** Some owners leave the network at last, and ask for their stakes too early. */
    private boolean retires() {
        stage.oracles.retiring();
        stage.strangers.retire();
        if (!stage.run(SOON)) {
            return false;
        }
        stage.strangers.finishRetire();
        return stage.run(SOON);
    }
}
