package org.chrysalis.simulator.scenario;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.chrysalis.simulator.runtime.SimulatedSystem;
import org.chrysalis.simulator.runtime.SimulationLoop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** How a scenario speaks with the guardians of its nodes, and hears them. */
public final class Talk {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final SimulationLoop loop;
    private final Nodes.Roster roster;
    private final SimulatedSystem<Nodes.Command> system;
    private int probes;

    Talk(SimulationLoop loop, Nodes.Roster roster, SimulatedSystem<Nodes.Command> system) {
        this.loop = loop;
        this.roster = roster;
        this.system = system;
    }

    /** Whether the node of that name lives. */
    public boolean isUp(String name) {
        return roster.guardian(name) != null;
    }

    /** @throws IllegalStateException if it does not come to pass in ten minutes */
    public void until(BooleanSupplier done) {
        if (!loop.runUntil(done, loop.now().plus(PATIENCE))) {
            throw new IllegalStateException("did not come to pass in " + PATIENCE + ": " + loop);
        }
    }

    /** Asks a node one question and runs until it has answered. */
    public <T> List<T> answers(String name, Function<ActorRef<T>, Object> question) {
        var answers = new ArrayList<T>();
        tell(name, question.apply(probe(answers)));
        until(() -> !answers.isEmpty());
        return answers;
    }

    /** An actor whose messages gather in the list as the loop runs. */
    public <T> ActorRef<T> probe(List<T> into) {
        return loop.inside(() -> system.actors()
                .systemActorOf(
                        Behaviors.<T>receiveMessage(message -> {
                            into.add(message);
                            return Behaviors.same();
                        }),
                        "probe-" + probes++,
                        Props.empty()));
    }

    /** Tells the guardian of that name, once it is up. */
    public void tell(String name, Object message) {
        if (roster.guardian(name) == null) {
            until(() -> roster.guardian(name) != null);
        }
        loop.inside(() -> {
            roster.<Object>guardian(name).tell(message);
            return message;
        });
    }
}
