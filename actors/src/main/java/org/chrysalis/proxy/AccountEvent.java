package org.chrysalis.proxy;

import org.chrysalis.payment.Attempt;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.RequestKey;

/** The durable facts of a client's account. Each is journaled before anyone is told of it. */
public sealed interface AccountEvent {

    /** Before Dispatch; {@code attempt} is unheard of yet. */
    record Admitted(Attempt attempt, Voucher voucher) implements AccountEvent {}

    /** Before a worker gets the attempt; a failover adds another. */
    record Assigned(RequestKey key, Address workerChannel) implements AccountEvent {}

    /** With a step's voucher; {@code upTo} completion tokens, cumulative. */
    record Stepped(RequestKey key, long upTo, Voucher voucher) implements AccountEvent {}

    /** A voucher that bought nothing yet: presented at a reconnect, or its step was refused. */
    record Credited(Voucher voucher) implements AccountEvent {}

    /** The first settlement of an attempt, and the only one. */
    record Settled(RequestKey key, Bytes envHash, Statement statement) implements AccountEvent {}

    /** On chain; {@code total} of the epoch. */
    record Cashed(Nanoton total) implements AccountEvent {}
}
