package org.chrysalis.proxy.attempt;

import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.chrysalis.money.Usage;
import org.chrysalis.proxy.account.ClientAccountReply;
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
import org.chrysalis.refusal.Refusal;
import org.chrysalis.wire.Wire;

import java.util.List;

/**
 * The last state of a {@link Dispatch}: the client's account journals the end and what it owes to
 * workers, then the client is told. The debts are paid behind this (PAYMENTS §4). Whatever else
 * arrives is too late to matter.
 */
final class Settlement {

    private Settlement() {}

    /** No worker has the attempt: nothing is charged. */
    static Behavior<DispatchCommand> withoutWorker(AttemptContext parties, Refusal cause) {
        return charging(parties, Usage.NONE, 0, List.of(cause));
    }

    /**
     * Charges what was used.
     *
     * @param coefficient per mille
     * @param causes none if FINAL was relayed, else why it never came
     */
    static Behavior<DispatchCommand> charging(
            AttemptContext parties, Usage usage, long coefficient, List<Refusal> causes) {
        parties.settle(usage, coefficient);
        return Behaviors.receiveMessage(message -> switch (message) {
            case FromAccount(ClientAccountReply.Outcome(var key, var statement)) -> {
                parties.log().settled(key, statement.figures().amount());
                parties.tellClient(new Wire.Settled(key, statement, causes));
                yield Behaviors.stopped();
            }
            case FromAccount(ClientAccountReply.NotOpen(var key)) -> {
                causes.forEach(cause -> parties.tellClient(new Wire.Refused(key, cause)));
                yield Behaviors.stopped();
            }
            case BooksFell _ -> Behaviors.stopped();
            case FromAccount _, FromWorkerAccount _, FromClient _, ClientDown _ -> Behaviors.same();
            case FromWorker _, WorkerDown _, WorkerBooksFell _, Routed _ -> Behaviors.same();
            case DeadlinePassed _, FinalOverdue _ -> Behaviors.same();
        });
    }
}
