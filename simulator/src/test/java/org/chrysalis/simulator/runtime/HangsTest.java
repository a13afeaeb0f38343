package org.chrysalis.simulator.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process that stands still does nothing, and then all that it missed, in order. */
class HangsTest {

    private final SimulatedWorld world = SimulatedWorld.of(1);
    private final List<String> heard = new ArrayList<>();

    private Behavior<String> noting(String name) {
        return Behaviors.receiveMessage(message -> {
            heard.add(name + " " + message + " at " + world.loop().nanoTime() / 1_000_000_000);
            return Behaviors.same();
        });
    }

    private Behavior<String> parent() {
        return Behaviors.setup(context -> {
            var one = context.spawn(noting("one"), "one-1");
            var other = context.spawn(noting("other"), "one-11");
            return Behaviors.receiveMessage(message -> {
                one.tell(message);
                other.tell(message);
                return Behaviors.same();
            });
        });
    }

    @Test
    void itsMessagesWaitAndThoseOfOthersDoNot() {
        var system = SimulatedSystem.start(world, "hangs", parent());
        world.loop().runFor(Duration.ofSeconds(1));
        world.hangs().hold("/user/one-1", world.loop().now().plusSeconds(5));
        system.tell("first");
        world.loop().runFor(Duration.ofSeconds(2));
        system.tell("second");
        world.loop().runFor(Duration.ofSeconds(1));
        assertEquals(List.of("other first at 1", "other second at 3"), heard);
        world.loop().runFor(Duration.ofSeconds(10));
        assertEquals(List.of("one first at 6", "one second at 6"), heard.subList(2, 4));
        system.terminate();
    }
}
