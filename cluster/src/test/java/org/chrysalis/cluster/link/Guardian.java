package org.chrysalis.cluster.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.chrysalis.port.Link;
import org.chrysalis.wire.Wire;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A node's guardian that only writes down what its link tells, for a test to take. */
final class Guardian {

    private static final long PATIENCE_S = 30;

    private final BlockingQueue<Link.Event> events = new LinkedBlockingQueue<>();
    private final ActorRef<Link.Event> ref;

    Guardian(ActorSystem<?> system) {
        this.ref = system.systemActorOf(
                Behaviors.receiveMessage(event -> {
                    events.add(event);
                    return Behaviors.same();
                }),
                "guardian-" + System.identityHashCode(this),
                Props.empty());
    }

    ActorRef<Link.Event> ref() {
        return ref;
    }

    Link.Peer up() throws InterruptedException {
        return assertInstanceOf(Link.Up.class, next()).peer();
    }

    Link.Peer down() throws InterruptedException {
        return assertInstanceOf(Link.Down.class, next()).peer();
    }

    void hears(Link.Peer peer, Wire message) throws InterruptedException {
        assertEquals(new Link.Arrived(peer, message), next());
    }

    Link.Event next() throws InterruptedException {
        var event = events.poll(PATIENCE_S, TimeUnit.SECONDS);
        assertNotNull(event, "nothing was told in " + PATIENCE_S + " s");
        return event;
    }
}
