package org.chrysalis.worker;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.chrysalis.cashing.CashDesk;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.port.Attestor;
import org.chrysalis.port.InferenceEngine;
import org.chrysalis.port.Link;
import org.chrysalis.port.Link.Peer;
import org.chrysalis.port.Randomness;
import org.chrysalis.sealing.Envelope;
import org.chrysalis.session.Dialling;
import org.chrysalis.session.Session;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;

import java.time.InstantSource;

/**
 * A worker node's guardian: keeps the session with its proxy, opens what is dispatched to it, and
 * spawns a {@link Generation} for each attempt.
 */
public final class WorkerNode {

    public sealed interface Command {}

    /** What every state hears alike. */
    private sealed interface Anytime extends Command {}

    /** Cash the highest voucher now, whatever the threshold says. */
    public record Cash(ActorRef<? super CashDesk.Outcome> replyTo) implements Anytime {}

    /** Show the books, to people and checks. */
    public record Look(ActorRef<? super Earnings.Reply> replyTo) implements Anytime {}

    private record FromLink(Link.Event event) implements Command {}

    private record Attested(Bytes evidence) implements Command {}

    private record FromEarnings(Earnings.Reply reply) implements Command {}

    /** A generation has said its last word. */
    record Ended(Bytes envHash) implements Anytime {}

    /** A generation's actor is no more; if it had not ended, it crashed. */
    record Gone(Bytes envHash) implements Anytime {}

    private record Unattested(String reason) implements Anytime {}

    private record ComeBack() implements Command {}

    /** The payload key on offer will soon be too old. */
    private record RenewKey() implements Anytime {}

    /** Whatever was sealed for the payload key before has expired. */
    private record RetireKey() implements Anytime {}

    /** What a worker needs of the world. */
    public record Ports(
            Link link,
            InstantSource clock,
            Randomness randomness,
            InferenceEngine engine,
            Attestor attestor,
            Bytes measurement,
            Behavior<CashDesk.Command> cashDesk) {}

    private final WorkerSettings settings;
    private final Ports ports;
    private final ActorContext<Command> context;
    private final TimerScheduler<Command> timers;
    private final OperatorLog log;
    private final Dialling dialling;
    private final KeyRing keys;
    private final ActorRef<Earnings.Command> earnings;
    private final ActorRef<Earnings.Reply> fromEarnings;
    private final Generations generations;

    private WorkerNode(
            WorkerSettings settings,
            Ports ports,
            long epoch,
            ActorContext<Command> context,
            TimerScheduler<Command> timers) {
        this.settings = settings;
        this.ports = ports;
        this.context = context;
        this.timers = timers;
        this.log = new OperatorLog(settings.alias());
        this.dialling = new Dialling(party(settings, epoch), ports.randomness().fork("nonces"));
        this.keys = new KeyRing(
                settings,
                ports.engine().model().hash(),
                ports.randomness().fork("payload-keys"),
                ports.clock().millis());
        var cashDesk = context.spawn(ports.cashDesk(), "cash-desk");
        this.earnings = context.spawn(Earnings.create(settings, epoch, cashDesk), "earnings");
        this.fromEarnings = context.messageAdapter(Earnings.Reply.class, FromEarnings::new);
        this.generations = new Generations(settings, ports, keys, context, earnings, fromEarnings);
    }

