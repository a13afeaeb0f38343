package org.chrysalis.proxy;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.chrysalis.money.Usage;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.payment.Attempt;
import org.chrysalis.port.Link;
import org.chrysalis.port.NodeId;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.sealing.Malformed;
import org.chrysalis.sealing.SealedRequest;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.Wire;

import java.time.Duration;
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
 */
final class Dispatch {

    sealed interface Command {}

    record FromAccount(AccountReply reply) implements Command {}

    record FromWorkerAccount(WorkerAccount.Reply reply) implements Command {}

    record Routed(ProxyCommand.Picking answer) implements Command {}

    record FromWorker(Wire.WorkerLeg message, NodeId node) implements Command {}

    record WorkerDown(NodeId node) implements Command {}

    record FromClient(Wire.ClientLeg message) implements Command {}

    record ClientDown() implements Command {}

    private record DeadlinePassed() implements Command {}

    private record FinalOverdue() implements Command {}

    /** What is to be run, and for whom. */
    record Order(
            NodeId client,
            Attempt attempt,
            SealedRequest request,
            Voucher voucher,
            Duration deadline) {}

    /** A worker that has the attempt, and how far it came. */
    private record Run(ProxyCommand.Picked worker, Relay relay) {}

    /** What happened while an account was asked, which answers in any case. */
    private sealed interface Meanwhile {
        record Nothing() implements Meanwhile {}

        record WorkerGone() implements Meanwhile {}

        record Over(Refusal cause) implements Meanwhile {}
    }

    private final Order order;
    private final ProxySettings settings;
    private final Link link;
    private final ActorRef<? super ProxyCommand.Pick> router;
    private final ActorRef<ClientAccount.Command> account;
    private final ActorContext<Command> context;
    private final TimerScheduler<Command> timers;
    private final OperatorLog log;
    private final ActorRef<AccountReply> fromAccount;
    private final ActorRef<WorkerAccount.Reply> fromWorkerAccount;

    /** Completion tokens bought; only grows. */
    private long granted;

    private Dispatch(
            Order order,
            ProxySettings settings,
            Link link,
            ActorRef<? super ProxyCommand.Pick> router,
            ActorRef<ClientAccount.Command> account,
            ActorContext<Command> context,
            TimerScheduler<Command> timers) {
        this.order = order;
        this.settings = settings;
        this.link = link;
        this.router = router;
        this.account = account;
        this.context = context;
        this.timers = timers;
        this.log = new OperatorLog(settings.alias());
        this.fromAccount = context.messageAdapter(AccountReply.class, FromAccount::new);
        this.fromWorkerAccount =
                context.messageAdapter(WorkerAccount.Reply.class, FromWorkerAccount::new);
    }

