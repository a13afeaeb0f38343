package org.chrysalis.cluster.link;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.chrysalis.cluster.codec.WireCodec;
import org.chrysalis.cluster.proto.link.Frame;
import org.chrysalis.cluster.proto.link.Heartbeat;
import org.chrysalis.cluster.proto.link.Open;
import org.chrysalis.encoding.Malformed;
import org.chrysalis.port.Link;
import org.chrysalis.port.NodeId;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One session, the same at both ends: a control call for its whole life, and a call for each
 * attempt, which the client's Ask opens and the proxy's last word closes. A gap, a full buffer,
 * silence, a message in the wrong call or a call that breaks ends the session, and nothing is
 * delivered after that.
 */
final class GrpcSession {

    private final NodeId node;
    private final Context context;
    private final Side side;
    private final Lane control;
    private final Map<RequestKey, Lane> attempts = new TreeMap<>();
    private State state = State.OPENING;
    private Link.Peer peer;
    private long lastHeard = System.nanoTime();

    private enum State {
        OPENING,
        UP,
        OVER
    }

    /**
     * What all sessions of a node share.
     *
     * @param incarnation the node's own
     */
    record Context(
            ActorSystem<?> system,
            long incarnation,
            ActorRef<? super Link.Event> guardian,
            LinkBounds bounds,
            Tap tap) {}

    /** Which end this is. */
    sealed interface Side {}

    /**
     * The end that dials, and opens calls.
     *
     * @param session u64, its number for this session
     */
    record Dialling(long session, Caller caller) implements Side {}

    /** The end that is dialled. */
    record Answering() implements Side {}

    /** Opens a call for an attempt, and feeds {@code lane} from it. */
    interface Caller {
        void call(Lane lane);
    }

    /** @param node who is at the other end, as TLS has proven */
    GrpcSession(NodeId node, Context context, Side side) {
        this.node = node;
        this.context = context;
        this.side = side;
        this.control = lane();
        this.peer = new Link.Peer(node, 0, 0);
        switch (side) {
            case Dialling dialling -> offer(control, opening(dialling.session()));
            case Answering _ -> {}
        }
    }

    Lane control() {
        return control;
    }

    /** For a call that comes in. */
    Lane lane() {
        return new Lane(context.bounds().buffer(), context.system());
    }

    synchronized void send(Wire message) {
        if (state == State.UP) {
            var wire = WireCodec.toProto(message);
            context.tap().passed(Bytes.of(wire.toByteArray()));
            offer(laneOf(message), Frame.newBuilder().setWire(wire));
            closeAfter(message);
        }
    }

    /** What belongs to no open call, the end of a former life's attempt for one, is control. */
    private Lane laneOf(Wire message) {
        return switch (message) {
            case Wire.Ask ask -> called(ask.key());
            case Wire.ClientLeg leg -> attempts.getOrDefault(leg.key(), control);
            case Wire.Control _, Wire.WorkerLeg _ -> control;
        };
    }

    private Lane called(RequestKey key) {
        return switch (side) {
            case Dialling(var session, var caller) -> {
                var lane = lane();
                lane.join();
                attempts.put(key, lane);
                caller.call(lane);
                offer(lane, opening(session));
                yield lane;
            }
            case Answering _ -> throw new AssertionError("a proxy asks for nothing");
        };
    }

    /** The proxy's last word about an attempt ends its call. */
    private void closeAfter(Wire message) {
        switch (message) {
            case Wire.Settled(var key, var _, var _) -> close(key);
            case Wire.Refused(var key, var _) -> close(key);
            case Wire.ClientLeg _, Wire.WorkerLeg _, Wire.Control _ -> {}
        }
    }

    private void close(RequestKey key) {
        var lane = attempts.remove(key);
        if (lane != null) {
            lane.complete();
        }
    }

    synchronized void receive(Lane lane, Frame frame) {
        if (state == State.OVER || lane.isDone()) {
            return;
        }
        if (!lane.follows(frame)) {
            end();
            return;
        }
        lastHeard = System.nanoTime();
        switch (frame.getBodyCase()) {
            case OPEN -> open(lane, frame.getOpen());
            case HEARTBEAT -> {}
            case WIRE -> arrived(lane, frame);
            case BODY_NOT_SET -> end();
        }
    }

    private void open(Lane lane, Open open) {
        if (lane != control) {
            join(lane, open.getSession());
        } else if (state == State.OPENING) {
            opened(open);
        } else {
            end();
        }
    }

    /** An attempt's call that comes after its session is none of this one's. */
    private void join(Lane lane, long session) {
        if (session == peer.session()) {
            lane.join();
        } else {
            lane.complete();
        }
    }

    private void opened(Open open) {
        switch (side) {
            case Answering _ -> offer(control, opening(open.getSession()));
            case Dialling(var session, var _) -> {
                if (session != open.getSession()) {
                    end();
                }
            }
        }
        if (state == State.OPENING) {
            peer = new Link.Peer(node, open.getIncarnation(), open.getSession());
            state = State.UP;
            context.guardian().tell(new Link.Up(peer));
        }
    }

    private void arrived(Lane lane, Frame frame) {
        try {
            var message = WireCodec.fromProto(frame.getWire());
            if (state == State.UP && isAtHome(lane, message)) {
                context.tap().passed(Bytes.of(frame.getWire().toByteArray()));
                context.guardian().tell(new Link.Arrived(peer, message));
                closeAfter(message);
            } else {
                end();
            }
        } catch (Malformed malformed) {
            end();
        }
    }

    /** An attempt's call carries that attempt only; the first message says which. */
    private boolean isAtHome(Lane lane, Wire message) {
        if (lane == control) {
            return true;
        }
        return switch (message) {
            case Wire.Ask ask -> lane.isJoined() && attempts.putIfAbsent(ask.key(), lane) == null;
            case Wire.ClientLeg leg -> attempts.get(leg.key()) == lane;
            case Wire.WorkerLeg _, Wire.Control _ -> false;
        };
    }

    /** Nothing more comes in this call. */
    synchronized void ended(Lane lane) {
        if (lane == control || attempts.containsValue(lane)) {
            end();
        } else {
            lane.complete();
        }
    }

    /** Sends a heartbeat, and ends the session if the peer was silent too long. */
    synchronized void beat() {
        if (state == State.OVER) {
            return;
        }
        if (System.nanoTime() - lastHeard > context.bounds().silence().toNanos()) {
            end();
        } else {
            offer(control, Frame.newBuilder().setHeartbeat(Heartbeat.getDefaultInstance()));
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
        if (wasUp) {
            context.guardian().tell(new Link.Down(peer));
        }
        control.complete();
        List.copyOf(attempts.keySet()).forEach(this::close);
    }

    private Frame.Builder opening(long session) {
        return Frame.newBuilder()
                .setOpen(Open.newBuilder()
                        .setIncarnation(context.incarnation())
                        .setSession(session));
    }

    private void offer(Lane lane, Frame.Builder frame) {
        if (!lane.offer(frame)) {
            end();
        }
    }
}
