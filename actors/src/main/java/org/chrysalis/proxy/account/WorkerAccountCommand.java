package org.chrysalis.proxy.account;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.money.Usage;
import org.chrysalis.session.BooksExchange;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.watching.ChannelView;
import org.chrysalis.wire.RequestKey;

import java.util.List;

/** What a {@link WorkerAccount} is asked. */
public sealed interface WorkerAccountCommand {

    /** May the worker have this attempt? */
    record Take(
            Bytes envHash,
            RequestKey key,
            Nanoton worst,
            ActorRef<? super WorkerAccountReply> replyTo)
            implements WorkerAccountCommand {}

    /** A voucher for the completion so far, {@code completed} of this attempt included. */
    record Pay(Bytes envHash, Nanoton completed, ActorRef<? super WorkerAccountReply> replyTo)
            implements WorkerAccountCommand {}

    /**
     * The end of the attempt on this leg; the first one wins, and later ones are answered alike.
     *
     * @param usage none, and amount 0, for one that is let go
     */
    record Settle(Bytes envHash, Usage usage, Nanoton amount) implements WorkerAccountCommand {}

    /** The exchange of books with the worker. */
    record Exchange(BooksExchange.Event event) implements WorkerAccountCommand {}

    /** The store says whether an attempt that is not open here has ended. */
    record Known(Settle settle, List<Statement> statements) implements WorkerAccountCommand {}

    /** Nobody knows of an attempt that the worker claims. */
    record Unmatched(Bytes envHash) implements WorkerAccountCommand {}

    /** The store says whether such a one has ended here since it was claimed. */
    record Claimed(Bytes envHash, List<Statement> statements) implements WorkerAccountCommand {}

    /** The store did not answer: asked again after a while. */
    record Postponed(WorkerAccountCommand command) implements WorkerAccountCommand {}

    /** The books of its client fell: its two sides are asked what it came to. */
    record Orphaned(Bytes envHash) implements WorkerAccountCommand {}

    /** The channel, the chain's time, or its prices have changed. */
    record Seen(ChannelView view) implements WorkerAccountCommand {}

    record Look(ActorRef<? super WorkerAccountReply> replyTo) implements WorkerAccountCommand {}

    /** Nobody is connected: stop, if there is nothing left to do. */
    record Rest() implements WorkerAccountCommand {}
}
