package org.chrysalis.simulator.mutant;

import org.chrysalis.simulator.breaker.Setting;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Plants one mutant after the other, and plays seeds until one of them shows it. That seed is
 * played again without the mutant: what is violated then, too, would prove nothing.
 *
 * @param player plays seeds, on whatever thread
 * @param first seed
 * @param seeds as many are tried of each mutant at most
 * @param jobs so many are played at once
 */
public record MutantHunt(Player player, long first, int seeds, int jobs) {

    /** Plays one seed. */
    @FunctionalInterface
    public interface Player {

        /**
         * What is violated: the invariant's name first, then the figures.
         *
         * @param setting of the play
         */
        List<String> violations(long seed, Setting setting);
    }

    /** What became of one mutant. */
    public sealed interface Result {

        Mutant mutant();

        /** As many were played with it. */
        int seeds();

        /**
         * A seed has shown it.
         *
         * @param seed the lowest
         * @param violation the first that it says
         */
        record Found(Mutant mutant, int seeds, long seed, String violation) implements Result {

            /** The violation's first word. */
            public String invariant() {
                return invariant(violation);
            }

            /** Whether its mutant is known to break that. */
            public boolean expected() {
                return mutant.breaks().contains(invariant());
            }

            static String invariant(String violation) {
                return violation.split("[\\s:,]+", 2)[0];
            }
        }

        /** It got away. */
        record Missed(Mutant mutant, int seeds) implements Result {}
    }

    /** What the whole hunt came to. */
    public sealed interface Report {

        record Hunted(List<Result> results) implements Report {
            public Hunted {
                results = List.copyOf(results);
            }

            /** Those that got away. */
            public List<Mutant> missed() {
                return results.stream()
                        .filter(Result.Missed.class::isInstance)
                        .map(Result::mutant)
                        .toList();
            }
        }

        /** Something is violated without any mutant. */
        record Unsound(long seed, List<String> violations) implements Report {
            public Unsound {
                violations = List.copyOf(violations);
            }
        }
    }

    public MutantHunt {
        if (seeds < 1 || jobs < 1) {
            throw new IllegalArgumentException(seeds + " seeds, " + jobs + " at once");
        }
    }

    private record Played(long seed, List<String> violations) {}

    /** @param each told of each mutant as soon as its fate is known */
    public Report hunt(List<Mutant> mutants, Consumer<Result> each) {
        var control = play(first, Setting.ANY);
        if (!control.violations().isEmpty()) {
            return new Report.Unsound(first, control.violations());
        }
        var results = new ArrayList<Result>();
        for (var mutant : mutants) {
            results.add(planted(mutant));
            if (results.getLast() instanceof Result.Found found) {
                var without = play(found.seed(), mutant.setting());
                if (!without.violations().isEmpty()) {
                    return new Report.Unsound(found.seed(), without.violations());
                }
            }
            each.accept(results.getLast());
        }
        return new Report.Hunted(results);
    }

    private Result planted(Mutant mutant) {
        try (var _ = Planted.of(mutant)) {
            return result(mutant, play(mutant.setting()));
        }
    }

    private static Result result(Mutant mutant, List<Played> played) {
        var last = played.getLast();
        return last.violations().isEmpty()
                ? new Result.Missed(mutant, played.size())
                : new Result.Found(
                        mutant, played.size(), last.seed(), last.violations().getFirst());
    }

    /** All seeds, or those up to the first that violates something. */
    private List<Played> play(Setting setting) {
        var played = new ArrayList<Played>();
        while (played.size() < seeds) {
            int count = Math.min(jobs, seeds - played.size());
            for (var next : atOnce(first + played.size(), count, setting)) {
                played.add(next);
                if (!next.violations().isEmpty()) {
                    return played;
                }
            }
        }
        return played;
    }

    /** By rising seed. */
    private List<Played> atOnce(long from, int count, Setting setting) {
        var tasks = new ArrayList<Callable<Played>>();
        for (int i = 0; i < count; i++) {
            long seed = from + i;
            tasks.add(() -> play(seed, setting));
        }
        try (var threads = Executors.newFixedThreadPool(count)) {
            var played = new ArrayList<Played>();
            for (var done : threads.invokeAll(tasks)) {
                played.add(done.get());
            }
            return played;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the hunt was interrupted", interrupted);
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        }
    }

    /** What ends a run ends it in the player's eyes, too. */
    private Played play(long seed, Setting setting) {
        try {
            return new Played(seed, player.violations(seed, setting));
        } catch (RuntimeException | AssertionError ended) {
            return new Played(seed, List.of("ended: " + ended.getMessage()));
        }
    }
}
