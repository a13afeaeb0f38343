package org.chrysalis.proxy;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.port.NodeId;
import org.chrysalis.proxy.account.ClientAccountCommand;
import org.chrysalis.proxy.attempt.Admissibility;
import org.chrysalis.proxy.attempt.Dispatch;
import org.chrysalis.proxy.attempt.DispatchCommand;
import org.chrysalis.proxy.attempt.Routing;
import org.chrysalis.proxy.settings.ProxySettings;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The attempts that run at a proxy, each with its Dispatch, and who is told what of them. */
final class Attempts {

    private final ProxySettings settings;
    private final ProxyNode.Ports ports;
    private final ActorContext<ProxyCommand> context;
    private final ActorRef<Routing.Pick> router;
    private final OperatorLog log;
    private final Map<RequestKey, Attempting> attempts = new TreeMap<>();
    private final Map<Bytes, RequestKey> keys = new TreeMap<>();

    /** A living Dispatch and whose attempt it is. */
    private record Attempting(
            ActorRef<DispatchCommand> dispatch,
            NodeId client,
            ActorRef<ClientAccountCommand> account,
            Bytes envHash) {}

    Attempts(
            ProxySettings settings,
            ProxyNode.Ports ports,
            ActorContext<ProxyCommand> context,
            ActorRef<Routing.Pick> router) {
        this.settings = settings;
        this.ports = ports;
        this.context = context;
        this.router = router;
        this.log = new OperatorLog(settings.alias());
    }

    void fromClient(NodeId client, ActorRef<ClientAccountCommand> account, Wire.ClientLeg leg) {
        var attempting = attempts.get(leg.key());
        if (attempting != null) {
            attempting.dispatch().tell(new DispatchCommand.FromClient(leg));
        } else if (leg instanceof Wire.Ask ask) {
            ask(client, account, ask);
        }
    }

    private void ask(NodeId client, ActorRef<ClientAccountCommand> account, Wire.Ask ask) {
        switch (Admissibility.of(ask, client, settings, ports.clock().millis())) {
            case Admissibility.Refused(var refusal) -> {
                log.refused(ask.key(), refusal);
                ports.link().send(client, new Wire.Refused(ask.key(), refusal));
            }
            case Admissibility.Admissible(var order) -> {
                var envHash = order.attempt().envHash();
                var dispatch = context.spawnAnonymous(
                        Dispatch.create(order, settings, ports.link(), router, account));
                context.watch(dispatch);
                attempts.put(ask.key(), new Attempting(dispatch, client, account, envHash));
                keys.put(envHash, ask.key());
            }
        }
    }

    void fromWorker(NodeId worker, Wire.WorkerLeg leg) {
        var key = keys.get(leg.envHash());
        if (key != null) {
            attempts.get(key).dispatch().tell(new DispatchCommand.FromWorker(leg, worker));
        }
    }

    /** A node of either side is gone. */
    void lost(NodeId node) {
        for (var attempting : List.copyOf(attempts.values())) {
            attempting
                    .dispatch()
                    .tell(
                            attempting.client().equals(node)
                                    ? new DispatchCommand.ClientDown()
                                    : new DispatchCommand.WorkerDown(node));
        }
    }

    /**
     * A channel's account is no more: whoever opens it again settles what it had open.
     *
     * @return the env_hashes of attempts that nobody carries any more
     */
    List<Bytes> booksFell(Address channel) {
        attempts.forEach((key, attempting) -> attempting
                .dispatch()
                .tell(
                        key.channel().equals(channel)
                                ? new DispatchCommand.BooksFell()
                                : new DispatchCommand.WorkerBooksFell(channel)));
        return attempts.entrySet().stream()
                .filter(entry -> entry.getKey().channel().equals(channel))
                .map(entry -> entry.getValue().envHash())
                .toList();
    }

    /** @return whether it was a Dispatch; one that {@code failed} has left its attempt open */
    boolean ended(ActorRef<Void> ref, boolean failed, Directory directory) {
        for (var entry : attempts.entrySet()) {
            var attempting = entry.getValue();
            if (attempting.dispatch().path().equals(ref.path())) {
                if (failed) {
                    attempting.account().tell(new ClientAccountCommand.Abandoned(entry.getKey()));
                }
                attempts.remove(entry.getKey());
                keys.remove(attempting.envHash());
                directory.ended(attempting.envHash());
                return true;
            }
        }
        return false;
    }
}
