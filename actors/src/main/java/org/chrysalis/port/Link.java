package org.chrysalis.port;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.wire.Wire;

/**
 * Carries messages between nodes: Artery inside an operator's cluster, gRPC outside, delays and
 * cuts in the simulator.
 *
 * <p>In order, at most once and without silent gaps <em>per request</em> and among a session's
 * control messages; no order across them. A gap, a full buffer, three seconds without heartbeat or
 * a closed control call ends the session with {@link Down} on both sides, and nothing from an old
 * incarnation is delivered after it.
 */
public interface Link {

    /** Whom to tell; called once, by the node's guardian at its start. */
    void listen(ActorRef<? super Event> guardian);

    /**
     * Fire and forget: to a node without a session the message is dropped, {@link Down} said it.
     */
    void send(NodeId to, Wire message);

    /** What a guardian hears. */
    sealed interface Event {
        Peer peer();
    }

    /** @param peer who sent it, proven by the transport, never by a field of the message */
    record Arrived(Peer peer, Wire message) implements Event {}

    record Up(Peer peer) implements Event {}

    record Down(Peer peer) implements Event {}

    /**
     * The other end of one session.
     *
     * @param incarnation u64, another one at each boot of the node
     * @param session u64, drawn by the side that dials: two sessions of one incarnation are told
     *     apart, so that the end of the first never ends the second
     */
    record Peer(NodeId node, long incarnation, long session) {}
}
