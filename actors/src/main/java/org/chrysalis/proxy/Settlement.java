package org.chrysalis.proxy;

import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.chrysalis.money.Usage;
import org.chrysalis.proxy.DispatchCommand.FromAccount;
import org.chrysalis.proxy.DispatchCommand.FromWorkerAccount;
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

    /** No worker has the attempt: nothing is charged. */
    static Behavior<DispatchCommand> withoutWorker(Parties parties, Refusal cause) {
        parties.settle(Usage.NONE, 0);
        return Behaviors.receiveMessage(message -> {
            if (message instanceof FromAccount(AccountReply.Outcome(var key, var statement))) {
                parties.log().settled(key, statement.figures().amount(), Nanoton.ZERO);
                parties.tellClient(new Wire.Settled(key, statement, List.of(cause)));
                return Behaviors.stopped();
            }
            return Behaviors.same();
        });
    }

    /** Charges {@code usage} to the client, then pays the worker for it. */
    static Behavior<DispatchCommand> withWorker(
            Parties parties, Run run, Usage usage, List<Refusal> causes) {
        long coefficient = run.relay().coefficient();
        parties.settle(usage, coefficient);
        return Behaviors.receiveMessage(message -> {
            if (message instanceof FromAccount(AccountReply.Outcome outcome)) {
                var settle = new WorkerAccount.Settle(
                        parties.envHash(), usage, coefficient, parties.fromWorkerAccount());
                run.worker().account().tell(settle);
                return paying(parties, run.worker(), outcome.statement(), causes);
            }
            return Behaviors.same();
        });
    }

    private static Behavior<DispatchCommand> paying(
            Parties parties, ProxyCommand.Picked worker, Statement toClient, List<Refusal> causes) {
        return Behaviors.receiveMessage(message -> {
            if (message instanceof FromWorkerAccount(WorkerAccount.Settled settled)) {
                var charged = toClient.figures().amount();
                var toWorker = settled.statement();
                parties.log().settled(parties.key(), charged, toWorker.figures().amount());
                parties.tell(worker, new Wire.Paid(settled.envHash(), toWorker, settled.voucher()));
                parties.tellClient(new Wire.Settled(parties.key(), toClient, causes));
                return Behaviors.stopped();
            }
            return Behaviors.same();
        });
    }
}
