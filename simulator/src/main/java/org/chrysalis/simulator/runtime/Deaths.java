package org.chrysalis.simulator.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Actors that died in a simulation. One that nobody allowed fails the run with its path and cause:
 * a network that goes on without its books must not look like one that is well.
 */
public final class Deaths {

    private final SimulationLoop loop;
    private final List<Death> all = new ArrayList<>();
    private final List<Predicate<Death>> allowed = new ArrayList<>();

    Deaths(SimulationLoop loop) {
        this.loop = loop;
    }

    /** Deaths like these are a part of the scenario; the others still fail the run. */
    public void allow(Predicate<Death> expected) {
        allowed.add(expected);
    }

    /** All so far, the allowed ones too, in the order in which they were noticed. */
    public List<Death> all() {
        return List.copyOf(all);
    }

    /** Called on the loop's thread; the run fails after its current step. */
    public void notice(String path, Throwable cause) {
        var death = new Death(path, cause);
        all.add(death);
        if (allowed.stream().noneMatch(expected -> expected.test(death))) {
            loop.fail(new DeathException(death));
        }
    }
}
