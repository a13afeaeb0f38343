package org.chrysalis.simulator.runtime;

/** The run's end: an actor died that nobody allowed to. */
public final class DeathException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    DeathException(Death death) {
        super(death.path() + " died of " + death.cause(), death.cause());
    }
}
