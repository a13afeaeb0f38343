package org.chrysalis.cluster.link;

import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.QueueOfferResult;
import org.apache.pekko.stream.javadsl.Source;
import org.chrysalis.cluster.proto.link.Frame;

/**
 * One call of a session: frames numbered from 0 in each direction. Its session's lock guards it.
 */
final class Lane {

    private final BoundedSourceQueue<Frame> out;
    private final Source<Frame, NotUsed> outgoing;
    private Stage stage = Stage.NEW;
    private long nextOut;
    private long nextIn;

    private enum Stage {
        NEW,
        JOINED,
        DONE
    }

    /** @param buffer frames that may wait for the call to take them */
    Lane(int buffer, ActorSystem<?> system) {
        Pair<BoundedSourceQueue<Frame>, Source<Frame, NotUsed>> queue =
                Source.<Frame>queue(buffer).preMaterialize(system);
        this.out = queue.first();
        this.outgoing = queue.second();
    }

    /** For the call to send; run once. */
    Source<Frame, NotUsed> outgoing() {
        return outgoing;
    }

    /** It belongs to its session from now on. */
    void join() {
        stage = Stage.JOINED;
    }

    boolean isJoined() {
        return stage == Stage.JOINED;
    }

    /** Whatever still comes in is dropped. */
    boolean isDone() {
        return stage == Stage.DONE;
    }

    /** Whether the call took it: a full buffer does not, nor a call that has ended. */
    boolean offer(Frame.Builder frame) {
        var numbered = frame.setNumber(nextOut++).build();
        return out.offer(numbered) == QueueOfferResult.enqueued();
    }

    /** Whether this is the frame that must come now. */
    boolean follows(Frame frame) {
        return frame.getNumber() == nextIn++;
    }

    /** What was offered is still sent. */
    void complete() {
        stage = Stage.DONE;
        try {
            out.complete();
        } catch (IllegalStateException overAlready) {
            // The call ended from the other side first, which is as good.
        }
    }
}
