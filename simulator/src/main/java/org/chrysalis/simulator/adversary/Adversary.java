package org.chrysalis.simulator.adversary;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.chain.Chain;
import org.chrysalis.port.Link;
import org.chrysalis.port.NodeId;
import org.chrysalis.wire.Wire;

import java.util.List;

/**
 * What a dishonest node makes of what its guardian, which is honest, says and sends. One object is
 * one node in all of its lives: it remembers what it likes.
 */
public interface Adversary {

    /** What goes out in a message's place: none, itself, others, in this order. */
    List<Wire> say(NodeId to, Wire message);

    /** The chain that its guardian is given. */
    default Chain chain(Chain own) {
        return own;
    }

    /** The link that its guardian is given. */
    default Link link(Link own) {
        return new Link() {
            @Override
            public void listen(ActorRef<? super Event> guardian) {
                own.listen(guardian);
            }

            @Override
            public void send(NodeId to, Wire message) {
                say(to, message).forEach(one -> own.send(to, one));
            }
        };
    }
}
