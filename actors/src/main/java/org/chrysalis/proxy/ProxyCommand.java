package org.chrysalis.proxy;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.cashing.CashDesk;
import org.chrysalis.chain.Account;
import org.chrysalis.port.Link;
import org.chrysalis.port.Link.Peer;
import org.chrysalis.port.NodeId;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/** What a proxy node's guardian hears. */
public sealed interface ProxyCommand {

    /** Cash every client's voucher now, whatever the threshold says. */
    record CashAll(ActorRef<? super Cashed> replyTo) implements ProxyCommand {}

    /** Show every account, to people and checks. */
    record Look(ActorRef<? super Books> replyTo) implements ProxyCommand {}

    /** One outcome per client channel. */
    record Cashed(List<CashDesk.Outcome> outcomes) {}

    /** The proxy's books, by channel. */
    record Books(
            SortedMap<Address, AccountReply.View> clients,
            SortedMap<Address, WorkerAccount.View> workers) {}

    record FromLink(Link.Event event) implements ProxyCommand {}

    /** A peer's Hello, and the channel it named as the chain knows it. */
    record ChannelRead(Peer peer, Wire.Hello hello, Account account) implements ProxyCommand {}

    record ChainFailed(Peer peer, String reason) implements ProxyCommand {}

    /** What the account holds, for our Proof: the highest voucher, the last statement. */
    record Opened(
            Peer peer,
            Wire.Hello hello,
            List<Voucher> vouchers,
            List<Statement> statements,
            List<Wire.OpenAttempt> open)
            implements ProxyCommand {}

    record FromAccount(AccountReply reply) implements ProxyCommand {}

    record FromWorkerAccount(WorkerAccount.Reply reply) implements ProxyCommand {}

    /** A client that is not back, of whose attempt a worker speaks. */
    record ClientChannelRead(WorkerAccount.WorkerSays says, Account account)
            implements ProxyCommand {}

    /** A worker that is not back, whose attempt was reconciled. */
    record WorkerChannelRead(AccountReply.Reconciled notice, Address channel, Account account)
            implements ProxyCommand {}

    record Ended(RequestKey key, Bytes envHash) implements ProxyCommand {}

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
            implements ProxyCommand {}

    /** The answer to a {@link Pick}. */
    sealed interface Picking {}

    /** @param coefficient it offered, per mille */
    record Picked(
            NodeId node,
            String alias,
            Address channel,
            ActorRef<WorkerAccount.Command> account,
            long coefficient)
            implements Picking {}

    record NoneLeft() implements Picking {}
}
