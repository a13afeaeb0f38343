package org.chrysalis.worker;

import org.chrysalis.payment.BearsStatement;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;

import java.util.List;

/** The durable facts of a worker's earnings. */
public sealed interface EarningsEvent {

    /** A higher voucher. */
    record Received(Voucher voucher) implements EarningsEvent {}

    /** The proxy's statement of an attempt's end; the first one about it. */
    record Earned(Statement statement) implements EarningsEvent, BearsStatement {}

    /** The proxy has shown all its statements up to this number. */
    record Complete(long seq) implements EarningsEvent {}

    /**
     * Another key of the payer's is in force: vouchers of the one before are void.
     *
     * @param cashed of them, on chain
     * @param kept none, or the highest that the other key has signed already
     */
    record Rekeyed(Bytes key, Nanoton cashed, List<Voucher> kept) implements EarningsEvent {

        public Rekeyed {
            kept = List.copyOf(kept);
        }
    }

    /** On chain; {@code total} of the epoch. */
    record Cashed(Nanoton total) implements EarningsEvent {}
}
