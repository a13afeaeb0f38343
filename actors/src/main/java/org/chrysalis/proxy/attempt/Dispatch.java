package org.chrysalis.proxy.attempt;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.Attempt;
import org.chrysalis.port.Link;
import org.chrysalis.port.NodeId;
import org.chrysalis.proxy.account.ClientAccountCommand;
import org.chrysalis.proxy.account.ClientAccountReply;
import org.chrysalis.proxy.account.WorkerAccountCommand;
import org.chrysalis.proxy.account.WorkerAccountReply;
import org.chrysalis.proxy.attempt.DispatchCommand.BooksFell;
import org.chrysalis.proxy.attempt.DispatchCommand.ClientDown;
import org.chrysalis.proxy.attempt.DispatchCommand.DeadlinePassed;
import org.chrysalis.proxy.attempt.DispatchCommand.FinalOverdue;
import org.chrysalis.proxy.attempt.DispatchCommand.FromAccount;
import org.chrysalis.proxy.attempt.DispatchCommand.FromClient;
import org.chrysalis.proxy.attempt.DispatchCommand.FromWorker;
import org.chrysalis.proxy.attempt.DispatchCommand.FromWorkerAccount;
import org.chrysalis.proxy.attempt.DispatchCommand.Routed;
import org.chrysalis.proxy.attempt.DispatchCommand.WorkerBooksFell;
import org.chrysalis.proxy.attempt.DispatchCommand.WorkerDown;
import org.chrysalis.proxy.settings.ProxySettings;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.sealing.SealedRequest;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.Wire;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * One attempt at the proxy, from admission to settlement. It settles once, whichever way it ends,
 * and tells both sides only after both accounts have journaled it.
 *
 * <pre>
 *   admitting ─▶ routing ─▶ taking ─▶ waiting ──first part──▶ streaming ──FINAL──▶ settling ─▶ done
 *                   ▲                    │ lost                  │ lost, deadline      ▲
 *                   └────────────────────┘                       └─ cancel ─▶ stopping ┘
 * </pre>
 *
 * The states up to the first part are here; {@link Streaming} and {@link Settlement} have the rest.
 */
public final class Dispatch {

    /** What is to be run, and for whom. */
    public record Order(
            NodeId client,
            Attempt attempt,
            SealedRequest request,
            Voucher voucher,
            Duration deadline) {}

    /** What happened while an account was asked, which answers in any case. */
    private sealed interface Meanwhile {
        record Nothing() implements Meanwhile {}

        record WorkerGone() implements Meanwhile {}

        record Over(Refusal cause) implements Meanwhile {}
    }

    private final AttemptContext parties;
    private final Order order;
    private final Attempt attempt;
    private final ActorRef<? super Routing.Pick> router;
    private final ActorRef<Routing.Picking> fromRouter;
    private final TimerScheduler<DispatchCommand> timers;
    private final Streaming streaming;

    private Dispatch(
            AttemptContext parties,
            ActorRef<? super Routing.Pick> router,
            ActorContext<DispatchCommand> context,
            TimerScheduler<DispatchCommand> timers) {
        this.parties = parties;
        this.order = parties.order();
        this.attempt = order.attempt();
        this.router = router;
        this.fromRouter = context.messageAdapter(Routing.Picking.class, Routed::new);
        this.timers = timers;
        this.streaming = new Streaming(parties, timers);
    }

