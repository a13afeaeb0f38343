package org.chrysalis.proxy;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.chrysalis.money.Usage;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.port.Link;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.wire.Wire;

import java.util.List;

/**
 * The last states of a {@link Dispatch}: the client's account journals first, then the worker's,
 * then both sides are told. Whatever else arrives is too late to matter.
 */
final class Settlement {

    private Settlement() {}

    /** Awaits the client's account, which was told already; no worker is to be paid. */
    static Behavior<Dispatch.Command> withoutWorker(
            Dispatch.Order order, List<Refusal> causes, Link link, OperatorLog log) {
        return Behaviors.receiveMessage(message -> {
            if (message
                    instanceof Dispatch.FromAccount(AccountReply.Outcome(var key, var statement))) {
                log.settled(key, statement.figures().amount(), Nanoton.ZERO);
                link.send(order.client(), new Wire.Settled(key, statement, causes));
                return Behaviors.stopped();
            }
            return Behaviors.same();
        });
    }

    /** Awaits the client's account, which was told already, then pays the worker. */
    static Behavior<Dispatch.Command> withWorker(
            Dispatch.Order order,
            ProxyCommand.Picked worker,
            Usage usage,
            long coefficient,
            List<Refusal> causes,
            Link link,
            OperatorLog log,
            ActorRef<WorkerAccount.Reply> replies) {
        return Behaviors.receiveMessage(message -> {
            if (message
                    instanceof Dispatch.FromAccount(AccountReply.Outcome(var key, var statement))) {
                worker.account()
                        .tell(new WorkerAccount.Settle(
                                order.attempt().envHash(), usage, coefficient, replies));
                return paying(order, worker, statement, causes, link, log);
            }
            return Behaviors.same();
        });
    }

    private static Behavior<Dispatch.Command> paying(
            Dispatch.Order order,
            ProxyCommand.Picked worker,
            Statement toClient,
            List<Refusal> causes,
            Link link,
            OperatorLog log) {
        return Behaviors.receiveMessage(message -> {
            if (message instanceof Dispatch.FromWorkerAccount(WorkerAccount.Settled settled)) {
                var key = order.attempt().key();
                log.settled(
                        key,
                        toClient.figures().amount(),
                        settled.statement().figures().amount());
                link.send(
                        worker.node(),
                        new Wire.Paid(settled.envHash(), settled.statement(), settled.voucher()));
                link.send(order.client(), new Wire.Settled(key, toClient, causes));
                return Behaviors.stopped();
            }
            return Behaviors.same();
        });
    }
}
