package org.chrysalis.proxy.account;

import org.chrysalis.payment.Books;
import org.chrysalis.proxy.recovery.Word;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.RequestKey;

import java.util.List;

/** What a worker's account says. */
public sealed interface WorkerAccountReply {

    record Taken(Bytes envHash) implements WorkerAccountReply {}

    record Declined(Bytes envHash, Refusal refusal) implements WorkerAccountReply {}

    record Signed(Bytes envHash, Voucher voucher) implements WorkerAccountReply {}

    /** The account as others may see it; {@code signed} includes vouchers not journaled. */
    record View(Address channel, WorkerAccountState state, Nanoton signed)
            implements WorkerAccountReply {

        /** What this worker presented beyond all that it earned: it works that off. */
        public Nanoton advance() {
            return state.ledger().signing(signed).advance();
        }
    }

    /** To the proxy's guardian, of its own accord. */
    sealed interface Notice extends WorkerAccountReply {}

    /** All events are replayed: the books are whole. */
    record Recovered(Books books) implements Notice {}

    /** The attempt's end on this leg is journaled. */
    record Booked(Address channel, Bytes envHash) implements Notice {}

    /** Its worker is to be told. */
    record Settled(Bytes envHash, Statement statement, Voucher voucher) implements Notice {}

    /**
     * A worker is back, and speaks of an attempt that has no end here.
     *
     * @param keys whose it is; none if the journal lost that
     */
    record WorkerSays(Address channel, Bytes envHash, List<RequestKey> keys, Word word)
            implements Notice {

        public WorkerSays {
            keys = List.copyOf(keys);
        }
    }

    /** Whom an event of the account of {@code channel} concerns besides. */
    static List<Notice> notices(Address channel, WorkerAccountEvent event) {
        return switch (event) {
            case WorkerAccountEvent.Settled(var envHash, var statement, var voucher) ->
                List.of(new Settled(envHash, statement, voucher), new Booked(channel, envHash));
            case WorkerAccountEvent.Decided(var envHash, var _, var _) ->
                List.of(new Booked(channel, envHash));
            case WorkerAccountEvent.Adopted _,
                    WorkerAccountEvent.Raised _,
                    WorkerAccountEvent.Complete _,
                    WorkerAccountEvent.Taken _ -> List.of();
        };
    }
}
