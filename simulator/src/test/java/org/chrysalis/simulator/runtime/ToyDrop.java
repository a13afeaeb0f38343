package org.chrysalis.simulator.runtime;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Ten nodes that have nothing to do with each other but that all act at the same instants: each
 * second they spawn, ask their children, await a future and set a timer. One message of one of them
 * may be lost; there may be a hub that hears of everything.
 */
final class ToyDrop {

    static final int NODES = 10;
    static final int CHILDREN = 4;
    static final int LOST_AT = 3;
    static final int TURNS = 6;

    /** Whether a message is lost in the run. */
    enum Loss {
        NONE,
        ONE
    }

    /** Whether there is somebody whom all tell. */
    enum Hub {
        ABSENT,
        PRESENT
    }

    private final Loss loss;
    private final Hub hub;

    private ToyDrop(Loss loss, Hub hub) {
        this.loss = loss;
        this.hub = hub;
    }

    /** What was delivered, in order, without what the first node had to do with. */
    static List<Occurrence.Delivery> othersDeliveries(long seed, Order order, Loss loss, Hub hub) {
        return deliveries(seed, order, loss, hub).stream()
                .filter(one -> !one.to().startsWith("/user/node-0"))
                .toList();
    }

    static List<Occurrence.Delivery> deliveries(long seed, Order order, Loss loss, Hub hub) {
        var all = new ArrayList<Occurrence.Delivery>();
        var trace = new TraceHash(one -> all.add((Occurrence.Delivery) one));
        var world = SimulatedWorld.of(seed, 1_000_000, trace, order);
        var system = SimulatedSystem.start(world, "drop", new ToyDrop(loss, hub).guardian());
        world.loop().runFor(Duration.ofSeconds(TURNS));
        system.terminate();
        return all.stream().filter(one -> one.to().startsWith("/user/")).toList();
    }

    private Behavior<Toy> guardian() {
        return Behaviors.setup(context -> {
            ActorRef<Toy> listener = context.spawn(Behaviors.ignore(), "hub");
            for (int i = 0; i < NODES; i++) {
                context.spawn(node(i, listener), "node-" + i);
            }
            return Behaviors.empty();
        });
    }

    private Behavior<Toy> node(int index, ActorRef<Toy> listener) {
        return Behaviors.withTimers(timers -> {
            timers.startTimerAtFixedRate(new Toy.Go(), Duration.ofSeconds(1));
            return turn(index, listener, 1);
        });
    }

    private Behavior<Toy> turn(int index, ActorRef<Toy> listener, int turn) {
        return Behaviors.receive((context, message) -> {
            if (!(message instanceof Toy.Go)) {
                return Behaviors.same();
            }
            for (int i = 0; i < CHILDREN; i++) {
                var child = context.spawn(echo(), "child-" + turn + "-" + i);
                if (!(loss == Loss.ONE && index == 0 && turn == LOST_AT && i == 1)) {
                    child.tell(new Toy.Question(UUID.randomUUID().toString(), self(context)));
                }
            }
            context.pipeToSelf(
                    CompletableFuture.supplyAsync(
                            () -> "later " + UUID.randomUUID(),
                            context.getSystem().executionContext()::execute),
                    (text, _) -> new Toy.Said(text));
            context.scheduleOnce(Duration.ofMillis(1), context.getSelf(), new Toy.Said("soon"));
            if (hub == Hub.PRESENT) {
                listener.tell(new Toy.Said(index + " in turn " + turn));
            }
            return turn(index, listener, turn + 1);
        });
    }

    private static ActorRef<Toy.Said> self(ActorContext<Toy> context) {
        return context.getSelf().narrow();
    }

    private static Behavior<Toy> echo() {
        return Behaviors.receiveMessage(message -> {
            if (message instanceof Toy.Question question) {
                question.replyTo().tell(new Toy.Said(question.text()));
                question.replyTo().tell(new Toy.Said("again"));
            }
            return Behaviors.same();
        });
    }
}
