package org.chrysalis.client;

import org.chrysalis.payment.BearsStatement;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;

/** The durable facts of a client's purse. */
public sealed interface PurseEvent {

    /** Before it leaves. */
    record Signed(Voucher voucher) implements PurseEvent {}

    /** The proxy's statement of an attempt's end; the first one about it. */
    record Settled(Statement statement) implements PurseEvent, BearsStatement {}

    /** The proxy has shown all its statements up to this number. */
    record Complete(long seq) implements PurseEvent {}
}
