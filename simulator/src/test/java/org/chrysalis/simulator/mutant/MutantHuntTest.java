package org.chrysalis.simulator.mutant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.simulator.breaker.Phase;
import org.chrysalis.simulator.breaker.Setting;
import org.chrysalis.simulator.mutant.MutantHunt.Player;
import org.chrysalis.simulator.mutant.MutantHunt.Report;
import org.chrysalis.simulator.mutant.MutantHunt.Result;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

@Isolated("what is planted is in all worlds of the JVM")
class MutantHuntTest {

    private static final Mutant SUM = Mutant.of(
            "sums-are-smaller",
            "A sum is its first part.",
            List.of("S2"),
            Nanoton.class.getName(),
            "plus(Nanoton)",
            new Edit.Return(new Edit.Value.Receiver()));

    private static final Mutant PRODUCT = Mutant.of(
            "products-are-nothing",
            "A product is nothing.",
            List.of("S2"),
            Nanoton.class.getName(),
            "times(long)",
            new Edit.Return(new Edit.Value.Constant(Nanoton.class.getName(), "ZERO")));

    /** From seed 3 on it adds. */
    private static List<String> adding(long seed, Setting setting) {
        var two = seed < 3 ? Nanoton.of(2) : Nanoton.of(1).plus(Nanoton.of(1));
        return two.value() == 2 ? List.of() : List.of("S2: 1 and 1 are " + two);
    }

    private static Report hunt(Player player, int seeds, int jobs) {
        return new MutantHunt(player, 1, seeds, jobs).hunt(List.of(SUM, PRODUCT), _ -> {});
    }

    @Test
    void theLowestSeedThatShowsAMutantIsTold() {
        var sum = new Result.Found(SUM, 3, 3, "S2: 1 and 1 are 0.000000001 TON");
        var all = new Report.Hunted(List.of(sum, new Result.Missed(PRODUCT, 5)));
        assertEquals(all, hunt(MutantHuntTest::adding, 5, 1));
        assertEquals(all, hunt(MutantHuntTest::adding, 5, 2));
        assertEquals(List.of(PRODUCT), all.missed());
        assertEquals("S2", sum.invariant());
    }

    @Test
    void aFindThatNobodyExpectedIsAFindAndSaysSo() {
        assertTrue(new Result.Found(SUM, 3, 3, "S2: 1 and 1 are 0").expected());
        assertFalse(new Result.Found(SUM, 3, 3, "S1: lost").expected());
        var name = "cost-rounded-down";
        var mutant = Catalogue.named(name).orElseThrow();
        var other = Fate.of(List.of(new Result.Found(mutant, 1, 1, "ended: an actor died")));
        assertTrue(other.found());
        assertFalse(other.expected());
        assertTrue(other.told().contains("not what it is said to break"), other::told);
        var right = mutant.breaks().getFirst() + ": as said";
        assertTrue(Fate.of(List.of(new Result.Found(mutant, 1, 1, right))).expected());
    }

    @Test
    void aMutantThatNobodyCanSeeGetsAway() {
        var hunted = hunt(MutantHuntTest::adding, 2, 2);
        assertEquals(
                new Report.Hunted(
                        List.of(new Result.Missed(SUM, 2), new Result.Missed(PRODUCT, 2))),
                hunted);
    }

    @Test
    void ofWhomNoSeedIsKnownAQuickLookPlaysNothingAndSaysHowToHunt() throws IOException {
        var none = KnownFates.read(Path.of("no such file"));
        var never = new Looks((seed, _) -> List.of("S1: seed " + seed + " is played"));
        var fate = new QuickLook(never, none).look(List.of(SUM), _ -> {}).getFirst();
        assertFalse(fate.found());
        assertEquals(
                "no seed is known: hunt it with `sim mutants --only " + SUM.name() + "`",
                fate.told());
    }

    /** Notes what is asked of it, and says that it ended in the drain. */
    private record Looks(Player seeds, List<String> asked) implements QuickLook.Player {

        Looks(Player seeds) {
            this(seeds, new ArrayList<>());
        }

        @Override
        public void found(long seed, Setting setting) {
            asked.add("found " + seed);
        }

        @Override
        public QuickLook.Seen play(long seed, Setting setting, Phase last) {
            asked.add(seed + " to " + last);
            var violations = seeds.violations(seed, setting);
            return new QuickLook.Seen(violations, violations.isEmpty() ? last : Phase.REST);
        }
    }

    private static KnownFates knownBySeed(long seed) throws IOException {
        var known = KnownFates.read(Path.of("no such file"));
        for (var mutant : List.of(SUM, PRODUCT)) {
            known.add(Fate.of(List.of(new Result.Found(mutant, 3, seed, "S2: told"))));
        }
        return known;
    }

    @Test
    void whatAQuickLookFindsIsPlayedWithoutTheMutantToTheSamePhase() throws IOException {
        var player = new Looks(MutantHuntTest::adding);
        var fates = new QuickLook(player, knownBySeed(3)).look(List.of(SUM, PRODUCT), _ -> {});
        assertEquals(List.of(true, false), fates.stream().map(Fate::found).toList());
        assertEquals(
                List.of("found 3", "3 to RETIREMENT", "3 to REST", "found 3", "3 to RETIREMENT"),
                player.asked());
    }

    @Test
    void aQuickLookIsUnsoundWhereSomethingIsViolatedAnyway() throws IOException {
        var player = new Looks((seed, _) -> List.of("S2: lost"));
        var look = new QuickLook(player, knownBySeed(3));
        var unsound = assertThrows(UnsoundException.class, () -> look.look(List.of(SUM), _ -> {}));
        assertTrue(unsound.getMessage().contains("seed 3 is violated without any mutant"));
    }

    @Test
    void nothingIsHuntedWhereSomethingIsViolatedAnyway() {
        Player broken = (seed, setting) -> seed == 3 ? List.of("S1: lost") : adding(seed, setting);
        assertEquals(new Report.Unsound(3, List.of("S1: lost")), hunt(broken, 3, 2));
    }

    @Test
    void aRunThatEndsWithAnErrorHasFoundSomething() {
        Player player = (seed, setting) -> {
            if (!adding(seed, setting).isEmpty()) {
                throw new IllegalStateException("an actor died");
            }
            return List.of();
        };
        var told = new ArrayList<Result>();
        new MutantHunt(player, 1, 4, 2).hunt(List.of(SUM), told::add);
        assertEquals(List.of(new Result.Found(SUM, 3, 3, "ended: an actor died")), told);
    }
}
