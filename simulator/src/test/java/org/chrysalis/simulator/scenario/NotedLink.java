package org.chrysalis.simulator.scenario;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.port.Link;
import org.chrysalis.port.NodeId;
import org.chrysalis.wire.Wire;

import java.util.List;

/** A link that notes all that is sent over it. */
record NotedLink(Link inner, List<Wire> sent) implements Link {

    @Override
    public void listen(ActorRef<? super Event> guardian) {
        inner.listen(guardian);
    }

    @Override
    public void send(NodeId to, Wire message) {
        sent.add(message);
        inner.send(to, message);
    }
}
