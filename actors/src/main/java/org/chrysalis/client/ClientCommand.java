package org.chrysalis.client;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.cashing.Outcome;
import org.chrysalis.port.Link;
import org.chrysalis.prompt.Prompt;
import org.chrysalis.session.BooksExchange;
import org.chrysalis.ton.Nanoton;
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

    /** What the owner wants of the channel; {@code replyTo} hears how it ended. */
    sealed interface OfChannel extends ClientCommand {
        ActorRef<? super ChannelReply> replyTo();
    }

    /** What both sides must sign. */
    sealed interface ByBoth extends OfChannel {}

    /** End the epoch at what is used: the rest comes back at once, to the nanoton. */
    record CloseTogether(ActorRef<? super ChannelReply> replyTo) implements ByBoth {}

    /** @param deposited what is to be left, with all that was cashed of it */
    record Withdraw(Nanoton deposited, ActorRef<? super ChannelReply> replyTo) implements ByBoth {}

    /** Add this to the deposit. */
    record TopUp(Nanoton amount, ActorRef<? super ChannelReply> replyTo) implements OfChannel {}

    /** Change to the other key, after the close delay. */
    record SetKey(ActorRef<? super ChannelReply> replyTo) implements OfChannel {}

    /** Close without the proxy, after the close delay. */
    record RequestClose(ActorRef<? super ChannelReply> replyTo) implements OfChannel {}

    /** What every state hears alike. */
    sealed interface Anytime extends ClientCommand {}

    /** Show the books, to people and checks. */
    record Look(ActorRef<? super Purse.Reply> replyTo) implements Anytime {}

    record FromLink(Link.Event event) implements ClientCommand {}

    /** What became of what the wallet was to send. */
    record FromWallet(Outcome outcome) implements Anytime {}

    record FromPurse(Purse.Reply reply) implements Anytime {}

    record Ended(RequestKey key) implements Anytime {}

    /** What is to be believed of the chain. */
    record FromChain(ChainWatch.Seen seen) implements ClientCommand {}

    record FromExchange(BooksExchange.Said said) implements ClientCommand {}

    record ComeBack() implements ClientCommand {}
}
