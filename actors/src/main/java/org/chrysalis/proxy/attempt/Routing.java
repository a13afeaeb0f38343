package org.chrysalis.proxy.attempt;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.port.NodeId;
import org.chrysalis.proxy.account.WorkerAccountCommand;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;

import java.util.List;
import java.util.SortedSet;

/** What an attempt and the directory of workers say to each other. */
public sealed interface Routing {

    /**
     * A Dispatch asks for the next worker to try.
     *
     * @param keyIds whom the attempt is sealed for
     * @param except channels of those tried already
     * @param maxCoefficient per mille
     */
    record Pick(
            Bytes envHash,
            List<Bytes> keyIds,
            SortedSet<Address> except,
            long maxCoefficient,
            ActorRef<? super Picking> replyTo)
            implements Routing {}

    /** The answer to a {@link Pick}. */
    sealed interface Picking extends Routing {}

    /** @param coefficient it offered, per mille */
    record Picked(
            NodeId node,
            String alias,
            Address channel,
            ActorRef<WorkerAccountCommand> account,
            long coefficient)
            implements Picking {}

    record NoneLeft() implements Picking {}
}
