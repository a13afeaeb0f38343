package org.chrysalis.proxy;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.chrysalis.cashing.CashDesk;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The money actors of a proxy, one per channel, spawned when the channel is first seen. */
final class Accounts {

    private final ProxySettings settings;
    private final ActorContext<ProxyCommand> context;
    private final ActorRef<CashDesk.Command> cashDesk;
    private final ActorRef<AccountReply> fromAccount;
    private final ActorRef<WorkerAccount.Reply> fromWorkerAccount;
    private final Map<Address, ChannelState> channels = new TreeMap<>();
    private final Map<Address, ActorRef<AccountCommand>> clients = new TreeMap<>();
    private final Map<Address, ActorRef<WorkerAccount.Command>> workers = new TreeMap<>();

    Accounts(
            ProxySettings settings,
            ActorContext<ProxyCommand> context,
            ActorRef<CashDesk.Command> cashDesk) {
        this.settings = settings;
        this.context = context;
        this.cashDesk = cashDesk;
        this.fromAccount =
                context.messageAdapter(AccountReply.class, ProxyCommand.FromAccount::new);
        this.fromWorkerAccount = context.messageAdapter(
                WorkerAccount.Reply.class, ProxyCommand.FromWorkerAccount::new);
    }

    /** Vouchers are void in another epoch, so each epoch has books of its own. */
    static PersistenceId books(String area, ProxySettings settings, ChannelState channel) {
        return PersistenceId.ofUniqueId("%s|%s|%s|%d"
                .formatted(
                        area,
                        settings.self().key().hex(),
                        channel.identity().address(),
                        channel.epoch()));
    }

    Map<Address, ActorRef<AccountCommand>> clients() {
        return clients;
    }

    Map<Address, ActorRef<WorkerAccount.Command>> workers() {
        return workers;
    }

    ActorRef<WorkerAccount.Reply> fromWorkerAccount() {
        return fromWorkerAccount;
    }

    /**
     * Whether the proxy of {@code settings} is the side of {@code channel} that a peer in {@code
     * role} needs, and can rely on it.
     */
    static boolean serves(ProxySettings settings, Wire.Role role, ChannelState channel) {
        var identity = channel.identity();
        var ownKey = settings.signingKey().publicKey();
        boolean ours =
                switch (role) {
                    case CLIENT ->
                        identity.payee().equals(settings.contract())
                                && identity.payeeKey().equals(ownKey)
                                && identity.closeDelaySeconds() >= settings.closeDelay();
                    case WORKER ->
                        identity.payer().equals(settings.contract())
                                && identity.payerKey().equals(ownKey);
                    case PROXY -> false;
                };
        return ours && channel.status() == ChannelState.Status.OPEN;
    }

    /** The key that a peer must prove: the side of the channel that is not ours. */
    Optional<Bytes> peerKey(Wire.Role role, Address channel) {
        return Optional.ofNullable(channels.get(channel)).map(known -> switch (role) {
            case CLIENT -> known.identity().payerKey();
            case WORKER, PROXY -> known.identity().payeeKey();
        });
    }

    long epoch(Address channel) {
        return channels.get(channel).epoch();
    }

    ActorRef<AccountCommand> client(ChannelState channel) {
        var address = channel.identity().address();
        forgetFormerEpoch(channel);
        channels.put(address, channel);
        var account = clients.computeIfAbsent(
                address,
                _ -> spawned(
                        ClientAccount.create(settings, channel, cashDesk, fromAccount),
                        name("client", channel)));
        account.tell(new AccountCommand.Refreshed(channel));
        return account;
    }

    ActorRef<WorkerAccount.Command> worker(ChannelState channel) {
        var address = channel.identity().address();
        forgetFormerEpoch(channel);
        channels.put(address, channel);
        var account = workers.computeIfAbsent(
                address,
                _ -> spawned(
                        WorkerAccount.create(settings, channel, fromWorkerAccount),
                        name("worker", channel)));
        account.tell(new WorkerAccount.Refreshed(channel));
        return account;
    }

    /**
     * A channel that was closed and opened again owes nothing of before, and its vouchers of before
     * are worth nothing. What runs under the old account still settles there.
     */
    private void forgetFormerEpoch(ChannelState channel) {
        var address = channel.identity().address();
        var known = channels.get(address);
        if (known != null && known.epoch() != channel.epoch()) {
            clients.remove(address);
            workers.remove(address);
        }
    }

    /** Watched: without its books a node must not go on, and nobody else would notice. */
    private <T> ActorRef<T> spawned(Behavior<T> account, String name) {
        var ref = context.spawn(account, name);
        context.watch(ref);
        return ref;
    }

    private static String name(String leg, ChannelState channel) {
        var address = channel.identity().address();
        return leg + "-" + address.hash().hex() + "-" + channel.epoch();
    }
}
