package org.chrysalis.simulator.breaker;

import org.chrysalis.simulator.adversary.Cheat.Trick;

import java.util.Optional;

/**
 * What a seed's plan is to have, beside all that the seed draws.
 *
 * @param trick that somebody plays, in place of those that the seed draws
 * @param situation that the plan is put into
 */
public record Setting(Optional<Trick> trick, Optional<Situation> situation) {

    /** Whatever the seed draws. */
    public static final Setting ANY = new Setting(Optional.empty(), Optional.empty());

    public Setting with(Trick dishonest) {
        return new Setting(Optional.of(dishonest), situation);
    }

    public Setting in(Situation some) {
        return new Setting(trick, Optional.of(some));
    }
}
