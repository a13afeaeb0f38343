package org.chrysalis.simulator.runtime;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.chrysalis.config.Section;

import java.time.Duration;

/**
 * An actor system in a simulated world. The world's loop runs it; {@link #tell} only hands over.
 *
 * @param <T> what the guardian understands
 */
public final class SimulatedSystem<T> {

    /** Virtual; Pekko's own shutdown phases give up far earlier. */
    private static final Duration TERMINATION_LIMIT = Duration.ofHours(1);

    private final SimulatedWorld world;
    private final ActorSystem<T> actors;

    private SimulatedSystem(SimulatedWorld world, ActorSystem<T> actors) {
        this.world = world;
        this.actors = actors;
    }

    /** Configured by {@code simulated.conf} over the {@code reference.conf} of all modules. */
    public static <T> SimulatedSystem<T> start(
            SimulatedWorld world, String name, Behavior<T> guardian) {
        return start(world, name, guardian, ConfigFactory.empty());
    }

    /** @param overrides goes before {@code simulated.conf}; its dispatchers must stay the loop's */
    public static <T> SimulatedSystem<T> start(
            SimulatedWorld world, String name, Behavior<T> guardian, Config overrides) {
        var config = overrides
                .withFallback(ConfigFactory.parseResources("simulated.conf"))
                .withFallback(Section.reference())
                .resolve();
        var setup = ActorSystemSetup.create(BootstrapSetup.create(config), world);
        return new SimulatedSystem<>(
                world, world.loop().inside(() -> ActorSystem.create(guardian, name, setup)));
    }

    public ActorSystem<T> actors() {
        return actors;
    }

    /** Hands {@code message} to the guardian. */
    public void tell(T message) {
        world.loop().inside(() -> {
            actors.tell(message);
            return message;
        });
    }

    /**
     * Stops all actors and runs until they have stopped.
     *
     * @throws IllegalStateException if they have not within an hour of virtual time
     */
    public void terminate() {
        var loop = world.loop();
        loop.inside(() -> {
            actors.terminate();
            return actors;
        });
        var ended = actors.getWhenTerminated().toCompletableFuture();
        if (!loop.runUntil(ended::isDone, loop.now().plus(TERMINATION_LIMIT))) {
            throw new IllegalStateException(actors.name() + " did not stop; " + loop);
        }
    }
}
