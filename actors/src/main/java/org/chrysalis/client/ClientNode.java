package org.chrysalis.client;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.chrysalis.cashing.CashDesk;
import org.chrysalis.chain.Chain;
import org.chrysalis.client.ClientCommand.Anytime;
import org.chrysalis.client.ClientCommand.Chat;
import org.chrysalis.client.ClientCommand.ComeBack;
import org.chrysalis.client.ClientCommand.FromChain;
import org.chrysalis.client.ClientCommand.FromExchange;
import org.chrysalis.client.ClientCommand.FromLink;
import org.chrysalis.client.ClientCommand.FromPurse;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.port.Link;
import org.chrysalis.port.Link.Peer;
import org.chrysalis.port.Randomness;
import org.chrysalis.port.StatementStore;
import org.chrysalis.port.Verifier;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.session.BooksExchange;
import org.chrysalis.session.Dialling;
import org.chrysalis.session.OwnBooks;
import org.chrysalis.session.OwnChannel;
import org.chrysalis.session.Session;
import org.chrysalis.ton.Statement;
import org.chrysalis.watching.ChainWatch;
import org.chrysalis.wire.Wire;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * A client node's guardian: keeps the session with its proxy and the directory of workers, seals
 * what apps ask, and spawns a {@link Call} for each request.
 */
public final class ClientNode {

    /** What a client needs of the world; {@code wallet} runs its owner's. */
    public record Ports(
            Link link,
            Chain chain,
            InstantSource clock,
            Randomness randomness,
            Verifier verifier,
            StatementStore statements,
            Behavior<CashDesk.Command> wallet) {}

    private final ClientSettings settings;
    private final Ports ports;
    private final OwnChannel channel;
    private final OperatorLog log;
    private final TimerScheduler<ClientCommand> timers;
    private final Dialling dialling;
    private final Randomness lives;
    private final ActorRef<Purse.Reply> fromPurse;
    private final ActorRef<BooksExchange.Said> fromExchange;
    private final OwnBooks<Purse.Command> purse;
    private final Calls calls;
    private final Agreements agreements;

    private ClientNode(
            ClientSettings settings,
            Ports ports,
            ChannelState channel,
            ActorContext<ClientCommand> context,
            TimerScheduler<ClientCommand> timers) {
        this.settings = settings;
        this.ports = ports;
        this.log = new OperatorLog(settings.alias());
        this.channel = new OwnChannel(log, channel);
        this.timers = timers;
        this.dialling = new Dialling(
                settings.party(this.channel.view()), ports.randomness().fork("nonces"));
        this.lives = ports.randomness().fork("lives");
        this.fromPurse = context.messageAdapter(Purse.Reply.class, FromPurse::new);
        this.fromExchange = context.messageAdapter(BooksExchange.Said.class, FromExchange::new);
        this.purse = new OwnBooks<>(context, "purse", log, this::newPurse);
        this.calls = new Calls(settings, ports, purse, context);
        this.agreements = new Agreements(settings, ports, this.channel, purse, context);
        ports.link().listen(context.messageAdapter(Link.Event.class, FromLink::new));
        var fromChain = context.messageAdapter(ChainWatch.Seen.class, FromChain::new);
        this.channel.watch(context, ports.chain(), ports.clock(), fromChain);
    }

