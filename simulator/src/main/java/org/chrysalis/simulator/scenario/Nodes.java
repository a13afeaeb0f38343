package org.chrysalis.simulator.scenario;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.chrysalis.simulator.runtime.SimulatedWorld;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The root of a simulation's actors: raises node guardians by name, and crashes them. A node is one
 * subtree here, so that a crash is the end of a subtree. One that ends by itself is a death.
 */
final class Nodes {

    sealed interface Command {}

    /** Starts the node of {@code name}, as soon as all of its former life has stopped. */
    record Raise(String name) implements Command {}

    /** Stops the node without a word to anybody. */
    record Crash(String name) implements Command {}

    /** A guardian has stopped, and with it all of its node. */
    private record Ended(String name, int life) implements Command {}

    /** Who can be raised, and who is up. Shared with the scenario, which has the same thread. */
    static final class Roster {
        private final Map<String, Supplier<Behavior<?>>> roles = new HashMap<>();
        private final Map<String, ActorRef<?>> up = new HashMap<>();

        void add(String name, Supplier<Behavior<?>> role) {
            roles.put(name, role);
        }

        @SuppressWarnings("unchecked") // the role's name says what its guardian understands
        <T> ActorRef<T> guardian(String name) {
            return (ActorRef<T>) up.get(name);
        }
    }

    private final SimulatedWorld world;
    private final Roster roster;
    private final Consumer<String> cutOff;
    private final ActorContext<Command> context;
    private final Map<String, Integer> lives = new HashMap<>();
    private final TreeSet<String> stopping = new TreeSet<>();
    private final TreeSet<String> awaited = new TreeSet<>();

    private Nodes(
            SimulatedWorld world,
            Roster roster,
            Consumer<String> cutOff,
            ActorContext<Command> context) {
        this.world = world;
        this.roster = roster;
        this.cutOff = cutOff;
        this.context = context;
    }

    /** @param cutOff takes wire, chain and disk from the life of a node that has begun last */
    static Behavior<Command> create(SimulatedWorld world, Roster roster, Consumer<String> cutOff) {
        return Behaviors.setup(context -> new Nodes(world, roster, cutOff, context).open());
    }

    private Behavior<Command> open() {
        return Behaviors.receiveMessage(message -> {
            switch (message) {
                case Raise(var name) -> raise(name);
                case Crash(var name) -> crash(name);
                case Ended(var name, var life) -> ended(name, life);
            }
            return Behaviors.same();
        });
    }

    private void raise(String name) {
        if (stopping.contains(name)) {
            awaited.add(name);
        } else if (!roster.up.containsKey(name)) {
            int life = lives.merge(name, 1, Integer::sum);
            world.disks().start(name);
            var guardian = context.spawn(roster.roles.get(name).get(), path(name, life));
            context.watchWith(guardian, new Ended(name, life));
            roster.up.put(name, guardian);
        }
    }

    private void crash(String name) {
        awaited.remove(name);
        var guardian = roster.up.remove(name);
        if (guardian != null) {
            // a life that began after the crash was called for, and before it came here
            cutOff.accept(name);
            stopping.add(name);
            context.stop(guardian);
        }
    }

    private void ended(String name, int life) {
        if (stopping.remove(name)) {
            if (awaited.remove(name)) {
                raise(name);
            }
            return;
        }
        roster.up.remove(name);
        var path = "/user/" + path(name, life);
        if (world.deaths().all().stream().noneMatch(death -> death.path().equals(path))) {
            world.deaths().notice(path, new IllegalStateException("its guardian stopped itself"));
        }
    }

    private static String path(String name, int life) {
        return name + "-" + life;
    }
}
