package org.chrysalis.simulator.mutant;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

import org.chrysalis.simulator.mutant.MutantHunt.Result;

import java.util.List;
import java.util.Locale;

/**
 * What became of a mutant in some hunts, each from another first seed.
 *
 * @param found by each of them
 * @param seeds that it took on average, rounded up
 * @param invariant that the first find violated; empty if there is none
 * @param seed of the first find
 * @param worst seeds that a hunt took
 * @param hunts that were made
 * @param figures of the first find
 */
@JsonIgnoreProperties(value = "expected", allowGetters = true)
public record Fate(
        String name,
        boolean found,
        int seeds,
        String invariant,
        long seed,
        int worst,
        int hunts,
        String figures) {

    private static final int FIGURES = 120;

    /** Of one mutant's hunts, at least one. */
    public static Fate of(List<? extends Result> hunts) {
        var finds = hunts.stream()
                .filter(Result.Found.class::isInstance)
                .map(Result.Found.class::cast)
                .toList();
        int sum = hunts.stream().mapToInt(Result::seeds).sum();
        var first = finds.stream().findFirst();
        return new Fate(
                hunts.getFirst().mutant().name(),
                finds.size() == hunts.size(),
                Math.ceilDiv(sum, hunts.size()),
                first.map(Result.Found::invariant).orElse(""),
                first.map(Result.Found::seed).orElse(0L),
                hunts.stream().mapToInt(Result::seeds).max().orElse(0),
                hunts.size(),
                first.map(Result.Found::violation).map(Fate::shortened).orElse(""));
    }

    private static String shortened(String violation) {
        return violation.length() <= FIGURES ? violation : violation.substring(0, FIGURES) + " …";
    }

    /** Of a mutant that no hunt is known to have found, so that none was made. */
    static Fate unknown(Mutant mutant) {
        return new Fate(mutant.name(), false, 0, "", 0, 0, 0, "");
    }

    /** Whether a hunt has looked for it: of an unknown one there is nothing to tell. */
    public boolean hunted() {
        return hunts > 0;
    }

    /** Whether what was found is what its mutant is said to break; another find is one, too. */
    @JsonProperty
    public boolean expected() {
        return Catalogue.named(name).stream()
                .anyMatch(mutant -> mutant.breaks().contains(invariant));
    }

    /** In words: by which seed it was found, or how far it got away. */
    public String told() {
        if (found) {
            var first = figures.lines().findFirst().orElse("");
            return String.format(
                    Locale.ROOT,
                    "%,5d seeds  %,d  %s%s",
                    seeds,
                    seed,
                    expected() ? "" : "(not what it is said to break) ",
                    first);
        }
        return hunted()
                ? String.format(Locale.ROOT, "got away from %,d seeds", worst)
                : "no seed is known: hunt it with `sim mutants --only " + name + "`";
    }

    /** What a quick look found, with the figures of the hunts before it. */
    Fate again(List<String> violations) {
        return violations.isEmpty()
                ? new Fate(name, false, seeds, "", seed, worst, hunts, "")
                : new Fate(
                        name,
                        true,
                        seeds,
                        Result.Found.invariant(violations.getFirst()),
                        seed,
                        worst,
                        hunts,
                        shortened(violations.getFirst()));
    }
}
