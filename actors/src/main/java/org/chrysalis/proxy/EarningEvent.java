package org.chrysalis.proxy;

import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.RequestKey;

/** The durable facts of a worker's account at the proxy. */
public sealed interface EarningEvent {

    /** Before the worker gets it; {@code worst} is what it can earn with it. */
    record Taken(Bytes envHash, RequestKey key, Nanoton worst) implements EarningEvent {}

    /** The only settlement of the attempt on this leg. */
    record Settled(Bytes envHash, Statement statement, Voucher voucher) implements EarningEvent {}

    /** A voucher of ours that the worker presented and our journal did not hold. */
    record Adopted(Voucher voucher) implements EarningEvent {}
}