    /** @param channel its own, as read from the chain */
    public static Behavior<ClientCommand> create(
            ClientSettings settings, Ports ports, ChannelState channel) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new ClientNode(settings, ports, channel, context, timers)
                        .apart(new Dialling.Apart())));
    }

    private Behavior<Purse.Command> newPurse() {
        var life = lives.bytes(Statement.LIFE_BYTES);
        return Purse.create(
                new Purse.Ports(settings, life, ports.statements(), fromPurse), channel.view());
    }

    /** The books are opened again. */
    private Behavior<ClientCommand> anew(Behavior<ClientCommand> next) {
        calls.tellAll(new Call.BooksFell());
        agreements.fell();
        timers.startSingleTimer(new ComeBack(), settings.limits().comeBack());
        return next;
    }

    /** Requests of the epoch before have nothing to settle in any more. */
    private Behavior<ClientCommand> chainSays(
            ChainWatch.Seen seen, Supplier<Behavior<ClientCommand>> inAnotherEpoch) {
        var key = channel.view().payerKey();
        boolean turned = channel.sees(seen);
        if (turned || !key.equals(channel.view().payerKey())) {
            dialling.turn(settings.party(channel.view()));
        }
        if (turned) {
            calls.tellAll(new Call.BooksFell());
            agreements.turned();
            purse.renew();
            timers.startSingleTimer(new ComeBack(), settings.limits().comeBack());
            return inAnotherEpoch.get();
        }
        purse.tell(new Purse.Seen(channel.view()));
        agreements.seen();
        return Behaviors.same();
    }

    /** No session with the proxy: requests are refused at once, never queued unseen. */
    private Behavior<ClientCommand> apart(Dialling.Stage stage) {
        return purse.guarding(
                heard -> switch (heard) {
                    case FromLink(Link.Arrived(Peer _, Wire.Settled settled)) ->
                        done(() -> calls.tell(settled));
                    case FromLink(var event) -> next(dialling.heard(stage, event));
                    case ComeBack _ -> next(dialling.again(stage));
                    case Chat chat -> done(() -> Calls.refuse(chat, channel.whyApart()));
                    case ClientCommand.Models(var replyTo) ->
                        done(() -> replyTo.tell(Directory.EMPTY));
                    case ClientCommand.OfChannel wish -> done(() -> agreements.ask(wish, false));
                    case Anytime message -> anytime(message);
                    case FromChain(var seen) -> chainSays(seen, () -> apart(stage));
                    case FromExchange _ -> Behaviors.same();
                },
                () -> anew(Behaviors.same()));
    }

    private Behavior<ClientCommand> next(Dialling.Next next) {
        return switch (next) {
            case Dialling.Stay(var stage) -> apart(stage);
            case Dialling.Say(var stage, var message) -> {
                ports.link().send(settings.proxy(), message);
                yield apart(stage);
            }
            case Dialling.Refused(var stage, var refusal) -> {
                log.rejected("proxy", refusal);
                timers.startSingleTimer(new ComeBack(), settings.limits().comeBack());
                yield apart(stage);
            }
            case Dialling.Opened(var session) -> {
                purse.tell(new Purse.Exchange(new BooksExchange.Greet(
                        session.peer(), dialling.greeting(), fromExchange)));
                log.connected("proxy", session.alias());
                yield connected(new Connection(session, false, List.of()));
            }
        };
    }

    private Behavior<ClientCommand> connected(Connection now) {
        var session = now.session();
        return purse.guarding(
                heard -> switch (heard) {
                    case FromLink(Link.Arrived(var peer, var wire))
                    when session.isOf(peer) -> arrived(now, wire);
                    case FromLink(Link.Down(var peer))
                    when session.isOf(peer) -> {
                        lose(session);
                        yield apart(new Dialling.Apart());
                    }
                    case FromLink(Link.Up up)
                    when up.peer().node().equals(settings.proxy()) -> {
                        lose(session);
                        yield next(dialling.heard(new Dialling.Apart(), up));
                    }
                    case FromExchange(var said) when session.isOf(said.peer()) -> said(now, said);
                    case Chat chat -> done(() -> calls.ask(chat, now, channel.epoch()));
                    case ClientCommand.Models(var replyTo) ->
                        done(() -> replyTo.tell(now.directory()));
                    case ClientCommand.OfChannel wish ->
                        done(() -> agreements.ask(wish, now.isReady()));
                    case Anytime message -> anytime(message);
                    case FromChain(var seen) ->
                        chainSays(seen, () -> {
                            log.disconnected(session.alias());
                            return apart(new Dialling.TurnedAway(session.peer()));
                        });
                    case FromLink _, FromExchange _, ComeBack _ -> Behaviors.same();
                },
                () -> anew(apart(new Dialling.TurnedAway(session.peer()))));
    }

    private Behavior<ClientCommand> arrived(Connection now, Wire message) {
        var session = now.session();
        return switch (message) {
            case Wire.Directory offered -> directory(now, offered);
            case Wire.ClientLeg leg -> done(() -> calls.tell(leg));
            case Wire.BooksMessage books ->
                done(() -> purse.tell(
                        new Purse.Exchange(new BooksExchange.Told(session.peer(), books))));
            case Wire.Agreement answer -> done(() -> agreements.told(answer));
            case Wire.Rejected(var refusal) -> {
                lose(
                        session,
                        refusal instanceof Refusal.BooksUnavailable
                                ? refusal
                                : new Refusal.ProxyLost());
                yield next(new Dialling.Refused(new Dialling.TurnedAway(session.peer()), refusal));
            }
            case Wire.Control _, Wire.WorkerLeg _ -> Behaviors.same();
        };
    }

    private Behavior<ClientCommand> said(Connection now, BooksExchange.Said said) {
        return switch (said) {
            case BooksExchange.Say(var _, var message) -> {
                ports.link().send(settings.proxy(), message);
                yield Behaviors.same();
            }
            case BooksExchange.Heard(var _, var greeting) ->
                greeting == dialling.greeting() ? ready(now, now.hearing()) : Behaviors.same();
            case BooksExchange.Broken(var peer, var reason) -> {
                log.booksFailed(settings.channel().address().toString(), reason);
                lose(now.session());
                timers.startSingleTimer(new ComeBack(), settings.limits().comeBack());
                yield apart(new Dialling.TurnedAway(peer));
            }
        };
    }

    private Behavior<ClientCommand> directory(Connection now, Wire.Directory offered) {
        var known = Directory.of(
                offered, ports.verifier(), settings.models(), ports.clock().millis());
        log.offers(known.entries().size(), known.worth());
        calls.known(known);
        return ready(now, now.listing(known));
    }

    private Behavior<ClientCommand> ready(Connection before, Connection now) {
        if (now.isReady() && !before.isReady()) {
            agreements.resume();
        }
        return connected(now);
    }

    private static Behavior<ClientCommand> done(Runnable what) {
        what.run();
        return Behaviors.same();
    }

    private void lose(Session session) {
        lose(session, new Refusal.ProxyLost());
    }

    /** @param cause what the apps hear whose requests are under way */
    private void lose(Session session, Refusal cause) {
        log.disconnected(session.alias());
        calls.tellAll(new Call.ProxyDown(cause));
    }

    private Behavior<ClientCommand> anytime(Anytime message) {
        switch (message) {
            case ClientCommand.Look(var replyTo) -> purse.tell(new Purse.Look(replyTo));
            case ClientCommand.Ended(var key) -> calls.ended(key);
            case ClientCommand.FromWallet(var outcome) -> agreements.sent(outcome);
            case FromPurse(Purse.Agreed(var said)) -> agreements.said(said);
            case FromPurse(Purse.Recovered _) -> purse.recovered();
            case FromPurse _ -> {}
        }
        return Behaviors.same();
    }
}
