package org.chrysalis.proxy;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.chrysalis.actor.Gather;
import org.chrysalis.cashing.CashDesk;
import org.chrysalis.chain.Chain;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.port.Link;
import org.chrysalis.port.Link.Peer;
import org.chrysalis.port.NodeId;
import org.chrysalis.port.Randomness;
import org.chrysalis.port.Verifier;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.sealing.KeyConfig;
import org.chrysalis.sealing.Malformed;
import org.chrysalis.session.Session;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A proxy node's guardian: keeps the directory of workers, and routes messages to the actors that
 * own money and attempts. It decides nothing about either.
 */
public final class ProxyNode {

    /** What a proxy needs of the world; {@code cashDesk} runs the operator's hot wallet. */
    public record Ports(
            Link link,
            Chain chain,
            InstantSource clock,
            Randomness randomness,
            Verifier verifier,
            Behavior<CashDesk.Command> cashDesk) {}

    private final ProxySettings settings;
    private final Ports ports;
    private final ActorContext<ProxyCommand> context;
    private final OperatorLog log;
    private final Accounts accounts;
    private final Reception reception;
    private final FormerLife formerLife;
    private final Workers workers = new Workers();
    private final Map<RequestKey, Attempting> attempts = new TreeMap<>();
    private final Map<Bytes, RequestKey> keys = new TreeMap<>();

    /** A living Dispatch and whose attempt it is. */
    private record Attempting(ActorRef<DispatchCommand> dispatch, NodeId client) {}

    private ProxyNode(ProxySettings settings, Ports ports, ActorContext<ProxyCommand> context) {
        this.settings = settings;
        this.ports = ports;
        this.context = context;
        this.log = new OperatorLog(settings.alias());
        this.accounts =
                new Accounts(settings, context, context.spawn(ports.cashDesk(), "cash-desk"));
        this.reception = new Reception(settings, ports, context, accounts, log);
        this.formerLife = new FormerLife(accounts, ports.chain(), context, log);
    }

    public static Behavior<ProxyCommand> create(ProxySettings settings, Ports ports) {
        return Behaviors.setup(context -> new ProxyNode(settings, ports, context).start());
    }

    private Behavior<ProxyCommand> start() {
        ports.link().listen(context.messageAdapter(Link.Event.class, ProxyCommand.FromLink::new));
        return Behaviors.receiveMessage(message -> {
            serve(message);
            return Behaviors.same();
        });
    }

    private void serve(ProxyCommand message) {
        switch (message) {
            case ProxyCommand.FromLink(Link.Up(var peer)) ->
                reception.up(peer).ifPresent(this::lost);
            case ProxyCommand.FromLink(Link.Down(var peer)) ->
                reception.down(peer).ifPresent(this::lost);
            case ProxyCommand.FromLink(Link.Arrived(var peer, var wire)) -> arrived(peer, wire);
            case ProxyCommand.ChannelRead read -> reception.open(read);
            case ProxyCommand.ChainFailed(var peer, var why) -> reception.chainFailed(peer, why);
            case ProxyCommand.Opened opened -> reception.greetBack(opened);
            case ProxyCommand.Pick pick -> workers.pick(pick, accounts.workers());
            case ProxyCommand.Ended(var key, var envHash) -> ended(key, envHash);
            case ProxyCommand.FromAccount(AccountReply.Reconciled notice) -> reconciled(notice);
            case ProxyCommand.FromAccount(AccountReply.Due due) -> formerLife.due(due);
            case ProxyCommand.FromAccount _ -> {}
            case ProxyCommand.FromWorkerAccount(var reply) -> workerAccountSays(reply);
            case ProxyCommand.ClientChannelRead read -> formerLife.clientRead(read);
            case ProxyCommand.WorkerChannelRead read -> formerLife.workerRead(read);
            case ProxyCommand.CashAll(var replyTo) -> cashAll(replyTo);
            case ProxyCommand.Look(var replyTo) -> look(replyTo);
        }
    }

    private void arrived(Peer peer, Wire message) {
        switch (message) {
            case Wire.Hello hello -> reception.greeted(peer, hello).ifPresent(this::lost);
            case Wire.Proof proof ->
                reception.proven(peer, proof).ifPresent(session -> welcome(session, proof));
            case Wire.Rejected(var refusal) -> log.rejected(peer.node().toString(), refusal);
            case Wire.Directory _ -> reject(peer, new Refusal.ProofInvalid());
            case Wire.Offer offer ->
                reception
                        .established(peer, Wire.Role.WORKER)
                        .ifPresent(session -> offered(session, offer));
            case Wire.WorkerLeg leg ->
                reception
                        .established(peer, Wire.Role.WORKER)
                        .ifPresent(_ -> toDispatch(peer.node(), leg));
            case Wire.ClientLeg leg ->
                reception
                        .established(peer, Wire.Role.CLIENT)
                        .filter(session -> session.channel().equals(leg.key().channel()))
                        .ifPresent(session -> fromClient(session, leg));
        }
    }

    private void welcome(Session.Established session, Wire.Proof proof) {
        var node = session.peer().node();
        switch (session.role()) {
            case CLIENT -> {
                accounts.clients()
                        .get(session.channel())
                        .tell(new AccountCommand.Presented(proof.vouchers(), proof.open()));
                ports.link().send(node, workers.directory());
            }
            case WORKER ->
                accounts.workers()
                        .get(session.channel())
                        .tell(new WorkerAccount.Presented(proof.vouchers(), proof.open()));
            case PROXY -> {}
        }
    }

