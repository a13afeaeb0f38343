package org.chrysalis.proxy;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.Attempt;
import org.chrysalis.port.Link;
import org.chrysalis.port.NodeId;
import org.chrysalis.proxy.DispatchCommand.ClientDown;
import org.chrysalis.proxy.DispatchCommand.DeadlinePassed;
import org.chrysalis.proxy.DispatchCommand.FinalOverdue;
import org.chrysalis.proxy.DispatchCommand.FromAccount;
import org.chrysalis.proxy.DispatchCommand.FromClient;
import org.chrysalis.proxy.DispatchCommand.FromWorker;
import org.chrysalis.proxy.DispatchCommand.FromWorkerAccount;
import org.chrysalis.proxy.DispatchCommand.Routed;
import org.chrysalis.proxy.DispatchCommand.WorkerDown;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.sealing.SealedRequest;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.Wire;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

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
final class Dispatch {

    /** What is to be run, and for whom. */
    record Order(
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

    /**
     * How far the search for a worker has come.
     *
     * @param tried channels, not nodes: two settlements on one channel would be a fraud's proof
     * @param granted completion tokens bought; only grows
     */
    private record Search(SortedSet<Address> tried, long granted) {

        Search without(ProxyCommand.Picked worker) {
            var all = new TreeSet<>(tried);
            all.add(worker.channel());
            return new Search(Collections.unmodifiableSortedSet(all), granted);
        }

        /** A step was bought before a worker had the attempt. */
        Search after(AccountReply reply) {
            return reply instanceof AccountReply.Granted more
                    ? new Search(tried, Math.max(granted, more.upTo()))
                    : this;
        }
    }

    private final Parties parties;
    private final Order order;
    private final Attempt attempt;
    private final ActorRef<? super ProxyCommand.Pick> router;
    private final ActorRef<ProxyCommand.Picking> fromRouter;
    private final ActorRef<WorkerAccount.Reply> nobody;
    private final TimerScheduler<DispatchCommand> timers;
    private final Streaming streaming;

    private Dispatch(
            Parties parties,
            ActorRef<? super ProxyCommand.Pick> router,
            ActorContext<DispatchCommand> context,
            TimerScheduler<DispatchCommand> timers) {
        this.parties = parties;
        this.order = parties.order();
        this.attempt = order.attempt();
        this.router = router;
        this.fromRouter = context.messageAdapter(ProxyCommand.Picking.class, Routed::new);
        this.nobody = context.getSystem().ignoreRef();
        this.timers = timers;
        this.streaming = new Streaming(parties, timers);
    }

    static Behavior<DispatchCommand> create(
            Order order,
            ProxySettings settings,
            Link link,
            ActorRef<? super ProxyCommand.Pick> router,
            ActorRef<AccountCommand> account) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            var parties = Parties.of(order, settings, link, account, context);
            return new Dispatch(parties, router, context, timers).admit();
        }));
    }

    private Behavior<DispatchCommand> admit() {
        timers.startSingleTimer(new DeadlinePassed(), order.deadline());
        parties.account()
                .tell(new AccountCommand.Admit(attempt, order.voucher(), parties.fromAccount()));
        return admitting(new Meanwhile.Nothing());
    }

    private Behavior<DispatchCommand> admitting(Meanwhile meanwhile) {
        return Behaviors.receiveMessage(message -> switch (message) {
            case FromAccount(AccountReply.Granted(var upTo, var held)) ->
                admitted(upTo, held, meanwhile);
            case FromAccount(AccountReply.Refused(var refusal)) -> refuse(refusal);
            case ClientDown _, FromClient(Wire.Cancel _) ->
                admitting(new Meanwhile.Over(new Refusal.Cancelled()));
            case DeadlinePassed _ -> admitting(new Meanwhile.Over(parties.late()));
            case FromClient(var leg) -> parties.extend(leg);
            case FromAccount _, FromWorkerAccount _, Routed _ -> Behaviors.same();
            case FromWorker _, WorkerDown _, FinalOverdue _ -> Behaviors.same();
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
                : route(new Search(Collections.emptySortedSet(), upTo));
    }

    private Behavior<DispatchCommand> route(Search search) {
        var keyIds = order.request().recipients().stream()
                .map(SealedRequest.Recipient::keyId)
                .toList();
        long limit = attempt.bounds().maxCoefficient();
        router.tell(new ProxyCommand.Pick(
                attempt.envHash(), keyIds, search.tried(), limit, fromRouter));
        return routing(search);
    }

    private Behavior<DispatchCommand> routing(Search search) {
        return Behaviors.receiveMessage(message -> switch (message) {
            case Routed(ProxyCommand.Picked worker) -> take(worker, search);
            case Routed(ProxyCommand.NoneLeft _) -> unserved(search);
            case DeadlinePassed _ -> end(parties.late());
            case ClientDown _, FromClient(Wire.Cancel _) -> end(new Refusal.Cancelled());
            case FromClient(var leg) -> parties.extend(leg);
            case FromAccount(var reply) -> routing(search.after(reply));
            case FromWorkerAccount _, FromWorker _, WorkerDown _ -> Behaviors.same();
            case FinalOverdue _ -> Behaviors.same();
        });
    }

    private Behavior<DispatchCommand> unserved(Search search) {
        long addressed = order.request().recipients().size();
        return end(
                search.tried().isEmpty()
                        ? new Refusal.WorkersBusy(addressed)
                        : new Refusal.WorkerLost(0));
    }

    private Behavior<DispatchCommand> take(ProxyCommand.Picked worker, Search search) {
        var bounds = attempt.bounds();
        var worst = parties.settings()
                .terms()
                .worstEarned(bounds.maxPrompt(), bounds.maxOutput(), worker.coefficient());
        worker.account()
                .tell(new WorkerAccount.Take(
                        attempt.envHash(), attempt.key(), worst, parties.fromWorkerAccount()));
        return taking(worker, search, new Meanwhile.Nothing());
    }

    /** The worker's account takes it, then the client's notes who has it, then it is sent. */
    private Behavior<DispatchCommand> taking(
            ProxyCommand.Picked worker, Search search, Meanwhile meanwhile) {
        return Behaviors.receiveMessage(message -> switch (message) {
            case FromWorkerAccount(WorkerAccount.Taken _) -> assign(worker);
            case FromWorkerAccount(WorkerAccount.Declined _) ->
                meanwhile instanceof Meanwhile.Over(var cause)
                        ? end(cause)
                        : route(search.without(worker));
            case FromAccount(AccountReply.Assigned _) -> assigned(worker, search, meanwhile);
            case FromAccount(var reply) -> taking(worker, search.after(reply), meanwhile);
            case ClientDown _, FromClient(Wire.Cancel _) ->
                taking(worker, search, new Meanwhile.Over(new Refusal.Cancelled()));
            case DeadlinePassed _ -> taking(worker, search, new Meanwhile.Over(parties.late()));
            case WorkerDown(var node)
            when node.equals(worker.node()) && meanwhile instanceof Meanwhile.Nothing ->
                taking(worker, search, new Meanwhile.WorkerGone());
            case FromClient(var leg) -> parties.extend(leg);
            case FromWorkerAccount _, FromWorker _, WorkerDown _ -> Behaviors.same();
            case Routed _, FinalOverdue _ -> Behaviors.same();
        });
    }

    private Behavior<DispatchCommand> assign(ProxyCommand.Picked worker) {
        parties.account()
                .tell(new AccountCommand.Assign(
                        attempt.key(), worker.channel(), parties.fromAccount()));
        return Behaviors.same();
    }

    private Behavior<DispatchCommand> assigned(
            ProxyCommand.Picked worker, Search search, Meanwhile meanwhile) {
        return switch (meanwhile) {
            case Meanwhile.Nothing _ -> dispatch(worker, search);
            case Meanwhile.WorkerGone _ -> another(worker, search);
            case Meanwhile.Over(var cause) -> {
                release(worker);
                yield end(cause);
            }
        };
    }

    private Behavior<DispatchCommand> dispatch(ProxyCommand.Picked worker, Search search) {
        var sealed = order.request().encode();
        parties.tell(worker, new Wire.Dispatch(attempt.envHash(), sealed, search.granted()));
        parties.log().dispatched(attempt.key(), worker.alias());
        long version = parties.settings().terms().version();
        var relay = Relay.of(attempt, version, worker.coefficient());
        return waiting(new Run(worker, relay, search.granted()), search.tried());
    }

    /** Nothing has reached the client yet, so a lost worker is replaced without a word. */
    private Behavior<DispatchCommand> waiting(Run run, SortedSet<Address> tried) {
        return Behaviors.receiveMessage(message -> switch (message) {
            case FromWorker from when !run.isOf(from.node()) -> Behaviors.same();
            case FromWorker(Wire.Generated part, NodeId _) -> streaming.relay(run, part.frames());
            case FromWorker(Wire.Declined declined, NodeId _) -> declined(run, tried, declined);
            case WorkerDown(var node) when run.isOf(node) -> again(run, tried);
            case DeadlinePassed _ -> streaming.giveUp(run);
            case ClientDown _, FromClient(Wire.Cancel _) -> streaming.stop(run);
            case FromClient(var leg) -> parties.extend(leg);
            case FromAccount(var reply) -> waiting(streaming.extended(run, reply), tried);
            case FromWorkerAccount(var reply) -> streaming.grant(run, reply);
            case FromWorker _, WorkerDown _, Routed _, FinalOverdue _ -> Behaviors.same();
        });
    }

    /** A worker without room is passed over; any other refusal would be every worker's. */
    private Behavior<DispatchCommand> declined(
            Run run, SortedSet<Address> tried, Wire.Declined declined) {
        return switch (declined.refusal()) {
            case Refusal.WindowExceeded _, Refusal.WorkersBusy _ -> again(run, tried);
            case Refusal refusal -> streaming.settle(run, List.of(refusal));
        };
    }

    private Behavior<DispatchCommand> again(Run run, SortedSet<Address> tried) {
        return another(run.worker(), new Search(tried, run.granted()));
    }

    private Behavior<DispatchCommand> another(ProxyCommand.Picked worker, Search search) {
        parties.log().lostBeforeFirstPart(attempt.key(), worker.alias());
        release(worker);
        return route(search.without(worker));
    }

    private void release(ProxyCommand.Picked worker) {
        worker.account().tell(new WorkerAccount.Settle(attempt.envHash(), Usage.NONE, 0, nobody));
    }

    private Behavior<DispatchCommand> end(Refusal cause) {
        return Settlement.withoutWorker(parties, cause);
    }
}
