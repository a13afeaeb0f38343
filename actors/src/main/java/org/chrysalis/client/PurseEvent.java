package org.chrysalis.client;

import org.chrysalis.payment.BearsStatement;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.ton.Withdrawal;

import java.util.List;

/** The durable facts of a client's purse. */
public sealed interface PurseEvent {

    /** Before it leaves. */
    record Signed(Voucher voucher) implements PurseEvent {}

    /** The proxy's statement of an attempt's end; the first one about it. */
    record Settled(Statement statement) implements PurseEvent, BearsStatement {}

    /** What both sides sign, and whose vouchers count. */
    sealed interface OfAgreement extends PurseEvent {}

    /** Before this half leaves: from here on nothing is bought, until the chain decides. */
    record Parting(CloseTogether half) implements OfAgreement {}

    /** Before it is sent to the chain: the deposit counts as lower from here on. */
    record Withdrawing(Withdrawal agreed) implements OfAgreement {}

    /**
     * Another key of this client's is in force: vouchers of the one before are void.
     *
     * @param cashed of them, on chain
     * @param kept that the other key has signed already, by rising total
     */
    record Rekeyed(Bytes key, Nanoton cashed, List<Voucher> kept) implements OfAgreement {

        public Rekeyed {
            kept = List.copyOf(kept);
        }
    }

    /** The proxy has shown all its statements up to this number. */
    record Complete(long seq) implements PurseEvent {}
}