    /** A worker is offered to clients only with evidence that this proxy accepts itself. */
    private void offered(Session.Established session, Wire.Offer offer) {
        try {
            var config = KeyConfig.decode(offer.keyConfig());
            var verdict = ports.verifier().judge(config.hash(), offer.evidence());
            if (!config.node().equals(session.peer().node())
                    || verdict instanceof Verifier.Verdict.Refused
                    || !config.usable()
                    || offer.slots() < 1) {
                reject(session.peer(), new Refusal.ProofInvalid());
                return;
            }
            workers.offered(
                    config.node(), offer, config.keyId(), session.channel(), session.alias());
            publish();
        } catch (Malformed malformed) {
            reject(session.peer(), new Refusal.NotOpened());
        }
    }

    private void publish() {
        for (var client : reception.all(Wire.Role.CLIENT)) {
            ports.link().send(client.peer().node(), workers.directory());
        }
    }

    private void fromClient(Session.Established session, Wire.ClientLeg leg) {
        var attempting = attempts.get(leg.key());
        if (attempting != null) {
            attempting.dispatch().tell(new DispatchCommand.FromClient(leg));
        } else if (leg instanceof Wire.Ask ask) {
            ask(session, ask);
        }
    }

    private void ask(Session.Established session, Wire.Ask ask) {
        switch (Admissibility.of(
                ask, session.peer().node(), settings, ports.clock().millis())) {
            case Admissibility.Refused(var refusal) -> {
                log.refused(ask.key(), refusal);
                ports.link().send(session.peer().node(), new Wire.Refused(ask.key(), refusal));
            }
            case Admissibility.Admissible(var order) -> {
                var envHash = order.attempt().envHash();
                var node = session.peer().node();
                var dispatch = context.spawnAnonymous(Dispatch.create(
                        order,
                        settings,
                        ports.link(),
                        context.getSelf(),
                        accounts.clients().get(session.channel())));
                context.watchWith(dispatch, new ProxyCommand.Ended(ask.key(), envHash));
                attempts.put(ask.key(), new Attempting(dispatch, node));
                keys.put(envHash, ask.key());
            }
        }
    }

    private void toDispatch(NodeId worker, Wire.WorkerLeg leg) {
        var key = keys.get(leg.envHash());
        if (key != null) {
            attempts.get(key).dispatch().tell(new DispatchCommand.FromWorker(leg, worker));
        }
    }

    private void ended(RequestKey key, Bytes envHash) {
        attempts.remove(key);
        keys.remove(envHash);
        workers.ended(envHash);
    }

    private void reject(Peer peer, Refusal refusal) {
        reception.reject(peer, refusal).ifPresent(this::lost);
    }

    private void lost(Session.Established session) {
        var node = session.peer().node();
        workers.gone(node);
        publish();
        for (var attempting : List.copyOf(attempts.values())) {
            attempting
                    .dispatch()
                    .tell(
                            attempting.client().equals(node)
                                    ? new DispatchCommand.ClientDown()
                                    : new DispatchCommand.WorkerDown(node));
        }
    }

    /** An attempt of a former life: both sides are told, if they are here. */
    private void reconciled(AccountReply.Reconciled notice) {
        log.reconciled(notice.key(), notice.statement().figures().amount());
        for (var client : reception.all(Wire.Role.CLIENT)) {
            if (client.channel().equals(notice.key().channel())) {
                var settled = new Wire.Settled(
                        notice.key(), notice.statement(), List.of(new Refusal.ProxyLost()));
                ports.link().send(client.peer().node(), settled);
            }
        }
        formerLife.settled(notice);
    }

    private void workerAccountSays(WorkerAccount.Reply reply) {
        switch (reply) {
            case WorkerAccount.WorkerSays says -> formerLife.heard(says);
            case WorkerAccount.Settled settled ->
                reception.all(Wire.Role.WORKER).stream()
                        .filter(worker -> worker.channel()
                                .equals(settled.statement().subject().channel()))
                        .forEach(worker -> ports.link()
                                .send(
                                        worker.peer().node(),
                                        new Wire.Paid(
                                                settled.envHash(),
                                                settled.statement(),
                                                settled.voucher())));
            case WorkerAccount.Unreachable(var channel) ->
                log.chainUnreachable("channel " + channel + " is not settled yet");
            case WorkerAccount.Taken _,
                    WorkerAccount.Declined _,
                    WorkerAccount.Signed _,
                    WorkerAccount.View _ -> {}
        }
    }

    private void cashAll(ActorRef<? super ProxyCommand.Cashed> replyTo) {
        var all = List.copyOf(accounts.clients().values());
        var gather = context.spawnAnonymous(Gather.<CashDesk.Outcome>of(
                all.size(), outcomes -> replyTo.tell(new ProxyCommand.Cashed(outcomes))));
        all.forEach(account -> account.tell(new AccountCommand.Cash(gather)));
    }

    private void look(ActorRef<? super ProxyCommand.Books> replyTo) {
        var gather = context.spawnAnonymous(Gather.<Object>of(
                accounts.clients().size() + accounts.workers().size(),
                views -> replyTo.tell(books(views))));
        accounts.clients().values().forEach(one -> one.tell(new AccountCommand.Look(gather)));
        accounts.workers().values().forEach(one -> one.tell(new WorkerAccount.Look(gather)));
    }

    private static ProxyCommand.Books books(List<Object> views) {
        var clients = new TreeMap<Address, AccountReply.View>();
        var workers = new TreeMap<Address, WorkerAccount.View>();
        for (var view : views) {
            if (view instanceof AccountReply.View client) {
                clients.put(client.channel(), client);
            } else if (view instanceof WorkerAccount.View worker) {
                workers.put(worker.channel(), worker);
            }
        }
        return new ProxyCommand.Books(clients, workers);
    }
}
