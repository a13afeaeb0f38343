package org.chrysalis.client;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.chrysalis.chain.Account;
import org.chrysalis.chain.Chain;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.ForeignContract;
import org.chrysalis.money.Usage;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.port.Link;
import org.chrysalis.port.Link.Peer;
import org.chrysalis.port.Randomness;
import org.chrysalis.port.Verifier;
import org.chrysalis.prompt.Prompt;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.session.Dialling;
import org.chrysalis.session.Session;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;

import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/**
 * A client node's guardian: keeps the session with its proxy and the directory of workers, seals
 * what apps ask, and spawns a {@link Call} for each request.
 */
public final class ClientNode {

    public sealed interface Command {}

    /**
     * An app's request.
     *
     * @param model its name, as {@link Models} lists it
     * @param maxCoefficient per mille; 0 for the node's own limit
     */
    public record Chat(
            String model, Prompt prompt, long maxCoefficient, ActorRef<? super Answer> replyTo)
            implements Command {}

    /** The directory as of now. */
    public record Models(ActorRef<? super Directory> replyTo) implements Command {}

    /** What every state hears alike. */
    private sealed interface Anytime extends Command {}

    /** Show the books, to people and checks. */
    public record Look(ActorRef<? super Purse.Reply> replyTo) implements Anytime {}

    private record FromLink(Link.Event event) implements Command {}

    private record FromPurse(Purse.Reply reply) implements Command {}

    private record Ended(RequestKey key) implements Anytime {}

    private record ChannelRead(Account account) implements Anytime {}

    private record ChainFailed(String reason) implements Anytime {}

    private record ComeBack() implements Command {}

    /** What a client needs of the world. */
    public record Ports(
            Link link,
            Chain chain,
            InstantSource clock,
            Randomness randomness,
            Verifier verifier) {}

    private final ClientSettings settings;
    private final Ports ports;
    private final long epoch;
    private final ActorContext<Command> context;
    private final OperatorLog log;
    private final TimerScheduler<Command> timers;
    private final Dialling dialling;
    private final Randomness requests;
    private final ActorRef<Purse.Command> purse;
    private final ActorRef<Purse.Reply> fromPurse;
    private final Map<RequestKey, ActorRef<Call.Command>> calls = new TreeMap<>();

    private ClientNode(
            ClientSettings settings,
            Ports ports,
            ChannelState channel,
            ActorContext<Command> context,
            TimerScheduler<Command> timers) {
        this.settings = settings;
        this.ports = ports;
        this.epoch = channel.epoch();
        this.context = context;
        this.log = new OperatorLog(settings.alias());
        this.timers = timers;
        this.dialling = new Dialling(party(settings, epoch), ports.randomness().fork("nonces"));
        this.requests = ports.randomness().fork("requests");
        this.purse = context.spawn(Purse.create(settings, epoch, channel.deposited()), "purse");
        this.fromPurse = context.messageAdapter(Purse.Reply.class, FromPurse::new);
        ports.link().listen(context.messageAdapter(Link.Event.class, FromLink::new));
    }

