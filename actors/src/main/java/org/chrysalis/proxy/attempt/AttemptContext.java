package org.chrysalis.proxy.attempt;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.chrysalis.money.Usage;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.payment.Onward;
import org.chrysalis.port.Link;
import org.chrysalis.proxy.account.ClientAccountCommand;
import org.chrysalis.proxy.account.ClientAccountReply;
import org.chrysalis.proxy.account.WorkerAccountReply;
import org.chrysalis.proxy.settings.ProxySettings;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;

/**
 * Whom the actor of one attempt deals with, and what it says to them in more than one state.
 *
 * @param account the client's
 * @param fromAccount where that answers
 * @param fromWorkerAccount where a worker's account answers
 */
public record AttemptContext(
        Dispatch.Order order,
        ProxySettings settings,
        Link link,
        ActorRef<ClientAccountCommand> account,
        ActorRef<ClientAccountReply> fromAccount,
        ActorRef<WorkerAccountReply> fromWorkerAccount,
        OperatorLog log) {

    static AttemptContext of(
            Dispatch.Order order,
            ProxySettings settings,
            Link link,
            ActorRef<ClientAccountCommand> account,
            ActorContext<DispatchCommand> context) {
        return new AttemptContext(
                order,
                settings,
                link,
                account,
                context.messageAdapter(ClientAccountReply.class, DispatchCommand.FromAccount::new),
                context.messageAdapter(
                        WorkerAccountReply.class, DispatchCommand.FromWorkerAccount::new),
                new OperatorLog(settings.alias()));
    }

    RequestKey key() {
        return order.attempt().key();
    }

    Bytes envHash() {
        return order.attempt().envHash();
    }

    void tellClient(Wire.ClientLeg message) {
        link.send(order.client(), message);
    }

    void tell(Routing.Picked worker, Wire.WorkerLeg message) {
        link.send(worker.node(), message);
    }

    /** Asks the client's account for a step, if this is one and no worker has done anything. */
    Behavior<DispatchCommand> extend(Wire.ClientLeg leg) {
        return extend(leg, Onward.NONE);
    }

    /** @param onward what the worker is to be paid with it */
    Behavior<DispatchCommand> extend(Wire.ClientLeg leg, Onward onward) {
        if (leg instanceof Wire.Step(var key, var upTo, var voucher)) {
            account.tell(new ClientAccountCommand.Extend(key, upTo, voucher, onward, fromAccount));
        }
        return Behaviors.same();
    }

    /** To the client's account: the attempt is over. */
    void settle(Usage usage, long coefficient) {
        account.tell(new ClientAccountCommand.Settle(key(), usage, coefficient, fromAccount));
    }

    Refusal late() {
        return new Refusal.DeadlinePassed(order.deadline().toSeconds());
    }
}
