package org.chrysalis.proxy;

import org.chrysalis.port.NodeId;
import org.chrysalis.wire.Wire;

/** What a {@link Dispatch} hears, in all of its states. */
sealed interface DispatchCommand {

    record FromAccount(AccountReply reply) implements DispatchCommand {}

    record FromWorkerAccount(WorkerAccount.Reply reply) implements DispatchCommand {}

    record Routed(ProxyCommand.Picking answer) implements DispatchCommand {}

    record FromWorker(Wire.WorkerLeg message, NodeId node) implements DispatchCommand {}

    record WorkerDown(NodeId node) implements DispatchCommand {}

    record FromClient(Wire.ClientLeg message) implements DispatchCommand {}

    record ClientDown() implements DispatchCommand {}

    /** Its own timer: the client's time is up. */
    record DeadlinePassed() implements DispatchCommand {}

    /** Its own timer: a worker that was stopped has not said how far it came. */
    record FinalOverdue() implements DispatchCommand {}
}
