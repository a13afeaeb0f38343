package org.chrysalis.proxy;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.cashing.CashDesk;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.Attempt;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;

import java.util.List;

/** What a {@link ClientAccount} is asked. */
sealed interface AccountCommand {

    /** A new attempt, and its first step; {@code carrier} is the Dispatch that asks. */
    record Admit(Attempt attempt, Voucher voucher, ActorRef<? super AccountReply.Verdict> carrier)
            implements AccountCommand {}

    /** Another step of an open attempt. */
    record Extend(
            RequestKey key,
            long upTo,
            Voucher voucher,
            ActorRef<? super AccountReply.Verdict> carrier)
            implements AccountCommand {}

    /** A worker was found: journaled, so that a restart knows whom to ask. */
    record Assign(
            RequestKey key, Address workerChannel, ActorRef<? super AccountReply.Assigned> replyTo)
            implements AccountCommand {}

    /** The header came: what is held shrinks to what is real. */
    record Heard(RequestKey key, Attempt.Progress.Heard progress) implements AccountCommand {}

    /** The end of an attempt, whichever way; the first one wins. */
    record Settle(
            RequestKey key,
            Usage usage,
            long coefficient,
            ActorRef<? super AccountReply.Outcome> replyTo)
            implements AccountCommand {}

    /** What the client's Proof showed. */
    record Presented(List<Voucher> vouchers, List<Wire.OpenAttempt> open)
            implements AccountCommand {}

    /** A worker is back, and an attempt that was given to it was open when this node died. */
    record WorkerPresented(RequestKey key, Bytes envHash, Address workerChannel, Word word)
            implements AccountCommand {}

    /** The channel as of the last final block. */
    record Refreshed(ChannelState channel) implements AccountCommand {}

    record Look(ActorRef<? super AccountReply.View> replyTo) implements AccountCommand {}

    /** Cash the highest voucher now; answers when the chain has. */
    record Cash(ActorRef<? super CashDesk.Outcome> replyTo) implements AccountCommand {}

    /** What became of a voucher: the cash desk's answer. */
    record CashDone(CashDesk.Outcome outcome) implements AccountCommand {}

    /** The time for a side to come back is up: what is still open is settled without it. */
    record Absent() implements AccountCommand {}
}