    /** @param channel its own, as read from the chain */
    public static Behavior<Command> create(
            ClientSettings settings, Ports ports, ChannelState channel) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new ClientNode(settings, ports, channel, context, timers)
                        .apart(new Dialling.Apart())));
    }

    private static Dialling.Party party(ClientSettings settings, long epoch) {
        return new Dialling.Party(
                Wire.Role.CLIENT,
                settings.alias(),
                settings.self(),
                settings.proxy(),
                settings.channel().address(),
                epoch,
                settings.voucherKey(),
                settings.channel().payeeKey());
    }

    /** No session with the proxy: requests are refused at once, never queued unseen. */
    private Behavior<Command> apart(Dialling.Stage stage) {
        return Behaviors.receiveMessage(heard -> switch (heard) {
            case FromLink(Link.Arrived(Peer _, Wire.Settled settled)) -> toCall(settled);
            case FromLink(var event) -> next(dialling.heard(stage, event));
            case FromPurse(Purse.View view) -> next(dialling.read(stage, books(view)));
            case ComeBack _ -> next(dialling.again(stage));
            case Chat chat -> refuse(chat, new Refusal.ProxyUnreachable());
            case Models(var replyTo) -> models(replyTo, Directory.EMPTY);
            case Anytime message -> anytime(message);
            case FromPurse _ -> Behaviors.same();
        });
    }

    private Behavior<Command> next(Dialling.Next next) {
        return switch (next) {
            case Dialling.Stay(var stage) -> apart(stage);
            case Dialling.Read(var stage) -> read(stage);
            case Dialling.Say(var stage, var message) -> {
                ports.link().send(settings.proxy(), message);
                yield apart(stage);
            }
            case Dialling.Refused(var stage, var refusal) -> {
                log.rejected("proxy", refusal);
                timers.startSingleTimer(new ComeBack(), settings.limits().comeBack());
                yield apart(stage);
            }
            case Dialling.Opened(var session, var proof) -> {
                purse.tell(new Purse.Presented(proof.vouchers(), proof.statements(), proof.open()));
                log.connected("proxy", session.alias());
                yield connected(session, Directory.EMPTY);
            }
        };
    }

    private Behavior<Command> read(Dialling.Reading stage) {
        purse.tell(new Purse.Look(fromPurse));
        context.pipeToSelf(
                ports.chain().account(settings.channel().address()),
                (account, failure) -> failure == null
                        ? new ChannelRead(account)
                        : new ChainFailed(String.valueOf(failure.getMessage())));
        return apart(stage);
    }

    private static Dialling.Books books(Purse.View view) {
        return new Dialling.Books(view.state().vouchers(), view.state().statements(), view.open());
    }

    private Behavior<Command> connected(Session session, Directory directory) {
        return Behaviors.receiveMessage(heard -> switch (heard) {
            case FromLink(Link.Arrived(var peer, Wire.Directory offered))
            when is(session, peer) -> directory(session, offered);
            case FromLink(Link.Arrived(var peer, Wire.ClientLeg leg))
            when is(session, peer) -> toCall(leg);
            case FromLink(Link.Arrived(var peer, Wire.Rejected(var refusal)))
            when is(session, peer) -> {
                lose(session);
                yield next(new Dialling.Refused(new Dialling.TurnedAway(peer), refusal));
            }
            case FromLink(Link.Down(var peer))
            when is(session, peer) -> {
                lose(session);
                yield apart(new Dialling.Apart());
            }
            case FromLink(Link.Up up)
            when up.peer().node().equals(settings.proxy()) -> {
                lose(session);
                yield next(dialling.heard(new Dialling.Apart(), up));
            }
            case Chat chat -> chat(chat, directory);
            case Models(var replyTo) -> models(replyTo, directory);
            case Anytime message -> anytime(message);
            case FromLink _, FromPurse _, ComeBack _ -> Behaviors.same();
        });
    }

    private Behavior<Command> directory(Session session, Wire.Directory offered) {
        var known = Directory.of(
                offered, ports.verifier(), settings.models(), ports.clock().millis());
        var worth = known.entries().stream()
                .map(Directory.Entry::confidentiality)
                .min(java.util.Comparator.naturalOrder())
                .map(Object::toString)
                .orElse("none accepted");
        log.offers(known.entries().size(), worth);
        return connected(session, known);
    }

    private Behavior<Command> chat(Chat chat, Directory directory) {
        if (!directory.serves(chat.model())) {
            return refuse(chat, new Refusal.UnknownModel());
        }
        var limits = settings.limits();
        long limit = chat.maxCoefficient() > 0 ? chat.maxCoefficient() : limits.maxCoefficient();
        var drawn = directory.draw(chat.model(), limit, limits.recipients(), requests);
        if (drawn.isEmpty()) {
            return refuse(
                    chat, new Refusal.PriceAboveLimit(directory.cheapest(chat.model()), limit));
        }
        var sealed = SealedCall.seal(
                chat.prompt(),
                drawn,
                limit,
                settings,
                epoch,
                requests,
                ports.clock().millis());
        var call = context.spawnAnonymous(
                Call.create(sealed, settings, ports.link(), purse, chat.replyTo()));
        context.watchWith(call, new Ended(sealed.key()));
        calls.put(sealed.key(), call);
        return Behaviors.same();
    }

    /** A settlement of a request that no call waits for any more is booked all the same. */
    private Behavior<Command> toCall(Wire.ClientLeg leg) {
        var call = calls.get(leg.key());
        if (call != null) {
            call.tell(new Call.FromProxy(leg));
        } else if (leg instanceof Wire.Settled(var key, var statement, var causes)
                && causes.size() <= 1) {
            var ignore = context.getSystem().<Purse.Reply>ignoreRef();
            var amount = statement.figures().amount();
            purse.tell(new Purse.Settle(key, statement, amount, ignore));
        }
        return Behaviors.same();
    }

    private void lose(Session session) {
        log.disconnected(session.alias());
        calls.values().forEach(call -> call.tell(new Call.ProxyDown()));
    }

    private Behavior<Command> refuse(Chat chat, Refusal refusal) {
        chat.replyTo().tell(new Answer.Failed(refusal, Usage.NONE, Nanoton.ZERO));
        return Behaviors.same();
    }

    private Behavior<Command> models(ActorRef<? super Directory> replyTo, Directory directory) {
        replyTo.tell(directory);
        return Behaviors.same();
    }

    private Behavior<Command> anytime(Anytime message) {
        switch (message) {
            case Look(var replyTo) -> purse.tell(new Purse.Look(replyTo));
            case Ended(var key) -> calls.remove(key);
            case ChannelRead(var account) -> deposited(account);
            case ChainFailed(var reason) -> log.chainUnreachable(reason);
        }
        return Behaviors.same();
    }

    private void deposited(Account account) {
        try {
            purse.tell(new Purse.Deposited(ChannelState.read(account).deposited()));
        } catch (ForeignContract foreign) {
            log.chainUnreachable(foreign.getMessage());
        }
    }

    private static boolean is(Session session, Peer peer) {
        return session.peer().equals(peer);
    }
}
