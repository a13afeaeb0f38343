package org.chrysalis.simulator.cli;

import org.chrysalis.simulator.breaker.Player;
import org.chrysalis.simulator.breaker.Setting;
import org.chrysalis.simulator.breaker.Swarm;
import org.chrysalis.simulator.mutant.Fate;
import org.chrysalis.simulator.mutant.Mutant;
import org.chrysalis.simulator.mutant.MutantHunt;
import org.chrysalis.simulator.mutant.MutantHunt.Report;
import org.chrysalis.simulator.mutant.MutantHunt.Result;
import org.chrysalis.simulator.mutant.UnsoundException;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Hunts as a person sees them: each mutant's fate when it is known, and a bar. */
final class HuntRun {

    /** From the first seed of one round to that of the next. */
    static final long APART = 1_000_000;

    private final PrintWriter out;
    private final ProgressLine bar;
    private final int total;
    private final boolean quiet;
    private int done;
    private int missed;
    private int unknown;

    /**
     * How much is hunted.
     *
     * @param seeds tried of a mutant at most, in each round
     * @param jobs seeds played at once
     */
    record Size(long first, int seeds, int rounds, int jobs) {}

    HuntRun(CommandLine command, int total, boolean quiet) {
        this.out = command.getOut();
        this.bar = ProgressLine.of(command.getErr());
        this.total = total;
        this.quiet = quiet;
    }

    /** What is founded is no other seed's: the mutant may be in it. */
    private static List<String> violations(long seed, Setting setting) {
        return PlayerOfLooks.texts(new Player().apply(Swarm.plan(seed, setting)));
    }

    /** Plays, of each, the seed that is known to find it; several JVMs share them. */
    List<Fate> look(List<Mutant> mutants, int jobs) {
        show();
        var fates = new TreeMap<String, Fate>();
        if (jobs == 1 || mutants.size() == 1) {
            PlayerOfLooks.look(mutants, fate -> take(fates, fate));
        } else {
            lookBeside(mutants, Math.min(jobs, mutants.size()), fate -> take(fates, fate));
        }
        bar.clear();
        return mutants.stream().map(mutant -> fates.get(mutant.name())).toList();
    }

    private synchronized void take(Map<String, Fate> fates, Fate fate) {
        fates.put(fate.name(), fate);
        tell(fate);
    }

    private static void lookBeside(List<Mutant> mutants, int jobs, Consumer<Fate> each) {
        var shares = IntStream.range(0, jobs)
                .mapToObj(job -> IntStream.range(0, mutants.size())
                        .filter(i -> i % jobs == job)
                        .mapToObj(mutants::get)
                        .toList())
                .toList();
        try (var threads = Executors.newFixedThreadPool(jobs)) {
            var looks = shares.stream()
                    .map(share ->
                            CompletableFuture.runAsync(() -> LookBeside.look(share, each), threads))
                    .toList();
            looks.forEach(CompletableFuture::join);
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    /**
     * Hunts whole.
     *
     * @param known told of each mutant as soon as its fate is
     * @throws UnsoundException if a seed violates something without any mutant
     */
    List<Fate> hunt(List<Mutant> mutants, Size size, Consumer<Fate> known) {
        Map<String, List<Result>> results = new TreeMap<>();
        for (int round = 0; round < size.rounds(); round++) {
            boolean last = round == size.rounds() - 1;
            show();
            var hunt = new MutantHunt(
                    HuntRun::violations, size.first() + round * APART, size.seeds(), size.jobs());
            var report = hunt.hunt(mutants, result -> {
                var own = results.computeIfAbsent(result.mutant().name(), _ -> new ArrayList<>());
                own.add(result);
                if (last) {
                    known.accept(Fate.of(own));
                    tell(Fate.of(own));
                }
            });
            refuseUnsound(report);
        }
        bar.clear();
        return mutants.stream()
                .map(mutant -> Fate.of(results.get(mutant.name())))
                .toList();
    }

    private static void refuseUnsound(Report report) {
        switch (report) {
            case Report.Hunted _ -> {}
            case Report.Unsound(var seed, var violations) ->
                throw new UnsoundException(seed, violations);
        }
    }

    private void tell(Fate fate) {
        done++;
        missed += fate.found() || !fate.hunted() ? 0 : 1;
        unknown += fate.hunted() ? 0 : 1;
        bar.clear();
        if (!quiet) {
            out.println(text(fate));
            out.flush();
        }
        show();
    }

    private static String text(Fate fate) {
        return String.format(Locale.ROOT, "%-32s %s", fate.name(), fate.told());
    }

    private void show() {
        bar.show(String.format(
                Locale.ROOT,
                "mutants %s %,d/%,d  %,d got away, %,d not hunted",
                ProgressLine.bar((double) done / total),
                done,
                total,
                missed,
                unknown));
    }
}
