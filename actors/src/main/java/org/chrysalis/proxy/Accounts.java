package org.chrysalis.proxy;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
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
    private final Map<Address, ActorRef<ClientAccount.Command>> clients = new TreeMap<>();
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

    Map<Address, ActorRef<ClientAccount.Command>> clients() {
        return clients;
    }

    Map<Address, ActorRef<WorkerAccount.Command>> workers() {
        return workers;
    }

    ActorRef<WorkerAccount.Reply> fromWorkerAccount() {
        return fromWorkerAccount;
    }

    /** Whether this proxy is the side of {@code channel} that a peer in {@code role} needs. */
    boolean serves(Wire.Role role, ChannelState channel) {
        var identity = channel.identity();
        var ownKey = settings.signingKey().publicKey();
        boolean ours =
                switch (role) {
                    case CLIENT ->
                        identity.payee().equals(settings.contract())
                                && identity.payeeKey().equals(ownKey);
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

    ActorRef<ClientAccount.Command> client(ChannelState channel) {
        var address = channel.identity().address();
        channels.put(address, channel);
        var account = clients.computeIfAbsent(
                address,
                missing -> context.spawn(
                        ClientAccount.create(settings, channel, cashDesk, fromAccount),
                        "client-" + missing.hash().hex()));
        account.tell(new ClientAccount.Refreshed(channel));
        return account;
    }

    ActorRef<WorkerAccount.Command> worker(ChannelState channel) {
        var address = channel.identity().address();
        channels.put(address, channel);
        var account = workers.computeIfAbsent(
                address,
                missing -> context.spawn(
                        WorkerAccount.create(settings, channel, fromWorkerAccount),
                        "worker-" + missing.hash().hex()));
        account.tell(new WorkerAccount.Refreshed(channel));
        return account;
    }
}