    /** @param account the client's */
    public static Behavior<DispatchCommand> create(
            Order order,
            ProxySettings settings,
            Link link,
            ActorRef<? super Routing.Pick> router,
            ActorRef<ClientAccountCommand> account) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            var parties = AttemptContext.of(order, settings, link, account, context);
            var dispatch = new Dispatch(parties, router, context, timers);
            return Behaviors.intercept(
                    () -> new FaultGuard(dispatch.streaming::fail), dispatch.admit());
        }));
    }

    private Behavior<DispatchCommand> admit() {
        timers.startSingleTimer(new DeadlinePassed(), order.deadline());
        parties.account()
                .tell(new ClientAccountCommand.Admit(
                        attempt, order.voucher(), order.deadline(), parties.fromAccount()));
        return admitting(new Meanwhile.Nothing());
    }

    private Behavior<DispatchCommand> admitting(Meanwhile meanwhile) {
        return Behaviors.receiveMessage(message -> switch (message) {
            case FromAccount(ClientAccountReply.Granted(var upTo, var held, var _)) ->
                admitted(upTo, held, meanwhile);
            case FromAccount(ClientAccountReply.Refused(var refusal)) -> refuse(refusal);
            case ClientDown _, FromClient(Wire.Cancel _) ->
                admitting(new Meanwhile.Over(new Refusal.Cancelled()));
            case DeadlinePassed _ -> admitting(new Meanwhile.Over(parties.late()));
            case FromClient(var leg) -> parties.extend(leg);
            case FromAccount _, FromWorkerAccount _, Routed _ -> Behaviors.same();
            case BooksFell _ -> Behaviors.stopped();
            case FromWorker _, WorkerDown _, WorkerBooksFell _, FinalOverdue _ -> Behaviors.same();
        });
    }

    private Behavior<DispatchCommand> refuse(Refusal refusal) {
        parties.log().refused(parties.key(), refusal);
        parties.tellClient(new Wire.Refused(parties.key(), refusal));
        return Behaviors.stopped();
    }

    private Behavior<DispatchCommand> admitted(long upTo, Nanoton held, Meanwhile meanwhile) {
        parties.log().admitted(parties.key(), held);
        return meanwhile instanceof Meanwhile.Over(var cause)
                ? end(cause)
                : route(new Search(Collections.emptySortedSet(), upTo, busy()));
    }

    private Refusal busy() {
        return new Refusal.WorkersBusy(order.request().recipients().size());
    }

    private Behavior<DispatchCommand> route(Search search) {
        var keyIds = order.request().recipients().stream()
                .map(SealedRequest.Recipient::keyId)
                .toList();
        long limit = attempt.bounds().maxCoefficient();
        router.tell(new Routing.Pick(attempt.envHash(), keyIds, search.tried(), limit, fromRouter));
        return routing(search);
    }

    private Behavior<DispatchCommand> routing(Search search) {
        return Behaviors.receiveMessage(message -> switch (message) {
            case Routed(Routing.Picked worker) -> take(worker, search);
            case Routed(Routing.NoneLeft _) -> unserved(search);
            case DeadlinePassed _ -> end(parties.late());
            case ClientDown _, FromClient(Wire.Cancel _) -> end(new Refusal.Cancelled());
            case FromClient(var leg) -> parties.extend(leg);
            case FromAccount(var reply) -> routing(search.after(reply));
            case BooksFell _ -> Behaviors.stopped();
            case FromWorkerAccount _, FromWorker _, WorkerDown _ -> Behaviors.same();
            case WorkerBooksFell _, FinalOverdue _ -> Behaviors.same();
        });
    }

    /** The app hears why the last one did not. */
    private Behavior<DispatchCommand> unserved(Search search) {
        return end(search.cause());
    }

    private Behavior<DispatchCommand> take(Routing.Picked worker, Search search) {
        var bounds = attempt.bounds();
        var worst = attempt.terms()
                .worstEarned(bounds.maxPrompt(), bounds.maxOutput(), worker.coefficient());
        worker.account()
                .tell(new WorkerAccountCommand.Take(
                        attempt.envHash(), attempt.key(), worst, parties.fromWorkerAccount()));
        return taking(worker, search, new Meanwhile.Nothing());
    }

    /** The worker's account takes it, then the client's notes who has it, then it is sent. */
    private Behavior<DispatchCommand> taking(
            Routing.Picked worker, Search search, Meanwhile meanwhile) {
        return Behaviors.receiveMessage(message -> switch (message) {
            case FromWorkerAccount(WorkerAccountReply.Taken _) -> assign(worker);
            case FromWorkerAccount(WorkerAccountReply.Declined _) ->
                meanwhile instanceof Meanwhile.Over(var cause)
                        ? end(cause)
                        : route(search.without(worker.channel(), busy()));
            case WorkerBooksFell(var channel)
            when channel.equals(worker.channel()) ->
                meanwhile instanceof Meanwhile.Over(var cause)
                        ? end(cause)
                        : route(search.without(worker.channel(), new Refusal.WorkerLost(0)));
            case BooksFell _ -> Behaviors.stopped();
            case FromAccount(ClientAccountReply.Assigned _) -> assigned(worker, search, meanwhile);
            case FromAccount(var reply) -> taking(worker, search.after(reply), meanwhile);
            case ClientDown _, FromClient(Wire.Cancel _) ->
                taking(worker, search, new Meanwhile.Over(new Refusal.Cancelled()));
            case DeadlinePassed _ -> taking(worker, search, new Meanwhile.Over(parties.late()));
            case WorkerDown(var node)
            when node.equals(worker.node()) && meanwhile instanceof Meanwhile.Nothing ->
                taking(worker, search, new Meanwhile.WorkerGone());
            case FromClient(var leg) -> parties.extend(leg);
            case FromWorkerAccount _, FromWorker _, WorkerDown _ -> Behaviors.same();
            case WorkerBooksFell _, Routed _, FinalOverdue _ -> Behaviors.same();
        });
    }

    private Behavior<DispatchCommand> assign(Routing.Picked worker) {
        parties.account()
                .tell(new ClientAccountCommand.Assign(
                        attempt.key(), worker.channel(), parties.fromAccount()));
        return Behaviors.same();
    }

    private Behavior<DispatchCommand> assigned(
            Routing.Picked worker, Search search, Meanwhile meanwhile) {
        return switch (meanwhile) {
            case Meanwhile.Nothing _ -> dispatch(worker, search);
            case Meanwhile.WorkerGone _ -> another(worker, search, new Refusal.WorkerLost(0));
            case Meanwhile.Over(var cause) -> {
                release(worker);
                yield end(cause);
            }
        };
    }

    private Behavior<DispatchCommand> dispatch(Routing.Picked worker, Search search) {
        var sealed = order.request().encode();
        parties.tell(worker, new Wire.Dispatch(attempt.envHash(), sealed, search.granted()));
        parties.log().dispatched(attempt.key(), worker.alias());
        var relay = Relay.of(attempt, worker.coefficient());
        return waiting(new Run(worker, relay, search.granted()), search);
    }

    /** Nothing has reached the client yet, so a lost worker is replaced without a word. */
    private Behavior<DispatchCommand> waiting(Run run, Search search) {
        return Behaviors.receiveMessage(message -> switch (message) {
            case FromWorker from when !run.isOf(from.node()) -> Behaviors.same();
            case FromWorker(Wire.Generated part, NodeId _) -> relay(run, search, part.frames());
            case FromWorker(Wire.Declined declined, NodeId _) ->
                declined(run, search, declined.refusal());
            case WorkerDown(var node)
            when run.isOf(node) -> again(run, search, new Refusal.WorkerLost(0));
            case DeadlinePassed _ -> streaming.giveUp(run);
            case ClientDown _, FromClient(Wire.Cancel _) -> streaming.stop(run);
            case FromClient(var leg) -> parties.extend(leg);
            case FromAccount(var reply) -> waiting(streaming.extended(run, reply), search);
            case FromWorkerAccount(var reply) -> streaming.grant(run, reply);
            case BooksFell _ -> streaming.booksFell(run);
            case FromWorker _, WorkerDown _, WorkerBooksFell _ -> Behaviors.same();
            case Routed _, FinalOverdue _ -> Behaviors.same();
        });
    }

    /** Bytes that are no beginning have not reached the client either. */
    private Behavior<DispatchCommand> relay(Run run, Search search, Bytes frames) {
        return streaming.begins(run, frames)
                ? streaming.relay(run, frames)
                : again(run, search, new Refusal.WorkerAtFault(0));
    }

    /** What is this worker's own goes to another; what is the request's would be everyone's. */
    private Behavior<DispatchCommand> declined(Run run, Search search, Refusal refusal) {
        return Search.passesOver(refusal)
                ? again(run, search, refusal)
                : streaming.settle(run, List.of(refusal));
    }

    private Behavior<DispatchCommand> again(Run run, Search search, Refusal why) {
        streaming.stopWorker(run);
        var next = new Search(search.tried(), run.granted(), search.cause());
        return another(run.worker(), next, why);
    }

    private Behavior<DispatchCommand> another(Routing.Picked worker, Search search, Refusal why) {
        parties.log().lostBeforeFirstPart(attempt.key(), worker.alias());
        release(worker);
        return route(search.without(worker.channel(), why));
    }

    private void release(Routing.Picked worker) {
        worker.account()
                .tell(new WorkerAccountCommand.Settle(attempt.envHash(), Usage.NONE, Nanoton.ZERO));
    }

    private Behavior<DispatchCommand> end(Refusal cause) {
        return Settlement.withoutWorker(parties, cause);
    }
}
