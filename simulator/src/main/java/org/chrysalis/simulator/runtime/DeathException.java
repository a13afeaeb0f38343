package org.chrysalis.simulator.runtime;

/** The run's end: an actor died that nobody allowed to. */
public final class DeathException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final transient Death death;

    DeathException(Death death) {
        super(death.path() + " died of " + death.cause(), death.cause());
        this.death = death;
    }

    /** Who died, and of what. */
    public Death death() {
        return death;
    }
}