    /** @param epoch of its channel, as on chain */
    public static Behavior<Command> create(WorkerSettings settings, Ports ports, long epoch) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new WorkerNode(settings, ports, epoch, context, timers).start()));
    }

    private static Dialling.Party party(WorkerSettings settings, long epoch) {
        return new Dialling.Party(
                Wire.Role.WORKER,
                settings.alias(),
                settings.self(),
                settings.proxy(),
                settings.channel().address(),
                epoch,
                settings.payeeKey(),
                settings.channel().payerKey());
    }

    /** Links are heard only once there is evidence to offer. */
    private Behavior<Command> start() {
        attest();
        return Behaviors.receiveMessage(heard -> switch (heard) {
            case Attested(var evidence) -> {
                attested(evidence);
                yield listen();
            }
            case Unattested(var reason) ->
                throw new IllegalStateException("no evidence for this worker's key: " + reason);
            case Anytime message -> anytime(message);
            case FromLink _, FromEarnings _, ComeBack _ -> Behaviors.same();
        });
    }

    private void attest() {
        context.pipeToSelf(
                ports.attestor().attest(keys.claim()),
                (evidence, failure) -> failure == null
                        ? new Attested(evidence)
                        : new Unattested(String.valueOf(failure.getMessage())));
    }

    /** The next key is drawn so early that clients know it before this one is too old. */
    private void attested(Bytes evidence) {
        keys.attested(evidence);
        var limits = settings.limits();
        timers.startSingleTimer(new RenewKey(), limits.keyLife().minus(limits.keyOverlap()));
        timers.startSingleTimer(new RetireKey(), Envelope.LONGEST_LIFE);
    }

    /** The key on offer serves until its end; until then it is tried again. */
    private void unattested(String reason) {
        log.unattested(reason);
        timers.startSingleTimer(new RenewKey(), settings.limits().keyOverlap().dividedBy(10));
    }

    private Behavior<Command> listen() {
        ports.link().listen(context.messageAdapter(Link.Event.class, FromLink::new));
        return apart(new Dialling.Apart());
    }

    /** No session with the proxy. */
    private Behavior<Command> apart(Dialling.Stage stage) {
        return Behaviors.receiveMessage(heard -> switch (heard) {
            case FromLink(Link.Arrived(Peer _, Wire.Paid paid)) -> arrived(paid);
            case FromLink(var event) -> next(dialling.heard(stage, event));
            case FromEarnings(Earnings.View view) -> next(dialling.read(stage, books(view)));
            case ComeBack _ -> next(dialling.again(stage));
            case Anytime message -> anytime(message);
            case Attested(var evidence) -> {
                attested(evidence);
                yield Behaviors.same();
            }
            case FromEarnings _ -> Behaviors.same();
        });
    }

    private Behavior<Command> next(Dialling.Next next) {
        return switch (next) {
            case Dialling.Stay(var stage) -> apart(stage);
            case Dialling.Read(var stage) -> {
                earnings.tell(new Earnings.Look(fromEarnings));
                yield apart(stage);
            }
            case Dialling.Say(var stage, var message) -> {
                send(message);
                yield apart(stage);
            }
            case Dialling.Refused(var stage, var refusal) -> {
                log.rejected("proxy", refusal);
                timers.startSingleTimer(new ComeBack(), settings.limits().comeBack());
                yield apart(stage);
            }
            case Dialling.Opened(var session, var proof) -> {
                earnings.tell(new Earnings.Presented(proof.vouchers(), proof.statements()));
                log.connected("proxy", session.alias());
                offer();
                yield serving(session);
            }
        };
    }

    private static Dialling.Books books(Earnings.View view) {
        return new Dialling.Books(view.state().vouchers(), view.state().statements(), view.open());
    }

    private void offer() {
        var model = ports.engine().model();
        send(new Wire.Offer(
                keys.config().encode(),
                keys.evidence(),
                model.name(),
                settings.coefficient(),
                model.contextTokens(),
                settings.limits().slots()));
    }

    private Behavior<Command> serving(Session.Established session) {
        return Behaviors.receiveMessage(heard -> switch (heard) {
            case FromLink(Link.Arrived(var peer, Wire.Rejected(var refusal)))
            when is(session, peer) -> {
                generations.stopAll();
                yield next(new Dialling.Refused(new Dialling.TurnedAway(peer), refusal));
            }
            case FromLink(Link.Arrived(var peer, var wire)) when is(session, peer) -> arrived(wire);
            case FromLink(Link.Down(var peer)) when is(session, peer) -> down(session);
            case FromLink(Link.Up up)
            when up.peer().node().equals(settings.proxy()) -> {
                generations.stopAll();
                yield next(dialling.heard(new Dialling.Apart(), up));
            }
            case FromEarnings(var reply) -> booksSay(reply);
            case Anytime message -> anytime(message);
            case Attested(var evidence) -> {
                attested(evidence);
                offer();
                yield Behaviors.same();
            }
            case FromLink _, ComeBack _ -> Behaviors.same();
        });
    }

    private Behavior<Command> down(Session session) {
        log.disconnected(session.alias());
        generations.stopAll();
        return apart(new Dialling.Apart());
    }

    private Behavior<Command> arrived(Wire message) {
        switch (message) {
            case Wire.Dispatch dispatch -> generations.dispatched(dispatch);
            case Wire.Grant(var envHash, var tokens, var voucher) -> {
                earnings.tell(new Earnings.Receive(voucher));
                generations.granted(envHash, tokens);
            }
            case Wire.Stop(var envHash) -> generations.stop(envHash);
            case Wire.Paid paid -> earnings.tell(new Earnings.Close(paid));
            case Wire.Control _, Wire.ClientLeg _, Wire.Generated _, Wire.Declined _ -> {}
        }
        return Behaviors.same();
    }

    private Behavior<Command> booksSay(Earnings.Reply reply) {
        switch (reply) {
            case Earnings.Go(var envHash) -> generations.run(envHash);
            case Earnings.Wait(var envHash, var refusal) -> generations.refuse(envHash, refusal);
            case Earnings.View _ -> {}
        }
        return Behaviors.same();
    }

    private Behavior<Command> anytime(Anytime message) {
        switch (message) {
            case Look(var replyTo) -> earnings.tell(new Earnings.Look(replyTo));
            case Cash(var replyTo) -> earnings.tell(new Earnings.Cash(replyTo));
            case Ended(var envHash) -> generations.ended(envHash);
            case Gone(var envHash) -> generations.gone(envHash);
            case RenewKey _ -> {
                keys.renew(ports.clock().millis());
                attest();
            }
            case RetireKey _ -> keys.retire();
            case Unattested(var reason) -> unattested(reason);
        }
        return Behaviors.same();
    }

    private static boolean is(Session session, Peer peer) {
        return session.peer().equals(peer);
    }

    private void send(Wire message) {
        ports.link().send(settings.proxy(), message);
    }
}
