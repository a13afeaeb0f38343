package org.chrysalis.simulator.scenario;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.port.Link;
import org.chrysalis.port.NodeId;
import org.chrysalis.wire.Wire;

import java.util.function.LongSupplier;

/**
 * A link that writes a number into one message of a run: the name for people, on which nothing
 * depends, in the client's Hello.
 */
record StampedLink(Link inner, LongSupplier stamp) implements Link {

    @Override
    public void listen(ActorRef<? super Event> guardian) {
        inner.listen(guardian);
    }

    @Override
    public void send(NodeId to, Wire message) {
        inner.send(to, message instanceof Wire.Hello hello ? stamped(hello) : message);
    }

    private Wire stamped(Wire.Hello hello) {
        return switch (hello.role()) {
            case CLIENT ->
                new Wire.Hello(
                        hello.version(),
                        hello.role(),
                        hello.nonce(),
                        hello.channel(),
                        hello.epoch(),
                        Long.toString(stamp.getAsLong()));
            case PROXY, WORKER -> hello;
        };
    }
}
