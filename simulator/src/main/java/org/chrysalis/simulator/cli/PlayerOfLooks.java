package org.chrysalis.simulator.cli;

import org.chrysalis.simulator.breaker.Phase;
import org.chrysalis.simulator.breaker.Player;
import org.chrysalis.simulator.breaker.Result;
import org.chrysalis.simulator.breaker.Setting;
import org.chrysalis.simulator.breaker.Swarm;
import org.chrysalis.simulator.mutant.Fate;
import org.chrysalis.simulator.mutant.KnownFates;
import org.chrysalis.simulator.mutant.Mutant;
import org.chrysalis.simulator.mutant.QuickLook;
import org.chrysalis.simulator.mutant.QuickLook.Seen;
import org.chrysalis.simulator.mutant.UnsoundException;
import org.chrysalis.simulator.oracle.Violation;

import java.util.List;
import java.util.function.Consumer;

/** Plays the swarm's seeds for quick looks, on what one player has founded. */
record PlayerOfLooks(Player player) implements QuickLook.Player {

    /**
     * Looks at some mutants on this thread, by the seeds that this build knows.
     *
     * @param each told of each mutant as soon as its fate is known
     * @throws UnsoundException if a seed violates something without any mutant
     */
    static void look(List<Mutant> mutants, Consumer<Fate> each) {
        new QuickLook(new PlayerOfLooks(new Player()), KnownFates.shipped()).look(mutants, each);
    }

    @Override
    public void found(long seed, Setting setting) {
        player.found(Swarm.plan(seed, setting));
    }

    @Override
    public Seen play(long seed, Setting setting, Phase last) {
        var result = player.apply(Swarm.plan(seed, setting), last);
        return new Seen(texts(result), result.phase());
    }

    static List<String> texts(Result result) {
        return result.violations().stream().map(Violation::toString).toList();
    }
}
