package org.chrysalis.worker;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.cashing.Outcome;
import org.chrysalis.port.Link;
import org.chrysalis.session.BooksExchange;
import org.chrysalis.ton.Bytes;
import org.chrysalis.watching.ChainWatch;

/** What a worker node's guardian hears. */
public sealed interface WorkerCommand {

    /** What every state hears alike. */
    sealed interface Anytime extends WorkerCommand {}

    /** Cash the highest voucher now, whatever the threshold says. */
    record Cash(ActorRef<? super Outcome> replyTo) implements Anytime {}

    /** Show the books, to people and checks. */
    record Look(ActorRef<? super EarningsReply> replyTo) implements Anytime {}

    record FromLink(Link.Event event) implements WorkerCommand {}

    record Attested(Bytes evidence) implements WorkerCommand {}

    record FromEarnings(EarningsReply reply) implements WorkerCommand {}

    record FromExchange(BooksExchange.Said said) implements WorkerCommand {}

    /** A generation has said its last word. */
    record Ended(Bytes envHash) implements Anytime {}

    /** A generation's actor is no more; if it had not ended, it crashed. */
    record Gone(Bytes envHash) implements Anytime {}

    /** What is to be believed of the chain. */
    record FromChain(ChainWatch.Seen seen) implements WorkerCommand {}

    record Unattested(String reason) implements Anytime {}

    record ComeBack() implements WorkerCommand {}

    /** The payload key on offer will soon be too old. */
    record RenewKey() implements Anytime {}

    /** Whatever was sealed for the payload key before has expired. */
    record RetireKey() implements Anytime {}
}
