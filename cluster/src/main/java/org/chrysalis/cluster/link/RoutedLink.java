package org.chrysalis.cluster.link;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.port.Link;
import org.chrysalis.port.NodeId;
import org.chrysalis.wire.Wire;

import java.util.function.Predicate;

/** A proxy's one link: its own workers by Artery, everybody else by gRPC. */
public record RoutedLink(Predicate<NodeId> own, Link inside, Link outside) implements Link {

    @Override
    public void listen(ActorRef<? super Event> guardian) {
        inside.listen(guardian);
        outside.listen(guardian);
    }

    @Override
    public void send(NodeId to, Wire message) {
        if (own.test(to)) {
            inside.send(to, message);
        } else {
            outside.send(to, message);
        }
    }
}
