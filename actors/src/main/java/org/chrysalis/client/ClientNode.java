package org.chrysalis.client;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
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
import org.chrysalis.session.Session;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.SessionProof;
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
    private final Randomness nonces;
    private final Randomness requests;
    private final ActorRef<Purse.Command> purse;
    private final ActorRef<Purse.Reply> fromPurse;
    private final Map<RequestKey, ActorRef<Call.Command>> calls = new TreeMap<>();

    private ClientNode(
            ClientSettings settings,
            Ports ports,
            ChannelState channel,
            ActorContext<Command> context) {
        this.settings = settings;
        this.ports = ports;
        this.epoch = channel.epoch();
        this.context = context;
        this.log = new OperatorLog(settings.alias());
        this.nonces = ports.randomness().fork("nonces");
        this.requests = ports.randomness().fork("requests");
        this.purse = context.spawn(Purse.create(settings, epoch, channel.deposited()), "purse");
        this.fromPurse = context.messageAdapter(Purse.Reply.class, FromPurse::new);
        ports.link().listen(context.messageAdapter(Link.Event.class, FromLink::new));
    }

    /** @param channel its own, as read from the chain */
    public static Behavior<Command> create(
            ClientSettings settings, Ports ports, ChannelState channel) {
        return Behaviors.setup(context -> new ClientNode(settings, ports, channel, context).away());
    }

    /** No session with the proxy: requests are refused at once, never queued unseen. */
    private Behavior<Command> away() {
        return Behaviors.receiveMessage(heard -> switch (heard) {
            case FromLink(Link.Up(var peer)) when isProxy(peer) -> greet(peer);
            case Chat chat -> refuse(chat, new Refusal.ProxyUnreachable());
            case Models(var replyTo) -> models(replyTo, Directory.EMPTY);
            case Anytime message -> anytime(message);
            case FromLink _, FromPurse _ -> Behaviors.same();
        });
    }

    /** Our Proof will show what the purse holds, so it is asked before anything is said. */
    private Behavior<Command> greet(Peer peer) {
        purse.tell(new Purse.Look(fromPurse));
        context.pipeToSelf(
                ports.chain().account(settings.channel().address()),
                (account, failure) -> failure == null
                        ? new ChannelRead(account)
                        : new ChainFailed(String.valueOf(failure.getMessage())));
        return Behaviors.receiveMessage(heard -> switch (heard) {
            case FromPurse(Purse.View view) -> hello(peer, view);
            case FromLink(Link.Down(var gone)) when gone.equals(peer) -> away();
            case FromLink(Link.Up(var next)) when isProxy(next) -> greet(next);
            case Chat chat -> refuse(chat, new Refusal.ProxyUnreachable());
            case Models(var replyTo) -> models(replyTo, Directory.EMPTY);
            case Anytime message -> anytime(message);
            case FromLink _, FromPurse _ -> Behaviors.same();
        });
    }

    private Behavior<Command> hello(Peer peer, Purse.View view) {
        var nonce = nonces.bytes(32);
        var channel = settings.channel().address();
        send(new Wire.Hello(
                Wire.VERSION, Wire.Role.CLIENT, nonce, channel, epoch, settings.alias()));
        return greeted(new Session.Greeted(peer, nonce), view);
    }

    private Behavior<Command> greeted(Session.Greeted session, Purse.View view) {
        return Behaviors.receiveMessage(heard -> switch (heard) {
            case FromLink(Link.Arrived(var peer, Wire.Hello hello))
            when is(session, peer) ->
                prove(
                        new Session.Proving(
                                peer, session.nonce(), hello, Session.aliasOf(hello, peer)),
                        view);
            case FromLink(Link.Arrived(var peer, Wire.Rejected(var refusal)))
            when is(session, peer) -> rejected(session, refusal);
            case FromLink(Link.Down(var peer)) when is(session, peer) -> down(session);
            case FromLink(Link.Up(var peer)) when isProxy(peer) -> greet(peer);
            case Chat chat -> refuse(chat, new Refusal.ProxyUnreachable());
            case Models(var replyTo) -> models(replyTo, Directory.EMPTY);
            case Anytime message -> anytime(message);
            case FromLink _, FromPurse _ -> Behaviors.same();
        });
    }

    private Behavior<Command> prove(Session.Proving session, Purse.View view) {
        var signature = SessionProof.sign(
                session.hello().nonce(),
                session.peer().node(),
                settings.channel().address(),
                epoch,
                settings.voucherKey());
        send(new Wire.Proof(
                signature, view.state().vouchers(), view.state().statements(), view.open()));
        return proving(session);
    }

    private Behavior<Command> proving(Session.Proving session) {
        return Behaviors.receiveMessage(heard -> switch (heard) {
            case FromLink(Link.Arrived(var peer, Wire.Proof proof))
            when is(session, peer) -> proven(session, proof);
            case FromLink(Link.Arrived(var peer, Wire.Rejected(var refusal)))
            when is(session, peer) -> rejected(session, refusal);
            case FromLink(Link.Down(var peer)) when is(session, peer) -> down(session);
            case FromLink(Link.Up(var peer)) when isProxy(peer) -> greet(peer);
            case Chat chat -> refuse(chat, new Refusal.ProxyUnreachable());
            case Models(var replyTo) -> models(replyTo, Directory.EMPTY);
            case Anytime message -> anytime(message);
            case FromLink _, FromPurse _ -> Behaviors.same();
        });
    }

    private Behavior<Command> proven(Session.Proving session, Wire.Proof proof) {
        boolean valid = SessionProof.verifies(
                session.nonce(),
                settings.self(),
                settings.channel().address(),
                epoch,
                settings.channel().payeeKey(),
                proof.signature());
        if (!valid) {
            send(new Wire.Rejected(new Refusal.ProofInvalid()));
            return rejected(session, new Refusal.ProofInvalid());
        }
        purse.tell(new Purse.Presented(proof.vouchers(), proof.statements()));
        log.connected("proxy", session.alias());
        return connected(session, Directory.EMPTY);
    }

    private Behavior<Command> connected(Session session, Directory directory) {
        return Behaviors.receiveMessage(heard -> switch (heard) {
            case FromLink(Link.Arrived(var peer, Wire.Directory offered))
            when is(session, peer) -> directory(session, offered);
            case FromLink(Link.Arrived(var peer, Wire.ClientLeg leg))
            when is(session, peer) -> toCall(leg);
            case FromLink(Link.Down(var peer)) when is(session, peer) -> down(session);
            case FromLink(Link.Up(var peer))
            when isProxy(peer) -> {
                down(session);
                yield greet(peer);
            }
            case Chat chat -> chat(chat, directory);
            case Models(var replyTo) -> models(replyTo, directory);
            case Anytime message -> anytime(message);
            case FromLink _, FromPurse _ -> Behaviors.same();
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

    private Behavior<Command> rejected(Session session, Refusal refusal) {
        log.rejected(session.alias(), refusal);
        return away();
    }

    private Behavior<Command> down(Session session) {
        log.disconnected(session.alias());
        calls.values().forEach(call -> call.tell(new Call.ProxyDown()));
        return away();
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

    private boolean isProxy(Peer peer) {
        return peer.node().equals(settings.proxy());
    }

    private static boolean is(Session session, Peer peer) {
        return session.peer().equals(peer);
    }

    private void send(Wire message) {
        ports.link().send(settings.proxy(), message);
    }
}
