package org.chrysalis.proxy.account;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.payment.Books;
import org.chrysalis.payment.Debt;
import org.chrysalis.payment.Onward;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;

import java.util.List;

/** What a client's account says. */
public sealed interface ClientAccountReply {

    /** To the Dispatch that asked for an admission or a step. */
    sealed interface Verdict extends ClientAccountReply {}

    /**
     * @param upTo completion tokens, cumulative
     * @param held for all open attempts of the client
     * @param onward what the worker is to be paid now: no more than this is journaled
     */
    record Granted(long upTo, Nanoton held, Onward onward) implements Verdict {}

    record Refused(Refusal refusal) implements Verdict {}

    /** Who has the attempt is journaled: now it may be sent. */
    record Assigned(RequestKey key) implements ClientAccountReply {}

    /** To whoever asked for an attempt's end. */
    sealed interface Ending extends ClientAccountReply {}

    /** It is settled, now. */
    record Outcome(RequestKey key, Statement statement) implements Ending {}

    /** It was not open: never admitted, or settled before. */
    record NotOpen(RequestKey key) implements Ending {}

    /** The account as others may see it. */
    record View(Address channel, ClientAccountState state, Nanoton credit)
            implements ClientAccountReply {}

    /** To the proxy's guardian, of its own accord. */
    sealed interface Notice extends ClientAccountReply {}

    /** All events are replayed: the books are whole. */
    record Recovered(Books books) implements Notice {}

    /** An attempt of a former life, or one that only the client knows: which worker had it? */
    record Unsettled(RequestKey key, Bytes envHash, ActorRef<ClientAccountCommand> account)
            implements Notice {}

    /** An attempt has ended; workers may be owed for it. */
    record Owing(
            RequestKey key, Bytes envHash, List<Debt> debts, ActorRef<ClientAccountCommand> account)
            implements Notice {

        public Owing {
            debts = List.copyOf(debts);
        }
    }

    /** An attempt of a former life has ended, and its client hears of it, if it is there. */
    record Reconciled(RequestKey key, Statement statement) implements Notice {}

    /** It is being parted for nothing, at the proxy's cost; {@code now} in unix seconds. */
    record PartsFree(Address channel, long now) implements Notice {}

    /** To the client, if it is there. */
    record Answers(Address channel, Wire.Agreement answer) implements Notice {}
}
