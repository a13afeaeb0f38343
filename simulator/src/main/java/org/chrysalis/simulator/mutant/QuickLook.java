package org.chrysalis.simulator.mutant;

import org.chrysalis.simulator.breaker.Setting;
import org.chrysalis.simulator.mutant.MutantHunt.Player;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * Plays, of each mutant, only the seed that has found it before, and all of those seeds without any
 * mutant. In minutes it tells whether the oracles still see what they saw.
 */
public final class QuickLook {

    private final Player player;
    private final KnownFates known;

    public QuickLook(Player player, KnownFates known) {
        this.player = player;
        this.known = known;
    }

    /**
     * Looks at some mutants.
     *
     * @param each told of each mutant as soon as its fate is known
     * @throws IllegalStateException if a seed violates something without any mutant
     */
    public List<Fate> look(List<Mutant> mutants, Consumer<Fate> each) {
        var plays = new LinkedHashSet<Control>();
        mutants.forEach(mutant -> known.of(mutant)
                .filter(Fate::found)
                .ifPresent(fate -> plays.add(new Control(fate.seed(), mutant.setting()))));
        for (var one : plays) {
            var violations = violations(one.seed(), one.setting());
            if (!violations.isEmpty()) {
                throw new IllegalStateException("seed " + one.seed()
                        + " is violated without any mutant: " + String.join("; ", violations));
            }
        }
        var fates = new ArrayList<Fate>();
        for (var mutant : mutants) {
            fates.add(known.of(mutant)
                    .filter(Fate::found)
                    .map(fate -> planted(mutant, fate))
                    .orElseGet(() -> Fate.unknown(mutant)));
            each.accept(fates.getLast());
        }
        return fates;
    }

    /** What is played without any mutant. */
    private record Control(long seed, Setting setting) {}

    private Fate planted(Mutant mutant, Fate fate) {
        try (var _ = Planted.of(mutant)) {
            return fate.again(violations(fate.seed(), mutant.setting()));
        }
    }

    /** What ends a run ends it in the player's eyes, too. */
    private List<String> violations(long seed, Setting setting) {
        try {
            return player.violations(seed, setting);
        } catch (RuntimeException | AssertionError ended) {
            return List.of("ended: " + ended.getMessage());
        }
    }
}
