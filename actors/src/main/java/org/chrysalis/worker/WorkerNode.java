package org.chrysalis.worker;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.chrysalis.cashing.CashDesk;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.port.Attestor;
import org.chrysalis.port.InferenceEngine;
import org.chrysalis.port.Link;
import org.chrysalis.port.Link.Peer;
import org.chrysalis.port.Randomness;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.sealing.PayloadKey;
import org.chrysalis.sealing.ResponseSealer;
import org.chrysalis.session.Session;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.SessionProof;
import org.chrysalis.wire.Wire;

import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

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

    private record Ended(Bytes envHash) implements Anytime {}

    private record Unattested(String reason) implements Command {}

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
    private final long epoch;
    private final ActorContext<Command> context;
    private final OperatorLog log;
    private final Randomness nonces;
    private final Opening opening;
    private final ActorRef<Earnings.Command> earnings;
    private final ActorRef<Earnings.Reply> fromEarnings;
    private final Map<Bytes, ActorRef<Generation.Command>> running = new TreeMap<>();
    private final Map<Bytes, Waiting> waiting = new TreeMap<>();

    /** Opened, and not begun before the books say that the proxy does not owe too much. */
    private record Waiting(PayloadKey.Opened opened, long granted) {}

    private WorkerNode(
            WorkerSettings settings, Ports ports, long epoch, ActorContext<Command> context) {
        this.settings = settings;
        this.ports = ports;
        this.epoch = epoch;
        this.context = context;
        this.log = new OperatorLog(settings.alias());
        this.nonces = ports.randomness().fork("nonces");
        this.opening = new Opening(
                settings,
                ports.engine().model().hash(),
                ports.randomness().fork("payload-key"),
                ports.clock().millis());
        var cashDesk = context.spawn(ports.cashDesk(), "cash-desk");
        this.earnings = context.spawn(Earnings.create(settings, epoch, cashDesk), "earnings");
        this.fromEarnings = context.messageAdapter(Earnings.Reply.class, FromEarnings::new);
    }

    /** @param epoch of its channel, as on chain */
    public static Behavior<Command> create(WorkerSettings settings, Ports ports, long epoch) {
        return Behaviors.setup(context -> new WorkerNode(settings, ports, epoch, context).attest());
    }

    /** Links are heard only once there is evidence to offer. */
    private Behavior<Command> attest() {
        context.pipeToSelf(
                ports.attestor().attest(opening.config().hash()),
                (evidence, failure) -> failure == null
                        ? new Attested(evidence)
                        : new Unattested(String.valueOf(failure.getMessage())));
        return Behaviors.receiveMessage(heard -> switch (heard) {
            case Attested(var evidence) -> listen(evidence);
            case Unattested(var reason) ->
                throw new IllegalStateException("no evidence for this worker's key: " + reason);
            case Anytime message -> anytime(message);
            case FromLink _, FromEarnings _ -> Behaviors.same();
        });
    }

    private Behavior<Command> listen(Bytes evidence) {
        ports.link().listen(context.messageAdapter(Link.Event.class, FromLink::new));
        return away(evidence);
    }

    /** No session with the proxy. */
    private Behavior<Command> away(Bytes evidence) {
        return Behaviors.receiveMessage(heard -> switch (heard) {
            case FromLink(Link.Up(var peer)) when isProxy(peer) -> greet(peer, evidence);
            case Anytime message -> anytime(message);
            case FromLink _, FromEarnings _, Attested _, Unattested _ -> Behaviors.same();
        });
    }

    /** Our Proof will show what the books hold, so they are asked before anything is said. */
    private Behavior<Command> greet(Peer peer, Bytes evidence) {
        earnings.tell(new Earnings.Look(fromEarnings));
        return Behaviors.receiveMessage(heard -> switch (heard) {
            case FromEarnings(Earnings.View view) -> hello(peer, view, evidence);
            case FromLink(Link.Down(var gone)) when gone.equals(peer) -> away(evidence);
            case FromLink(Link.Up(var next)) when isProxy(next) -> greet(next, evidence);
            case Anytime message -> anytime(message);
            case FromLink _, FromEarnings _, Attested _, Unattested _ -> Behaviors.same();
        });
    }

    private Behavior<Command> hello(Peer peer, Earnings.View view, Bytes evidence) {
        var nonce = nonces.bytes(32);
        var channel = settings.channel().address();
        send(new Wire.Hello(
                Wire.VERSION, Wire.Role.WORKER, nonce, channel, epoch, settings.alias()));
        return greeted(new Session.Greeted(peer, nonce), view, evidence);
    }

    private Behavior<Command> greeted(Session.Greeted session, Earnings.View view, Bytes evidence) {
        return Behaviors.receiveMessage(heard -> switch (heard) {
            case FromLink(Link.Arrived(var peer, Wire.Hello hello))
            when is(session, peer) -> {
                var alias = Session.aliasOf(hello, peer);
                var proving = new Session.Proving(peer, session.nonce(), hello, alias);
                send(proof(proving, view));
                yield proving(proving, evidence);
            }
            case FromLink(Link.Arrived(var peer, Wire.Rejected(var refusal)))
            when is(session, peer) -> {
                log.rejected(session.alias(), refusal);
                yield away(evidence);
            }
            case FromLink(Link.Down(var peer)) when is(session, peer) -> away(evidence);
            case FromLink(Link.Up(var peer)) when isProxy(peer) -> greet(peer, evidence);
            case Anytime message -> anytime(message);
            case FromLink _, FromEarnings _, Attested _, Unattested _ -> Behaviors.same();
        });
    }

    private Behavior<Command> proving(Session.Proving session, Bytes evidence) {
        return Behaviors.receiveMessage(heard -> switch (heard) {
            case FromLink(Link.Arrived(var peer, Wire.Proof proof))
            when is(session, peer) -> proven(session, proof, evidence);
            case FromLink(Link.Arrived(var peer, Wire.Rejected(var refusal)))
            when is(session, peer) -> {
                log.rejected(session.alias(), refusal);
                yield away(evidence);
            }
            case FromLink(Link.Down(var peer)) when is(session, peer) -> away(evidence);
            case FromLink(Link.Up(var peer)) when isProxy(peer) -> greet(peer, evidence);
            case Anytime message -> anytime(message);
            case FromLink _, FromEarnings _, Attested _, Unattested _ -> Behaviors.same();
        });
    }

    private Wire.Proof proof(Session.Proving session, Earnings.View view) {
        var signature = SessionProof.sign(
                session.hello().nonce(),
                session.peer().node(),
                settings.channel().address(),
                epoch,
                settings.payeeKey());
        return new Wire.Proof(
                signature, view.state().vouchers(), view.state().statements(), view.open());
    }

    private Behavior<Command> proven(Session.Proving session, Wire.Proof proof, Bytes evidence) {
        boolean valid = SessionProof.verifies(
                session.nonce(),
                settings.self(),
                settings.channel().address(),
                epoch,
                settings.channel().payerKey(),
                proof.signature());
        if (!valid) {
            send(new Wire.Rejected(new Refusal.ProofInvalid()));
            return away(evidence);
        }
        earnings.tell(new Earnings.Presented(proof.vouchers(), proof.statements()));
        log.connected("proxy", session.alias());
        var model = ports.engine().model();
        send(new Wire.Offer(
                opening.config().encode(),
                evidence,
                model.name(),
                settings.coefficient(),
                model.contextTokens(),
                settings.limits().slots()));
        var established = new Session.Established(
                session.peer(), Wire.Role.PROXY, settings.channel().address(), session.alias());
        return serving(established, evidence);
    }

    private Behavior<Command> serving(Session.Established session, Bytes evidence) {
        return Behaviors.receiveMessage(heard -> switch (heard) {
            case FromLink(Link.Arrived(var peer, var wire)) when is(session, peer) -> arrived(wire);
            case FromLink(Link.Down(var peer)) when is(session, peer) -> down(session, evidence);
            case FromLink(Link.Up(var peer))
            when isProxy(peer) -> {
                stopAll();
                yield greet(peer, evidence);
            }
            case FromEarnings(Earnings.Go(var envHash)) -> run(envHash);
            case FromEarnings(Earnings.Wait(var envHash, var refusal)) -> {
                waiting.remove(envHash);
                yield decline(envHash, refusal);
            }
            case Anytime message -> anytime(message);
            case FromLink _, FromEarnings _, Attested _, Unattested _ -> Behaviors.same();
        });
    }

    /** Nobody is left to pay for it: the engine is for the next request. */
    private Behavior<Command> down(Session session, Bytes evidence) {
        log.disconnected(session.alias());
        stopAll();
        return away(evidence);
    }

    private void stopAll() {
        waiting.clear();
        running.values().forEach(one -> one.tell(new Generation.Stop()));
    }

    private Behavior<Command> arrived(Wire message) {
        return switch (message) {
            case Wire.Dispatch dispatch -> dispatch(dispatch);
            case Wire.Grant(var envHash, var tokens, var voucher) -> {
                earnings.tell(new Earnings.Receive(voucher));
                yield toGeneration(envHash, new Generation.Granted(tokens));
            }
            case Wire.Stop(var envHash) -> toGeneration(envHash, new Generation.Stop());
            case Wire.Paid paid -> {
                earnings.tell(new Earnings.Close(paid));
                yield Behaviors.same();
            }
            case Wire.Control _, Wire.ClientLeg _, Wire.Generated _, Wire.Declined _ ->
                Behaviors.same();
        };
    }

    private Behavior<Command> dispatch(Wire.Dispatch dispatch) {
        return switch (opening.open(dispatch, ports.clock().millis())) {
            case Opening.Result.Opened(var opened) -> {
                var envHash = opened.request().envHash();
                waiting.put(envHash, new Waiting(opened, dispatch.grantedTokens()));
                earnings.tell(new Earnings.Begin(envHash, fromEarnings));
                yield Behaviors.same();
            }
            case Opening.Result.Refused(var refusal) -> decline(dispatch.envHash(), refusal);
        };
    }

    private Behavior<Command> run(Bytes envHash) {
        var next = waiting.remove(envHash);
        if (next == null) {
            return Behaviors.same();
        }
        var serving = new ResponseSealer.Serving(
                opening.config(),
                settings.nodeKey(),
                ports.measurement(),
                ports.engine().model().build(),
                settings.coefficient());
        var randomness = ports.randomness().fork("response " + envHash.hex());
        var sealer = new ResponseSealer(next.opened(), serving, randomness);
        var task = new Generation.Task(next.opened(), next.granted(), sealer);
        var generation = context.spawnAnonymous(
                Generation.create(task, settings, ports.link(), ports.engine(), earnings));
        context.watchWith(generation, new Ended(envHash));
        running.put(envHash, generation);
        return Behaviors.same();
    }

    private Behavior<Command> decline(Bytes envHash, Refusal refusal) {
        send(new Wire.Declined(envHash, refusal));
        return Behaviors.same();
    }

    private Behavior<Command> toGeneration(Bytes envHash, Generation.Command message) {
        var generation = running.get(envHash);
        if (generation != null) {
            generation.tell(message);
        }
        return Behaviors.same();
    }

    private Behavior<Command> anytime(Anytime message) {
        switch (message) {
            case Look(var replyTo) -> earnings.tell(new Earnings.Look(replyTo));
            case Cash(var replyTo) -> earnings.tell(new Earnings.Cash(replyTo));
            case Ended(var envHash) -> running.remove(envHash);
        }
        return Behaviors.same();
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
