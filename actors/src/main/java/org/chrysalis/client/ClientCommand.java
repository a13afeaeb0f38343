package org.chrysalis.client;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.port.Link;
import org.chrysalis.prompt.Prompt;
import org.chrysalis.session.BooksExchange;
import org.chrysalis.watching.ChainWatch;
import org.chrysalis.wire.RequestKey;

/** What a client node's guardian hears. */
public sealed interface ClientCommand {

    /**
     * An app's request.
     *
     * @param model its name, as {@link Models} lists it
     * @param maxCoefficient per mille; 0 for the node's own limit
     */
    record Chat(String model, Prompt prompt, long maxCoefficient, ActorRef<? super Answer> replyTo)
            implements ClientCommand {}

    /** The directory as of now. */
    record Models(ActorRef<? super Directory> replyTo) implements ClientCommand {}

    /** What every state hears alike. */
    sealed interface Anytime extends ClientCommand {}

    /** Show the books, to people and checks. */
    record Look(ActorRef<? super Purse.Reply> replyTo) implements Anytime {}

    record FromLink(Link.Event event) implements ClientCommand {}

    record FromPurse(Purse.Reply reply) implements ClientCommand {}

    record Ended(RequestKey key) implements Anytime {}

    /** What is to be believed of the chain. */
    record FromChain(ChainWatch.Seen seen) implements ClientCommand {}

    record FromExchange(BooksExchange.Said said) implements ClientCommand {}

    record ComeBack() implements ClientCommand {}
}
