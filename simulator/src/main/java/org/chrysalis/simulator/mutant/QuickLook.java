package org.chrysalis.simulator.mutant;

import org.chrysalis.simulator.breaker.Phase;
import org.chrysalis.simulator.breaker.Setting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Plays, of each mutant, only the seed that has found it before, and then that seed without the
 * mutant, up to the end of the phase that the find was made in. In a minute it tells whether the
 * oracles still see what they saw.
 */
public final class QuickLook {

    private final Player player;
    private final KnownFates known;

    /** How far a seed has been played without any mutant, and all held. */
    private final Map<Control, Phase> sound = new LinkedHashMap<>();

    /** Plays seeds on this thread. */
    public interface Player {

        /** Founds what a seed is played on, so that no mutant is in it. */
        void found(long seed, Setting setting);

        /**
         * Plays one seed.
         *
         * @param last the play ends with this phase, if not before
         */
        Seen play(long seed, Setting setting, Phase last);
    }

    /**
     * What was seen of one play.
     *
     * @param violations the invariant's name first, then the figures
     * @param phase that it ended in
     */
    public record Seen(List<String> violations, Phase phase) {
        public Seen {
            violations = List.copyOf(violations);
        }
    }

    /** What is played without any mutant. */
    private record Control(long seed, Setting setting) {}

    public QuickLook(Player player, KnownFates known) {
        this.player = player;
        this.known = known;
    }

    /**
     * Looks at some mutants.
     *
     * @param each told of each mutant as soon as its fate is known
     * @throws UnsoundException if a seed violates something without any mutant
     */
    public List<Fate> look(List<Mutant> mutants, Consumer<Fate> each) {
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

    private Fate planted(Mutant mutant, Fate fate) {
        var control = new Control(fate.seed(), mutant.setting());
        player.found(control.seed(), control.setting());
        var seen = play(mutant, control);
        if (!seen.violations().isEmpty()) {
            refuseUnsound(control, seen.phase());
        }
        return fate.again(seen.violations());
    }

    private Seen play(Mutant mutant, Control control) {
        try (var _ = Planted.of(mutant)) {
            return play(control, Phase.RETIREMENT);
        }
    }

    private void refuseUnsound(Control control, Phase last) {
        var played = sound.get(control);
        if (played == null || played.compareTo(last) < 0) {
            var violations = play(control, last).violations();
            if (!violations.isEmpty()) {
                throw new UnsoundException(control.seed(), violations);
            }
            sound.put(control, last);
        }
    }

    /** What ends a run ends it in the player's eyes, too. */
    private Seen play(Control control, Phase last) {
        try {
            return player.play(control.seed(), control.setting(), last);
        } catch (RuntimeException | AssertionError ended) {
            return new Seen(List.of("ended: " + ended.getMessage()), last);
        }
    }
}
