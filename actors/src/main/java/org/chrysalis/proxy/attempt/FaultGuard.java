package org.chrysalis.proxy.attempt;

import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.TypedActorContext;

import java.util.function.Function;

/**
 * Ends an attempt whose actor fails by a bug of ours: it is settled at what was relayed, instead of
 * four books being left open. A second failure is the guardian's.
 */
final class FaultGuard extends BehaviorInterceptor<DispatchCommand, DispatchCommand> {

    private final Function<Throwable, Behavior<DispatchCommand>> ending;
    private boolean failed;

    FaultGuard(Function<Throwable, Behavior<DispatchCommand>> ending) {
        super(DispatchCommand.class);
        this.ending = ending;
    }

    @Override
    public Behavior<DispatchCommand> aroundReceive(
            TypedActorContext<DispatchCommand> context,
            DispatchCommand message,
            ReceiveTarget<DispatchCommand> target) {
        try {
            return target.apply(context, message);
        } catch (RuntimeException | AssertionError bug) {
            if (failed) {
                throw bug;
            }
            failed = true;
            return ending.apply(bug);
        }
    }
}
