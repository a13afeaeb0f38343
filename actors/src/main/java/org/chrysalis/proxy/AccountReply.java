package org.chrysalis.proxy;

import org.chrysalis.money.Usage;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.wire.RequestKey;

import java.util.List;

/** What a client's account says. */
public sealed interface AccountReply {

    /** To the Dispatch that asked for an admission or a step. */
    sealed interface Verdict extends AccountReply {}

    /**
     * @param upTo completion tokens, cumulative
     * @param held for all open attempts of the client
     */
    record Granted(long upTo, Nanoton held) implements Verdict {}

    record Refused(Refusal refusal) implements Verdict {}

    /** Who has the attempt is journaled: now it may be sent. */
    record Assigned(RequestKey key) implements AccountReply {}

    /** An attempt is settled, now or before. */
    record Outcome(RequestKey key, Statement statement) implements AccountReply {}

    /** The account as others may see it. */
    record View(Address channel, AccountState state, Nanoton credit) implements AccountReply {}

    /** What is due to a worker for an attempt of a former life that its client has settled. */
    record Due(Bytes envHash, Address workerChannel, Usage usage, long coefficient)
            implements AccountReply {}

    /**
     * An attempt that nobody carries any more was settled after a restart.
     *
     * @param workerChannels those it was given to, the last one last; none if it crashed before
     */
    record Reconciled(
            RequestKey key,
            Bytes envHash,
            Statement statement,
            List<Address> workerChannels,
            Usage usage,
            long coefficient)
            implements AccountReply {

        public Reconciled {
            workerChannels = List.copyOf(workerChannels);
        }
    }
}
