package org.chrysalis.proxy.account;

import org.chrysalis.money.Usage;
import org.chrysalis.payment.BearsStatement;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.RequestKey;

/** The durable facts of a worker's account. */
public sealed interface WorkerAccountEvent {

    /** The worker gets this attempt; {@code worst} is what it can earn. */
    record Taken(Bytes envHash, RequestKey key, Nanoton worst) implements WorkerAccountEvent {}

    /** The attempt ends, also one decided before, and the voucher pays all that is owed. */
    record Settled(Bytes envHash, Statement statement, Voucher voucher)
            implements WorkerAccountEvent, BearsStatement {}

    /** An attempt's end after a crash, while the worker is away: signed once it is heard. */
    record Decided(Bytes envHash, Usage usage, Nanoton amount) implements WorkerAccountEvent {}

    /** The worker showed a voucher of ours that was not journaled. */
    record Raised(Voucher voucher) implements WorkerAccountEvent {}

    /** The worker showed a statement of ours that this journal had lost. */
    record Adopted(Statement statement) implements WorkerAccountEvent, BearsStatement {}

    /** The worker has shown all the statements that it has, up to {@code seq}. */
    record Complete(long seq) implements WorkerAccountEvent {}
}
