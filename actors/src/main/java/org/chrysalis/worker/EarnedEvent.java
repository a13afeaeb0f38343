package org.chrysalis.worker;

import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;

/** The durable facts of a worker's earnings. */
public sealed interface EarnedEvent {

    /** A higher voucher came with a grant. */
    record Received(Voucher voucher) implements EarnedEvent {}

    /** An attempt was settled, and paid. */
    record Earned(Statement statement, Voucher voucher) implements EarnedEvent {}

    /** On chain; {@code total} of the epoch. */
    record Cashed(Nanoton total) implements EarnedEvent {}
}
