package org.chrysalis.simulator.cli;

import org.chrysalis.simulator.breaker.Player;
import org.chrysalis.simulator.breaker.Setting;
import org.chrysalis.simulator.breaker.Swarm;
import org.chrysalis.simulator.mutant.Fate;
import org.chrysalis.simulator.mutant.KnownFates;
import org.chrysalis.simulator.mutant.Mutant;
import org.chrysalis.simulator.mutant.MutantHunt;
import org.chrysalis.simulator.mutant.MutantHunt.Report;
import org.chrysalis.simulator.mutant.MutantHunt.Result;
import org.chrysalis.simulator.mutant.QuickLook;
import org.chrysalis.simulator.oracle.Violation;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

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
        return violations(new Player(), seed, setting);
    }

    private static List<String> violations(Player player, long seed, Setting setting) {
        return player.apply(Swarm.plan(seed, setting)).violations().stream()
                .map(Violation::toString)
                .toList();
    }

    /** Plays, of each, the seed that is known to find it; half of them in a JVM beside. */
    List<Fate> look(List<Mutant> mutants, KnownFates known, int jobs) throws InterruptedException {
        show();
        int half = jobs > 1 && mutants.size() > 1 ? mutants.size() / 2 : mutants.size();
        var others = LookBeside.start(mutants.subList(half, mutants.size()));
        // all of it is founded without any mutant: that is played first
        var player = new Player();
        var look = new QuickLook((seed, setting) -> violations(player, seed, setting), known);
        var fates = new ArrayList<>(look.look(mutants.subList(0, half), this::tell));
        for (var fate : others.fates()) {
            tell(fate);
            fates.add(fate);
        }
        bar.clear();
        return fates;
    }

    /**
     * Hunts whole.
     *
     * @param known told of each mutant as soon as its fate is
     * @throws IllegalStateException if a seed violates something without any mutant
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
                throw new IllegalStateException("seed " + seed
                        + " is violated without any mutant, so that finds would prove nothing: "
                        + String.join("; ", violations));
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
