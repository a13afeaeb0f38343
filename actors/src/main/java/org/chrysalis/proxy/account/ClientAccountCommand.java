package org.chrysalis.proxy.account;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.cashing.Outcome;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.Attempt;
import org.chrysalis.payment.Onward;
import org.chrysalis.proxy.recovery.Word;
import org.chrysalis.session.BooksExchange;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Voucher;
import org.chrysalis.watching.ChannelView;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;

import java.time.Duration;

/** What a {@link ClientAccount} is asked. */
public sealed interface ClientAccountCommand {

    /**
     * A new attempt, and its first step.
     *
     * @param deadline from now, for the attempt
     * @param carrier the Dispatch that asks
     */
    record Admit(
            Attempt attempt,
            Voucher voucher,
            Duration deadline,
            ActorRef<? super ClientAccountReply.Verdict> carrier)
            implements ClientAccountCommand {}

    /**
     * Another step of an open attempt.
     *
     * @param onward what the worker is to be paid with this step
     */
    record Extend(
            RequestKey key,
            long upTo,
            Voucher voucher,
            Onward onward,
            ActorRef<? super ClientAccountReply.Verdict> carrier)
            implements ClientAccountCommand {}

    /** A worker was found: journaled, so that a restart knows whom to ask. */
    record Assign(
            RequestKey key,
            Address workerChannel,
            ActorRef<? super ClientAccountReply.Assigned> replyTo)
            implements ClientAccountCommand {}

    /** The header came: what is held shrinks to what is real. */
    record Heard(RequestKey key, Attempt.Progress.Heard progress) implements ClientAccountCommand {}

    /** The end of an attempt, whichever way; the first one wins. */
    record Settle(
            RequestKey key,
            Usage usage,
            long coefficient,
            ActorRef<? super ClientAccountReply.Ending> replyTo)
            implements ClientAccountCommand {}

    /** The attempt's Dispatch is no more, and has not settled it. */
    record Abandoned(RequestKey key) implements ClientAccountCommand {}

    /** The exchange of books with the client. */
    record Exchange(BooksExchange.Event event) implements ClientAccountCommand {}

    /** A worker's account has journaled what it was owed. */
    record PaidOnward(RequestKey key, Address workerChannel) implements ClientAccountCommand {}

    /** What a worker that is back says of an attempt of a former life. */
    record WorkerSays(RequestKey key, Bytes envHash, Address workerChannel, Word word)
            implements ClientAccountCommand {}

    /** The time for a side to come back is up: the attempt is decided without it. */
    record Absent(RequestKey key) implements ClientAccountCommand {}

    /**
     * What the client wants both sides to sign.
     *
     * @param free when the channel was last parted for nothing, in unix seconds; 0 for never
     */
    record Agree(Wire.Agreement asked, long free) implements ClientAccountCommand {}

    /** The channel, the chain's time, or its prices have changed. */
    record Seen(ChannelView view) implements ClientAccountCommand {}

    /** Its own timer: what is worth the fee is cashed. */
    record Daily() implements ClientAccountCommand {}

    /** Its own timer: the channel is about to close, and what is cashed now is all that ever is. */
    record LastCall() implements ClientAccountCommand {}

    record Look(ActorRef<? super ClientAccountReply.View> replyTo)
            implements ClientAccountCommand {}

    /** Nobody is connected: stop, if there is nothing left to do. */
    record Rest() implements ClientAccountCommand {}

    /** Cash now all that was used; answers when the chain has. */
    record Cash(ActorRef<? super Outcome> replyTo) implements ClientAccountCommand {}

    /** What became of an errand: the cash desk's answer. */
    record CashDone(Outcome outcome) implements ClientAccountCommand {}
}
