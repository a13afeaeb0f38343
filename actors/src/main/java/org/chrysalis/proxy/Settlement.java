package org.chrysalis.proxy;

import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.chrysalis.money.Usage;
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
        return Behaviors.receiveMessage(message -> switch (message) {
            case FromAccount(AccountReply.Outcome(var key, var statement)) -> {
                parties.log().settled(key, statement.figures().amount(), Nanoton.ZERO);
                parties.tellClient(new Wire.Settled(key, statement, List.of(cause)));
                yield Behaviors.stopped();
            }
            case FromAccount _, FromWorkerAccount _, FromClient _, ClientDown _ -> Behaviors.same();
            case FromWorker _, WorkerDown _, Routed _ -> Behaviors.same();
            case DeadlinePassed _, FinalOverdue _ -> Behaviors.same();
        });
    }

    /** Charges {@code usage} to the client, then pays the worker for it. */
    static Behavior<DispatchCommand> withWorker(
            Parties parties, Run run, Usage usage, List<Refusal> causes) {
        long coefficient = run.relay().coefficient();
        parties.settle(usage, coefficient);
        return Behaviors.receiveMessage(message -> switch (message) {
            case FromAccount(AccountReply.Outcome outcome) -> {
                var settle = new WorkerAccount.Settle(
                        parties.envHash(), usage, coefficient, parties.fromWorkerAccount());
                run.worker().account().tell(settle);
                yield paying(parties, run.worker(), outcome.statement(), causes);
            }
            case FromAccount _, FromWorkerAccount _, FromClient _, ClientDown _ -> Behaviors.same();
            case FromWorker _, WorkerDown _, Routed _ -> Behaviors.same();
            case DeadlinePassed _, FinalOverdue _ -> Behaviors.same();
        });
    }

    private static Behavior<DispatchCommand> paying(
            Parties parties, ProxyCommand.Picked worker, Statement toClient, List<Refusal> causes) {
        return Behaviors.receiveMessage(message -> switch (message) {
            case FromWorkerAccount(WorkerAccount.Settled settled) -> {
                var charged = toClient.figures().amount();
                var toWorker = settled.statement();
                parties.log().settled(parties.key(), charged, toWorker.figures().amount());
                parties.tell(worker, new Wire.Paid(settled.envHash(), toWorker, settled.voucher()));
                parties.tellClient(new Wire.Settled(parties.key(), toClient, causes));
                yield Behaviors.stopped();
            }
            case FromAccount _, FromWorkerAccount _, FromClient _, ClientDown _ -> Behaviors.same();
            case FromWorker _, WorkerDown _, Routed _ -> Behaviors.same();
            case DeadlinePassed _, FinalOverdue _ -> Behaviors.same();
        });
    }
}
