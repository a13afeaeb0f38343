package org.chrysalis.cluster.link;

import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.QueueOfferResult;
import org.apache.pekko.stream.javadsl.Source;
import org.chrysalis.cluster.codec.WireCodec;
import org.chrysalis.cluster.proto.link.Frame;
import org.chrysalis.cluster.proto.link.Heartbeat;
import org.chrysalis.cluster.proto.link.Open;
import org.chrysalis.port.Link;
import org.chrysalis.port.NodeId;
import org.chrysalis.sealing.Malformed;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;

/**
 * One session over one bidirectional call, the same at both ends. Frames are numbered; a gap, a
 * full buffer, silence or the call's end ends it, and nothing is delivered after that.
 */
final class GrpcSession {

    private final NodeId node;
    private final ActorRef<? super Link.Event> guardian;
    private final LinkBounds bounds;
    private final Tap tap;
    private final BoundedSourceQueue<Frame> out;
    private final Source<Frame, NotUsed> outgoing;
    private State state = State.OPENING;
    private Link.Peer peer;
    private long nextOut;
    private long nextIn;
    private long lastHeard;

    private enum State {
        OPENING,
        UP,
        OVER
    }

    private GrpcSession(
            NodeId node,
            ActorRef<? super Link.Event> guardian,
            LinkBounds bounds,
            Tap tap,
            Pair<BoundedSourceQueue<Frame>, Source<Frame, NotUsed>> queue) {
        this.node = node;
        this.guardian = guardian;
        this.bounds = bounds;
        this.tap = tap;
        this.out = queue.first();
        this.outgoing = queue.second();
        this.peer = new Link.Peer(node, 0);
        this.lastHeard = System.nanoTime();
    }

    /** @param node who is at the other end, as TLS has proven */
    static GrpcSession with(
            NodeId node,
            long ownIncarnation,
            ActorRef<? super Link.Event> guardian,
            LinkBounds bounds,
            Tap tap,
            ActorSystem<?> system) {
        var queue = Source.<Frame>queue(bounds.buffer()).preMaterialize(system);
        var session = new GrpcSession(node, guardian, bounds, tap, queue);
        session.offer(Frame.newBuilder().setOpen(Open.newBuilder().setIncarnation(ownIncarnation)));
        return session;
    }

    Source<Frame, NotUsed> outgoing() {
        return outgoing;
    }

    NodeId node() {
        return node;
    }

    synchronized void send(Wire message) {
        if (state == State.UP) {
            var wire = WireCodec.toProto(message);
            tap.passed(Bytes.of(wire.toByteArray()));
            offer(Frame.newBuilder().setWire(wire));
        }
    }

    synchronized void receive(Frame frame) {
        if (state == State.OVER) {
            return;
        }
        if (frame.getNumber() != nextIn++) {
            end();
            return;
        }
        lastHeard = System.nanoTime();
        switch (frame.getBodyCase()) {
            case OPEN -> open(frame.getOpen());
            case HEARTBEAT -> {}
            case WIRE -> deliver(frame);
            case BODY_NOT_SET -> end();
        }
    }

    private void open(Open open) {
        if (state != State.OPENING) {
            end();
            return;
        }
        peer = new Link.Peer(node, open.getIncarnation());
        state = State.UP;
        guardian.tell(new Link.Up(peer));
    }

    private void deliver(Frame frame) {
        if (state != State.UP) {
            end();
            return;
        }
        try {
            tap.passed(Bytes.of(frame.getWire().toByteArray()));
            guardian.tell(new Link.Arrived(peer, WireCodec.fromProto(frame.getWire())));
        } catch (Malformed malformed) {
            end();
        }
    }

    /** Sends a heartbeat, and ends the session if the peer was silent too long. */
    synchronized void beat() {
        if (state == State.OVER) {
            return;
        }
        if (System.nanoTime() - lastHeard > bounds.silence().toNanos()) {
            end();
        } else {
            offer(Frame.newBuilder().setHeartbeat(Heartbeat.getDefaultInstance()));
        }
    }

    synchronized boolean isOver() {
        return state == State.OVER;
    }

    synchronized void end() {
        if (state == State.OVER) {
            return;
        }
        boolean wasUp = state == State.UP;
        state = State.OVER;
        out.complete();
        if (wasUp) {
            guardian.tell(new Link.Down(peer));
        }
    }

    private void offer(Frame.Builder frame) {
        var result = out.offer(frame.setNumber(nextOut++).build());
        if (result != QueueOfferResult.enqueued()) {
            end();
        }
    }
}
