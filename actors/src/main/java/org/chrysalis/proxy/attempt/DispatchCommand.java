package org.chrysalis.proxy.attempt;

import org.chrysalis.port.NodeId;
import org.chrysalis.proxy.account.ClientAccountReply;
import org.chrysalis.proxy.account.WorkerAccountReply;
import org.chrysalis.ton.Address;
import org.chrysalis.wire.Wire;

/** What a {@link Dispatch} hears, in all of its states. */
public sealed interface DispatchCommand {

    record FromAccount(ClientAccountReply reply) implements DispatchCommand {}

    record FromWorkerAccount(WorkerAccountReply reply) implements DispatchCommand {}

    record Routed(Routing.Picking answer) implements DispatchCommand {}

    record FromWorker(Wire.WorkerLeg message, NodeId node) implements DispatchCommand {}

    record WorkerDown(NodeId node) implements DispatchCommand {}

    record FromClient(Wire.ClientLeg message) implements DispatchCommand {}

    record ClientDown() implements DispatchCommand {}

    /** The client's account is no more: whoever opens it again settles the attempt. */
    record BooksFell() implements DispatchCommand {}

    /** A worker's account is no more. */
    record WorkerBooksFell(Address channel) implements DispatchCommand {}

    /** Its own timer: the client's time is up. */
    record DeadlinePassed() implements DispatchCommand {}

    /** Its own timer: a worker that was stopped has not said how far it came. */
    record FinalOverdue() implements DispatchCommand {}
}
