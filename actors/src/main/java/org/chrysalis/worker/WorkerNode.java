package org.chrysalis.worker;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.chrysalis.cashing.CashDesk;
import org.chrysalis.chain.Chain;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.port.Attestor;
import org.chrysalis.port.InferenceEngine;
import org.chrysalis.port.Link;
import org.chrysalis.port.Link.Peer;
import org.chrysalis.port.Randomness;
import org.chrysalis.port.StatementStore;
import org.chrysalis.session.BooksExchange;
import org.chrysalis.session.Dialling;
import org.chrysalis.session.OwnBooks;
import org.chrysalis.session.OwnChannel;
import org.chrysalis.session.Session;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Statement;
import org.chrysalis.watching.ChainWatch;
import org.chrysalis.wire.Wire;
import org.chrysalis.worker.WorkerCommand.Anytime;
import org.chrysalis.worker.WorkerCommand.Attested;
import org.chrysalis.worker.WorkerCommand.ComeBack;
import org.chrysalis.worker.WorkerCommand.FromChain;
import org.chrysalis.worker.WorkerCommand.FromEarnings;
import org.chrysalis.worker.WorkerCommand.FromExchange;
import org.chrysalis.worker.WorkerCommand.FromLink;

import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * A worker node's guardian: keeps the session with its proxy, opens what is dispatched to it, and
 * spawns a {@link Generation} for each attempt.
 */
public final class WorkerNode {

    /** What a worker needs of the world. */
    public record Ports(
            Link link,
            Chain chain,
            InstantSource clock,
            Randomness randomness,
            InferenceEngine engine,
            Attestor attestor,
            Bytes measurement,
            StatementStore statements,
            Behavior<CashDesk.Command> cashDesk) {}

    private final WorkerSettings settings;
    private final Ports ports;
    private final ActorContext<WorkerCommand> context;
    private final TimerScheduler<WorkerCommand> timers;
    private final OperatorLog log;
    private final Dialling dialling;
    private final KeyCare keys;
    private final OwnChannel channel;
    private final ActorRef<CashDesk.Command> cashDesk;
    private final Randomness lives;
    private final ActorRef<EarningsReply> fromEarnings;
    private final ActorRef<BooksExchange.Said> fromExchange;
    private final Generations generations;
    private final OwnBooks<Earnings.Command> earnings;

    private WorkerNode(
            WorkerSettings settings,
            Ports ports,
            ChannelState channel,
            ActorContext<WorkerCommand> context,
            TimerScheduler<WorkerCommand> timers) {
        this.settings = settings;
        this.ports = ports;
        this.context = context;
        this.timers = timers;
        this.log = new OperatorLog(settings.alias());
        this.keys = new KeyCare(settings, ports, context, timers, log);
        this.channel = new OwnChannel(log, channel);
        this.dialling = new Dialling(
                settings.party(this.channel.view()), ports.randomness().fork("nonces"));
        this.cashDesk = context.spawn(ports.cashDesk(), "cash-desk");
        this.lives = ports.randomness().fork("lives");
        this.fromEarnings = context.messageAdapter(EarningsReply.class, FromEarnings::new);
        this.fromExchange = context.messageAdapter(BooksExchange.Said.class, FromExchange::new);
        this.earnings = new OwnBooks<>(context, "earnings", log, this::newEarnings);
        this.generations = new Generations(
                settings, ports, keys.keys(), context, earnings::tell, fromEarnings);
        var fromChain = context.messageAdapter(ChainWatch.Seen.class, FromChain::new);
        this.channel.watch(context, ports.chain(), ports.clock(), fromChain);
    }