    static Behavior<Command> create(
            Order order,
            ProxySettings settings,
            Link link,
            ActorRef<? super ProxyCommand.Pick> router,
            ActorRef<ClientAccount.Command> account) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers ->
                new Dispatch(order, settings, link, router, account, context, timers).admit()));
    }

    private Behavior<Command> admit() {
        timers.startSingleTimer(new DeadlinePassed(), order.deadline());
        account.tell(new ClientAccount.Admit(order.attempt(), order.voucher(), fromAccount));
        return admitting(new Meanwhile.Nothing());
    }

    private Behavior<Command> admitting(Meanwhile meanwhile) {
        return Behaviors.receiveMessage(message -> switch (message) {
            case FromAccount(AccountReply.Granted(var upTo, var held)) ->
                admitted(upTo, held, meanwhile);
            case FromAccount(AccountReply.Refused(var refusal)) -> refuse(refusal);
            case ClientDown _ -> admitting(new Meanwhile.Over(new Refusal.Cancelled()));
            case FromClient(Wire.Cancel _) ->
                admitting(new Meanwhile.Over(new Refusal.Cancelled()));
            case DeadlinePassed _ -> admitting(new Meanwhile.Over(late()));
            case FromClient(var leg) -> extend(leg);
            case FromAccount _, FromWorkerAccount _, Routed _ -> Behaviors.same();
            case FromWorker _, WorkerDown _, FinalOverdue _ -> Behaviors.same();
        });
    }

    private Behavior<Command> refuse(Refusal refusal) {
        log.refused(order.attempt().key(), refusal);
        link.send(order.client(), new Wire.Refused(order.attempt().key(), refusal));
        return Behaviors.stopped();
    }

    private Behavior<Command> admitted(long upTo, Nanoton held, Meanwhile meanwhile) {
        granted = upTo;
        log.admitted(order.attempt().key(), held);
        return meanwhile instanceof Meanwhile.Over(var cause) ? end(cause) : route(new TreeSet<>());
    }

    /** @param tried channels, not nodes: two settlements on one channel would be a fraud's proof */
    private Behavior<Command> route(SortedSet<Address> tried) {
        var keyIds = order.request().recipients().stream()
                .map(SealedRequest.Recipient::keyId)
                .toList();
        var answers = context.messageAdapter(ProxyCommand.Picking.class, Routed::new);
        long limit = order.attempt().bounds().maxCoefficient();
        router.tell(
                new ProxyCommand.Pick(order.attempt().envHash(), keyIds, tried, limit, answers));
        return routing(tried);
    }

    private Behavior<Command> routing(SortedSet<Address> tried) {
        return Behaviors.receiveMessage(message -> switch (message) {
            case Routed(ProxyCommand.Picked worker) -> take(worker, tried);
            case Routed(ProxyCommand.NoneLeft _) -> unserved(tried);
            case DeadlinePassed _ -> end(late());
            case ClientDown _ -> end(new Refusal.Cancelled());
            case FromClient(Wire.Cancel _) -> end(new Refusal.Cancelled());
            case FromClient(var leg) -> extend(leg);
            case FromAccount(var reply) -> extended(reply);
            case FromWorkerAccount _, FromWorker _, WorkerDown _ -> Behaviors.same();
            case FinalOverdue _ -> Behaviors.same();
        });
    }

    private Behavior<Command> unserved(SortedSet<Address> tried) {
        long addressed = order.request().recipients().size();
        return end(
                tried.isEmpty() ? new Refusal.WorkersBusy(addressed) : new Refusal.WorkerLost(0));
    }

    private Behavior<Command> take(ProxyCommand.Picked worker, SortedSet<Address> tried) {
        var bounds = order.attempt().bounds();
        var worst = settings.terms()
                .worstEarned(bounds.maxPrompt(), bounds.maxOutput(), worker.coefficient());
        var envHash = order.attempt().envHash();
        var key = order.attempt().key();
        worker.account().tell(new WorkerAccount.Take(envHash, key, worst, fromWorkerAccount));
        return taking(worker, tried, new Meanwhile.Nothing());
    }

    /** The worker's account takes it, then the client's notes who has it, then it is sent. */
    private Behavior<Command> taking(
            ProxyCommand.Picked worker, SortedSet<Address> tried, Meanwhile meanwhile) {
        return Behaviors.receiveMessage(message -> switch (message) {
            case FromWorkerAccount(WorkerAccount.Taken _) -> assign(worker);
            case FromWorkerAccount(WorkerAccount.Declined _) ->
                meanwhile instanceof Meanwhile.Over(var cause)
                        ? end(cause)
                        : route(with(tried, worker.channel()));
            case FromAccount(AccountReply.Assigned _) -> assigned(worker, tried, meanwhile);
            case FromAccount(var reply) -> extended(reply);
            case ClientDown _ -> taking(worker, tried, new Meanwhile.Over(new Refusal.Cancelled()));
            case FromClient(Wire.Cancel _) ->
                taking(worker, tried, new Meanwhile.Over(new Refusal.Cancelled()));
            case DeadlinePassed _ -> taking(worker, tried, new Meanwhile.Over(late()));
            case WorkerDown(var node)
            when node.equals(worker.node()) && meanwhile instanceof Meanwhile.Nothing ->
                taking(worker, tried, new Meanwhile.WorkerGone());
            case FromClient(var leg) -> extend(leg);
            case FromWorkerAccount _, FromWorker _, WorkerDown _ -> Behaviors.same();
            case Routed _, FinalOverdue _ -> Behaviors.same();
        });
    }

    private Behavior<Command> assign(ProxyCommand.Picked worker) {
        var key = order.attempt().key();
        account.tell(new ClientAccount.Assign(key, worker.channel(), fromAccount));
        return Behaviors.same();
    }

    private Behavior<Command> assigned(
            ProxyCommand.Picked worker, SortedSet<Address> tried, Meanwhile meanwhile) {
        return switch (meanwhile) {
            case Meanwhile.Nothing _ -> dispatch(worker, tried);
            case Meanwhile.WorkerGone _ -> another(worker, tried);
            case Meanwhile.Over(var cause) -> {
                release(worker);
                yield end(cause);
            }
        };
    }

    private Behavior<Command> dispatch(ProxyCommand.Picked worker, SortedSet<Address> tried) {
        var attempt = order.attempt();
        var sealed = order.request().encode();
        link.send(worker.node(), new Wire.Dispatch(attempt.envHash(), sealed, granted));
        log.dispatched(attempt.key(), worker.alias());
        var relay = Relay.of(attempt, settings.terms().version(), worker.coefficient());
        return waiting(new Run(worker, relay), tried);
    }

    /** Nothing has reached the client yet, so a lost worker is replaced without a word. */
    private Behavior<Command> waiting(Run run, SortedSet<Address> tried) {
        return Behaviors.receiveMessage(message -> switch (message) {
            case FromWorker from when !isFrom(run, from.node()) -> Behaviors.same();
            case FromWorker(Wire.Generated part, NodeId _) -> relay(run, part.frames());
            case FromWorker(Wire.Declined declined, NodeId _) -> declined(run, tried, declined);
            case WorkerDown(var node) when isFrom(run, node) -> again(run, tried);
            case DeadlinePassed _ -> giveUp(run, Usage.NONE);
            case FromClient(Wire.Cancel _) -> stop(run);
            case ClientDown _ -> stop(run);
            case FromClient(var leg) -> extend(leg);
            case FromAccount(var reply) -> extendRun(run, reply);
            case FromWorkerAccount(var reply) -> grant(run, reply);
            case FromWorker _, WorkerDown _, Routed _, FinalOverdue _ -> Behaviors.same();
        });
    }

    /** A worker without room is passed over; any other refusal would be every worker's. */
    private Behavior<Command> declined(Run run, SortedSet<Address> tried, Wire.Declined declined) {
        return switch (declined.refusal()) {
            case Refusal.WindowExceeded _, Refusal.WorkersBusy _ -> again(run, tried);
            case Refusal refusal -> settle(run, Usage.NONE, List.of(refusal));
        };
    }

    private Behavior<Command> again(Run run, SortedSet<Address> tried) {
        return another(run.worker(), tried);
    }

    private Behavior<Command> another(ProxyCommand.Picked worker, SortedSet<Address> tried) {
        log.lostBeforeFirstPart(order.attempt().key(), worker.alias());
        release(worker);
        return route(with(tried, worker.channel()));
    }

    private Behavior<Command> streaming(Run run) {
        return Behaviors.receiveMessage(message -> switch (message) {
            case FromWorker from when !isFrom(run, from.node()) -> Behaviors.same();
            case FromWorker(Wire.Generated part, NodeId _) -> relay(run, part.frames());
            case FromWorker(Wire.Declined _, NodeId _) -> atFault(run);
            case WorkerDown(var node) when isFrom(run, node) -> lost(run);
            case DeadlinePassed _ -> giveUp(run, run.relay().usage());
            case FromClient(Wire.Cancel _) -> stop(run);
            case ClientDown _ -> stop(run);
            case FromClient(var leg) -> extend(leg);
            case FromAccount(var reply) -> extendRun(run, reply);
            case FromWorkerAccount(var reply) -> grant(run, reply);
            case FromWorker _, WorkerDown _, Routed _, FinalOverdue _ -> Behaviors.same();
        });
    }

    private Behavior<Command> relay(Run run, Bytes frames) {
        try {
            var next = new Run(run.worker(), run.relay().after(frames, granted));
            if (!run.relay().started()
                    && next.relay().progress() instanceof Attempt.Progress.Heard heard) {
                account.tell(new ClientAccount.Heard(order.attempt().key(), heard));
            }
            link.send(order.client(), new Wire.Part(order.attempt().key(), frames));
            return next.relay().ending() == Relay.Ending.FINAL
                    ? settle(next, next.relay().usage(), List.of())
                    : streaming(next);
        } catch (Malformed broken) {
            return atFault(run);
        }
    }

    /** The app took it back, or is gone: FINAL says what was really done. */
    private Behavior<Command> stop(Run run) {
        link.send(run.worker().node(), new Wire.Stop(order.attempt().envHash()));
        timers.startSingleTimer(new FinalOverdue(), settings.limits().finalWait());
        return stopping(run);
    }

    private Behavior<Command> stopping(Run run) {
        return Behaviors.receiveMessage(message -> switch (message) {
            case FromWorker from when !isFrom(run, from.node()) -> Behaviors.same();
            case FromWorker(Wire.Generated part, NodeId _) -> lastParts(run, part.frames());
            case FromWorker(Wire.Declined _, NodeId _) ->
                settle(run, run.relay().usage(), cancelled());
            case WorkerDown(var node) when isFrom(run, node) -> lost(run);
            case FinalOverdue _, DeadlinePassed _ -> settle(run, run.relay().usage(), cancelled());
            case FromClient _, ClientDown _, FromAccount _, FromWorkerAccount _ -> Behaviors.same();
            case FromWorker _, WorkerDown _, Routed _ -> Behaviors.same();
        });
    }

    private Behavior<Command> lastParts(Run run, Bytes frames) {
        try {
            var next = new Run(run.worker(), run.relay().after(frames, granted));
            link.send(order.client(), new Wire.Part(order.attempt().key(), frames));
            return next.relay().ending() == Relay.Ending.FINAL
                    ? settle(next, next.relay().usage(), List.of())
                    : stopping(next);
        } catch (Malformed broken) {
            return atFault(run);
        }
    }

    private Behavior<Command> giveUp(Run run, Usage usage) {
        link.send(run.worker().node(), new Wire.Stop(order.attempt().envHash()));
        return settle(run, usage, List.of(late()));
    }

    private Behavior<Command> lost(Run run) {
        var arrived = run.relay().usage().completionOnly();
        return settle(run, arrived, List.of(new Refusal.WorkerLost(arrived.completion())));
    }

    private Behavior<Command> atFault(Run run) {
        var arrived = run.relay().usage().completionOnly();
        link.send(run.worker().node(), new Wire.Stop(order.attempt().envHash()));
        return settle(run, arrived, List.of(new Refusal.WorkerAtFault(arrived.completion())));
    }

    /** No worker has the attempt: nothing is charged. */
    private Behavior<Command> end(Refusal cause) {
        account.tell(new ClientAccount.Settle(order.attempt().key(), Usage.NONE, 0, fromAccount));
        return Settlement.withoutWorker(order, List.of(cause), link, log);
    }

    private Behavior<Command> settle(Run run, Usage usage, List<Refusal> causes) {
        long coefficient = run.relay().coefficient();
        var key = order.attempt().key();
        account.tell(new ClientAccount.Settle(key, usage, coefficient, fromAccount));
        return Settlement.withWorker(
                order, run.worker(), usage, coefficient, causes, link, log, fromWorkerAccount);
    }

    private Behavior<Command> extend(Wire.ClientLeg leg) {
        if (leg instanceof Wire.Step(var key, var upTo, var voucher)) {
            account.tell(new ClientAccount.Extend(key, upTo, voucher, fromAccount));
        }
        return Behaviors.same();
    }

    /** A step was bought before a worker had the attempt. */
    private Behavior<Command> extended(AccountReply reply) {
        if (reply instanceof AccountReply.Granted more) {
            granted = Math.max(granted, more.upTo());
        }
        return Behaviors.same();
    }

    private Behavior<Command> extendRun(Run run, AccountReply reply) {
        switch (reply) {
            case AccountReply.Granted(var upTo, var held) -> {
                granted = Math.max(granted, upTo);
                log.extended(order.attempt().key(), granted);
                var completed = settings.terms()
                        .earned(
                                run.relay().usage().completionOnly(),
                                run.relay().coefficient());
                run.worker()
                        .account()
                        .tell(new WorkerAccount.Pay(
                                order.attempt().envHash(), completed, fromWorkerAccount));
            }
            case AccountReply.Refused(var refusal) ->
                link.send(order.client(), new Wire.NotExtended(order.attempt().key(), refusal));
            case AccountReply.Assigned _, AccountReply.Outcome _ -> {}
            case AccountReply.View _, AccountReply.Reconciled _ -> {}
        }
        return Behaviors.same();
    }

    private Behavior<Command> grant(Run run, WorkerAccount.Reply reply) {
        if (reply instanceof WorkerAccount.Signed(var envHash, var voucher)) {
            link.send(run.worker().node(), new Wire.Grant(envHash, granted, voucher));
        }
        return Behaviors.same();
    }

    private void release(ProxyCommand.Picked worker) {
        worker.account()
                .tell(new WorkerAccount.Settle(
                        order.attempt().envHash(),
                        Usage.NONE,
                        0,
                        context.getSystem().ignoreRef()));
    }

    private static boolean isFrom(Run run, NodeId node) {
        return run.worker().node().equals(node);
    }

    private Refusal late() {
        return new Refusal.DeadlinePassed(order.deadline().toSeconds());
    }

    private static List<Refusal> cancelled() {
        return List.of(new Refusal.Cancelled());
    }

    private static SortedSet<Address> with(SortedSet<Address> tried, Address channel) {
        var all = new TreeSet<>(tried);
        all.add(channel);
        return all;
    }
}
