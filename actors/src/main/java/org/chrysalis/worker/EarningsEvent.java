package org.chrysalis.worker;

import org.chrysalis.payment.BearsStatement;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;

/** The durable facts of a worker's earnings. */
public sealed interface EarningsEvent {

    /** A higher voucher. */
    record Received(Voucher voucher) implements EarningsEvent {}

    /** The proxy's statement of an attempt's end; the first one about it. */
    record Earned(Statement statement) implements EarningsEvent, BearsStatement {}

    /** The proxy has shown all its statements up to this number. */
    record Complete(long seq) implements EarningsEvent {}

    /** On chain; {@code total} of the epoch. */
    record Cashed(Nanoton total) implements EarningsEvent {}
}
