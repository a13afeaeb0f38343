package org.chrysalis.worker;

import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.wire.Wire;

import java.util.List;

/** What {@link Earnings} answers. */
public sealed interface EarningsReply {

    record Go(Bytes envHash) implements EarningsReply {}

    record Wait(Bytes envHash, Refusal refusal) implements EarningsReply {}

    /** The grant is honoured: what is done and not paid stays within the window. */
    record Granted(Bytes envHash, long tokens) implements EarningsReply {}

    /** Its proxy has stated what it pays for an attempt that is still generated. */
    record Settled(Bytes envHash) implements EarningsReply {}

    /** All events are replayed: the books are whole. */
    record Recovered() implements EarningsReply {}

    /**
     * The books, for people and checks.
     *
     * @param open the attempts no statement has come for
     * @param owed of all that is done, what no voucher in hand pays
     */
    record View(EarningsState state, List<Wire.OpenAttempt> open, Nanoton owed)
            implements EarningsReply {}
}