    /** @param channel its own, as read from the chain */
    public static Behavior<WorkerCommand> create(
            WorkerSettings settings, Ports ports, ChannelState channel) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new WorkerNode(settings, ports, channel, context, timers).start()));
    }

    private Behavior<Earnings.Command> newEarnings() {
        var life = lives.bytes(Statement.LIFE_BYTES);
        return Earnings.create(
                new Earnings.Ports(
                        settings, life, ports.clock(), ports.statements(), cashDesk, fromEarnings),
                channel.view());
    }

    /** The books are opened again. */
    private Behavior<WorkerCommand> anew(Behavior<WorkerCommand> next) {
        generations.stopAll();
        timers.startSingleTimer(new ComeBack(), settings.limits().comeBack());
        return next;
    }

    /** Work of the epoch before has nothing to be paid from any more. */
    private Behavior<WorkerCommand> chainSays(
            ChainWatch.Seen seen, Supplier<Behavior<WorkerCommand>> inAnotherEpoch) {
        var key = channel.view().payerKey();
        boolean turned = channel.sees(seen);
        if (turned || !key.equals(channel.view().payerKey())) {
            dialling.turn(settings.party(channel.view()));
        }
        if (turned) {
            earnings.renew();
            return anew(inAnotherEpoch.get());
        }
        earnings.tell(new Earnings.Seen(channel.view()));
        return Behaviors.same();
    }

    /** Links are heard only once there is evidence to offer. */
    private Behavior<WorkerCommand> start() {
        keys.attest();
        return earnings.guarding(
                heard -> switch (heard) {
                    case Attested(var evidence) -> {
                        keys.attested(evidence);
                        yield listen();
                    }
                    case WorkerCommand.Unattested(var reason) ->
                        throw new IllegalStateException(
                                "no evidence for this worker's key: " + reason);
                    case Anytime message -> anytime(message);
                    case FromEarnings(var reply) -> booksSay(reply);
                    case FromChain(var seen) -> chainSays(seen, Behaviors::same);
                    case FromLink _, FromExchange _, ComeBack _ -> Behaviors.same();
                },
                () -> anew(Behaviors.same()));
    }

    private Behavior<WorkerCommand> listen() {
        ports.link().listen(context.messageAdapter(Link.Event.class, FromLink::new));
        return apart(new Dialling.Apart());
    }

    /** No session with the proxy. */
    private Behavior<WorkerCommand> apart(Dialling.Stage stage) {
        return earnings.guarding(
                heard -> switch (heard) {
                    case FromLink(Link.Arrived(Peer _, Wire.Paid paid)) -> arrived(paid);
                    case FromLink(var event) -> next(dialling.heard(stage, event));
                    case ComeBack _ -> next(dialling.again(stage));
                    case Anytime message -> anytime(message);
                    case Attested(var evidence) -> {
                        keys.attested(evidence);
                        yield Behaviors.same();
                    }
                    case FromEarnings(var reply) -> booksSay(reply);
                    case FromChain(var seen) -> chainSays(seen, () -> apart(stage));
                    case FromExchange _ -> Behaviors.same();
                },
                () -> anew(Behaviors.same()));
    }

    private Behavior<WorkerCommand> next(Dialling.Next next) {
        return switch (next) {
            case Dialling.Stay(var stage) -> apart(stage);
            case Dialling.Say(var stage, var message) -> {
                send(message);
                yield apart(stage);
            }
            case Dialling.Refused(var stage, var refusal) -> {
                log.rejected("proxy", refusal);
                timers.startSingleTimer(new ComeBack(), settings.limits().comeBack());
                yield apart(stage);
            }
            case Dialling.Opened(var session) -> {
                earnings.tell(new Earnings.Exchange(new BooksExchange.Greet(
                        session.peer(), dialling.greeting(), fromExchange)));
                log.connected("proxy", session.alias());
                yield serving(session);
            }
        };
    }

    private Behavior<WorkerCommand> said(BooksExchange.Said said) {
        return switch (said) {
            case BooksExchange.Say(var _, var message) -> {
                send(message);
                yield Behaviors.same();
            }
            case BooksExchange.Heard(var _, var greeting) -> {
                if (greeting == dialling.greeting()) {
                    send(keys.offer());
                }
                yield Behaviors.same();
            }
            case BooksExchange.Broken(var peer, var reason) -> {
                log.booksFailed(settings.channel().address().toString(), reason);
                generations.stopAll();
                timers.startSingleTimer(new ComeBack(), settings.limits().comeBack());
                yield apart(new Dialling.TurnedAway(peer));
            }
        };
    }

    private Behavior<WorkerCommand> serving(Session.Established session) {
        return earnings.guarding(
                heard -> switch (heard) {
                    case FromLink(Link.Arrived(var peer, Wire.Rejected(var refusal)))
                    when session.isOf(peer) -> {
                        generations.stopAll();
                        yield next(new Dialling.Refused(new Dialling.TurnedAway(peer), refusal));
                    }
                    case FromLink(Link.Arrived(var peer, Wire.BooksMessage books))
                    when session.isOf(peer) -> {
                        earnings.tell(new Earnings.Exchange(new BooksExchange.Told(peer, books)));
                        yield Behaviors.same();
                    }
                    case FromLink(Link.Arrived(var peer, var wire))
                    when session.isOf(peer) -> arrived(wire);
                    case FromLink(Link.Down(var peer)) when session.isOf(peer) -> down(session);
                    case FromLink(Link.Up up)
                    when up.peer().node().equals(settings.proxy()) -> {
                        generations.stopAll();
                        yield next(dialling.heard(new Dialling.Apart(), up));
                    }
                    case FromExchange(var said) when session.isOf(said.peer()) -> said(said);
                    case FromEarnings(var reply) -> booksSay(reply);
                    case FromChain(var seen) ->
                        chainSays(seen, () -> apart(new Dialling.TurnedAway(session.peer())));
                    case Anytime message -> anytime(message);
                    case Attested(var evidence) -> {
                        keys.attested(evidence);
                        send(keys.offer());
                        yield Behaviors.same();
                    }
                    case FromLink _, FromExchange _, ComeBack _ -> Behaviors.same();
                },
                () -> anew(apart(new Dialling.TurnedAway(session.peer()))));
    }

    private Behavior<WorkerCommand> down(Session session) {
        log.disconnected(session.alias());
        generations.stopAll();
        return apart(new Dialling.Apart());
    }

    private Behavior<WorkerCommand> arrived(Wire message) {
        switch (message) {
            case Wire.Dispatch dispatch -> generations.dispatched(dispatch);
            case Wire.Grant(var envHash, var tokens, var voucher) ->
                earnings.tell(new Earnings.Receive(envHash, tokens, voucher, fromEarnings));
            case Wire.Stop(var envHash) -> generations.stop(envHash);
            case Wire.Paid paid -> earnings.tell(new Earnings.Close(paid));
            case Wire.Control _, Wire.ClientLeg _, Wire.Generated _, Wire.Declined _ -> {}
        }
        return Behaviors.same();
    }

    private Behavior<WorkerCommand> booksSay(EarningsReply reply) {
        if (reply instanceof EarningsReply.Recovered) {
            earnings.recovered();
        }
        generations.hear(reply);
        return Behaviors.same();
    }

    private Behavior<WorkerCommand> anytime(Anytime message) {
        switch (message) {
            case WorkerCommand.Look(var replyTo) -> earnings.tell(new Earnings.Look(replyTo));
            case WorkerCommand.Cash(var replyTo) -> earnings.tell(new Earnings.Cash(replyTo));
            case WorkerCommand.Ended(var envHash) -> generations.ended(envHash);
            case WorkerCommand.Gone(var envHash) -> generations.gone(envHash);
            case WorkerCommand.RenewKey _ -> keys.renew();
            case WorkerCommand.RetireKey _ -> keys.keys().retire();
            case WorkerCommand.Unattested(var reason) -> keys.unattested(reason);
        }
        return Behaviors.same();
    }

    private void send(Wire message) {
        ports.link().send(settings.proxy(), message);
    }
}
