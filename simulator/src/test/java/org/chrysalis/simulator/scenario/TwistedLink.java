package org.chrysalis.simulator.scenario;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.port.Link;
import org.chrysalis.port.NodeId;
import org.chrysalis.wire.Wire;

import java.util.List;

/** A link whose messages are turned into others. */
record TwistedLink(Link inner, Twist twist) implements Link {

    /** What is sent in a message's place; one that throws ends its sender. */
    interface Twist {
        List<Wire> of(Wire message);
    }

    @Override
    public void listen(ActorRef<? super Event> guardian) {
        inner.listen(guardian);
    }

    @Override
    public void send(NodeId to, Wire message) {
        twist.of(message).forEach(one -> inner.send(to, one));
    }
}
