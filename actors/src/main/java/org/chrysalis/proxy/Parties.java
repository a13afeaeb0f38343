package org.chrysalis.proxy;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.chrysalis.money.Usage;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.port.Link;
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
record Parties(
        Dispatch.Order order,
        ProxySettings settings,
        Link link,
        ActorRef<AccountCommand> account,
        ActorRef<AccountReply> fromAccount,
        ActorRef<WorkerAccount.Reply> fromWorkerAccount,
        OperatorLog log) {

    static Parties of(
            Dispatch.Order order,
            ProxySettings settings,
            Link link,
            ActorRef<AccountCommand> account,
            ActorContext<DispatchCommand> context) {
        return new Parties(
                order,
                settings,
                link,
                account,
                context.messageAdapter(AccountReply.class, DispatchCommand.FromAccount::new),
                context.messageAdapter(
                        WorkerAccount.Reply.class, DispatchCommand.FromWorkerAccount::new),
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

    void tell(ProxyCommand.Picked worker, Wire.WorkerLeg message) {
        link.send(worker.node(), message);
    }

    /** Asks the client's account for a step, if this is one. */
    Behavior<DispatchCommand> extend(Wire.ClientLeg leg) {
        if (leg instanceof Wire.Step(var key, var upTo, var voucher)) {
            account.tell(new AccountCommand.Extend(key, upTo, voucher, fromAccount));
        }
        return Behaviors.same();
    }

    /** To the client's account: the attempt is over. */
    void settle(Usage usage, long coefficient) {
        account.tell(new AccountCommand.Settle(key(), usage, coefficient, fromAccount));
    }

    Refusal late() {
        return new Refusal.DeadlinePassed(order.deadline().toSeconds());
    }
}
