package org.chrysalis.client;

import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;

/** The durable facts of a client's channel. */
public sealed interface PurseEvent {

    /** Before the voucher leaves. */
    record Signed(Voucher voucher) implements PurseEvent {}

    /** The proxy's statement on one attempt. */
    record Settled(Statement statement) implements PurseEvent {}
}
