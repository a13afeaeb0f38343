package org.chrysalis.proxy;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.cashing.Outcome;
import org.chrysalis.chain.Account;
import org.chrysalis.port.Link;
import org.chrysalis.port.Link.Peer;
import org.chrysalis.proxy.account.ClientAccountReply;
import org.chrysalis.proxy.account.WorkerAccountReply;
import org.chrysalis.proxy.attempt.Routing;
import org.chrysalis.session.BooksExchange;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.watching.ChainWatch;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;

import java.util.List;
import java.util.SortedMap;

/** What a proxy node's guardian hears. */
public sealed interface ProxyCommand {

    /** Cash every client's voucher now, whatever the threshold says. */
    record CashAll(ActorRef<? super Cashed> replyTo) implements ProxyCommand {}

    /** Show every account, to people and checks. */
    record Look(ActorRef<? super Books> replyTo) implements ProxyCommand {}

    /** One outcome per client channel. */
    record Cashed(List<Outcome> outcomes) {}

    /** The proxy's books, by channel. */
    record Books(
            SortedMap<Address, ClientAccountReply.View> clients,
            SortedMap<Address, WorkerAccountReply.View> workers) {}

    record FromLink(Link.Event event) implements ProxyCommand {}

    /** A peer's Hello, and the channel it named as the chain knows it. */
    record ChannelRead(Peer peer, Wire.Hello hello, Account account) implements ProxyCommand {}

    record ChainFailed(Peer peer, Wire.Hello hello, String reason) implements ProxyCommand {}

    /** About the accounts that the journal knows. */
    sealed interface OfKnown extends ProxyCommand {}

    /** What the journal has. */
    record BooksListed(List<String> books) implements OfKnown {}

    record BooksUnlisted(Throwable cause) implements OfKnown {}

    /** The channel of books that the journal has. */
    record KnownRead(org.chrysalis.payment.Books books, Account account) implements OfKnown {}

    record KnownUnread(org.chrysalis.payment.Books books, String reason) implements OfKnown {}

    /** Its own timer. */
    record ReadAgain(org.chrysalis.payment.Books books) implements OfKnown {}

    /** What is to be believed of the chain. */
    record FromChain(ChainWatch.Seen seen) implements ProxyCommand {}

    record FromAccount(ClientAccountReply.Notice notice) implements ProxyCommand {}

    record FromWorkerAccount(WorkerAccountReply.Notice notice) implements ProxyCommand {}

    /** An account's part in an exchange of books. */
    record FromExchange(BooksExchange.Said said) implements ProxyCommand {}

    /** A client that is not back, of whose attempt a worker speaks. */
    record ClientChannelRead(RequestKey key, WorkerAccountReply.WorkerSays says, Account account)
            implements ProxyCommand {}

    /** Its own timer: books of a client that could not be written are opened again. */
    record Reopen(Address channel) implements ProxyCommand {}

    /** The chain did not answer. */
    record ClientFell(Address channel) implements ProxyCommand {}

    record ClientReopened(Account account) implements ProxyCommand {}

    /** A worker that is not back, and is owed. */
    record WorkerChannelRead(Account account) implements ProxyCommand {}

    record ChannelUnread(String reason) implements ProxyCommand {}

    /** Its own timer: what is owed to workers is tried again. */
    record PayAgain() implements ProxyCommand {}

    /** Its own timer: no client has come that knows what a worker claims. */
    record Unclaimed(Address worker, Bytes envHash) implements ProxyCommand {}

    /** Its own timer: accounts that nobody uses are let go. */
    record LetGo() implements ProxyCommand {}

    /** A Dispatch looks for a worker. */
    record Route(Routing.Pick pick) implements ProxyCommand {}
}
