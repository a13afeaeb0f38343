package org.chrysalis.simulator.scenario;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The root of a simulation's actors: raises node guardians by name, and lets them fall. A node is
 * one subtree here, so that a crash is the end of a subtree.
 */
final class Stage {

    sealed interface Command {}

    /** Starts the node that is cast under {@code name}. */
    record Raise(String name) implements Command {}

    /** Stops the node without a word to anybody. */
    record Fell(String name) implements Command {}

    /** Who can be raised, and who stands. Shared with the scenario, which has the same thread. */
    static final class Cast {
        private final Map<String, Supplier<Behavior<?>>> roles = new HashMap<>();
        private final Map<String, ActorRef<?>> standing = new HashMap<>();

        void add(String name, Supplier<Behavior<?>> role) {
            roles.put(name, role);
        }

        @SuppressWarnings("unchecked") // the role's name says what its guardian understands
        <T> ActorRef<T> guardian(String name) {
            return (ActorRef<T>) standing.get(name);
        }
    }

    private final Cast cast;
    private final ActorContext<Command> context;
    private final Map<String, Integer> lives = new HashMap<>();

    private Stage(Cast cast, ActorContext<Command> context) {
        this.cast = cast;
        this.context = context;
    }

    static Behavior<Command> create(Cast cast) {
        return Behaviors.setup(context -> new Stage(cast, context).open());
    }

    private Behavior<Command> open() {
        return Behaviors.receiveMessage(message -> switch (message) {
            case Raise(var name) -> {
                int life = lives.merge(name, 1, Integer::sum);
                var role = cast.roles.get(name).get();
                cast.standing.put(name, context.spawn(role, name + "-" + life));
                yield Behaviors.same();
            }
            case Fell(var name) -> {
                context.stop(cast.standing.remove(name));
                yield Behaviors.same();
            }
        });
    }
}
