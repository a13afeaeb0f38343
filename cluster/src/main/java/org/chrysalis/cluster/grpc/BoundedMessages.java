package org.chrysalis.cluster.grpc;

import org.apache.pekko.grpc.GrpcServiceException;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.util.ByteString;

/**
 * A call's bytes, until a message begins that is refused. What comes after that is read and thrown
 * away: to cancel it would reset the call before its caller hears why.
 */
final class BoundedMessages extends GraphStage<FlowShape<ByteString, ByteString>> {

    private final Inlet<ByteString> in = Inlet.create("BoundedMessages.in");
    private final Outlet<ByteString> out = Outlet.create("BoundedMessages.out");
    private final int most;

    /** @param most bytes of one message */
    BoundedMessages(int most) {
        this.most = most;
    }

    @Override
    public FlowShape<ByteString, ByteString> shape() {
        return FlowShape.of(in, out);
    }

    @Override
    public GraphStageLogic createLogic(Attributes attributes) {
        return new GraphStageLogic(shape()) {
            private final MessageBound bound = new MessageBound(most);

            {
                setHandlers(in, out, new AbstractInOutHandler() {
                    @Override
                    public void onPush() {
                        if (isClosed(out)) {
                            grab(in);
                            pull(in);
                        } else {
                            pass(grab(in));
                        }
                    }

                    @Override
                    public void onPull() {
                        pull(in);
                    }
                });
            }

            private void pass(ByteString part) {
                try {
                    bound.check(part);
                    push(out, part);
                } catch (GrpcServiceException refused) {
                    fail(out, refused);
                    pull(in);
                }
            }
        };
    }
}
