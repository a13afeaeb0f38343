package org.chrysalis.wire;

import org.chrysalis.money.Usage;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.ton.Withdrawal;

import java.util.List;

/** Everything that one node can say to another. */
public sealed interface Wire {

    /** The protocol's version; a peer of another one is refused. */
    int VERSION = 2;

    /** Of a session, not of a request. */
    sealed interface Control extends Wire {}

    /** Between client and proxy, about one attempt. */
    sealed interface ClientLeg extends Wire {
        RequestKey key();
    }

    /**
     * Between proxy and worker, about one attempt, which the worker knows by its envelope alone.
     */
    sealed interface WorkerLeg extends Wire {
        /** 32 bytes. */
        Bytes envHash();
    }

    /** Who speaks. */
    enum Role {
        CLIENT,
        PROXY,
        WORKER
    }

    /**
     * Opens a session, both ways.
     *
     * @param nonce 32 fresh bytes, for the other side's {@link Proof} to sign
     * @param channel the channel that this session settles in; the proxy repeats its peer's
     * @param epoch u32, of that channel as the sender knows it
     * @param alias the sender's name for people, at most 32 characters; nothing depends on it
     */
    record Hello(int version, Role role, Bytes nonce, Address channel, long epoch, String alias)
            implements Control {}

    /**
     * Proves the key that the channel names. Nothing of the books is shown before: whoever merely
     * names a channel learns nothing.
     *
     * @param signature over {@code SessionProof.hash}
     */
    record Proof(Bytes signature) implements Control {}

    /**
     * The exchange of books, both ways, once both sides are proven, so that a restart of either
     * loses nothing (PAYMENTS §4). A side's books are heard with its Shown and its last Answers.
     */
    sealed interface BooksMessage extends Control {}

    /**
     * What the sender holds.
     *
     * @param life 16 bytes, drawn when the sender's books were replayed
     * @param vouchers none, or the highest one the sender signed or holds
     * @param open attempts not settled as far as the sender knows
     * @param seq up to this statement the sender has them all
     */
    record Shown(Bytes life, List<Voucher> vouchers, List<OpenAttempt> open, long seq)
            implements BooksMessage {

        public Shown {
            vouchers = List.copyOf(vouchers);
            open = List.copyOf(open);
        }
    }

    /**
     * A page of statements: about the open attempts that the other side showed, then by number all
     * above what it has.
     *
     * @param seq all up to this number have been shown
     * @param last no page follows
     */
    record Answers(List<Statement> statements, long seq, boolean last) implements BooksMessage {

        /** Statements in one page, besides those about open attempts. */
        public static final int PAGE = 64;

        public Answers {
            statements = List.copyOf(statements);
        }
    }

    /** Asks for the next page, above {@code seq}. */
    record More(long seq) implements BooksMessage {}

    /**
     * @param keys on a client's leg the attempt's; none on a worker's, which knows it by env_hash
     * @param envHash 32 bytes
     * @param coefficient per mille, as authenticated by the header; 0 before it
     * @param held for it by the proxy's account; 0 from others
     */
    record OpenAttempt(
            List<RequestKey> keys, Bytes envHash, Usage usage, long coefficient, Nanoton held) {

        /** Shown at once, and settled from each other's word: more is a flood. */
        public static final int MOST = 1_024;

        public OpenAttempt {
            keys = List.copyOf(keys);
        }

        /** What its statement will be about. */
        public Bytes subject() {
            return keys.isEmpty() ? envHash : keys.getFirst().subject();
        }
    }

    /** What client and proxy sign together about their channel (PAYMENTS §2). */
    sealed interface Agreement extends Control {}

    /**
     * To end the epoch at what is used. The proxy sends it to the chain, with a half of its own,
     * which it shows to nobody: a payer who had both could end the epoch at an earlier figure.
     *
     * @param half the payer's
     */
    record Parting(CloseTogether half) implements Agreement {}

    /** Asks the payee to agree that the channel's deposit becomes less. */
    record AskWithdrawal(long epoch, Nanoton deposited) implements Agreement {}

    /** For the payer to send to the chain. */
    record Withdrawing(Withdrawal agreed) implements Agreement {}

    /** Nothing is signed. */
    record NotAgreed(Refusal refusal) implements Agreement {}

    /** The session is refused, and over. */
    record Rejected(Refusal refusal) implements Control {}

    /**
     * What a worker offers: to its proxy, and by it to clients.
     *
     * @param keyConfig its canonical bytes
     * @param evidence about their hash
     * @param modelName for the proxy's operator; the key config holds the hash, by which clients
     *     know the model
     * @param coefficient per mille
     * @param contextTokens prompt and completion together
     * @param slots requests it runs at once, at least 1
     */
    record Offer(
            Bytes keyConfig,
            Bytes evidence,
            String modelName,
            long coefficient,
            long contextTokens,
            int slots)
            implements Control {}

    /** All workers the proxy can dispatch to now; each one replaces the one before. */
    record Directory(List<Offer> offers) implements Control {

        public Directory {
            offers = List.copyOf(offers);
        }
    }

    /**
     * Asks for an attempt to be run, and pays its first step.
     *
     * @param sealed the sealed request, envelope included
     * @param epoch what opens billing_ref, with the next
     * @param billingSecret 32 bytes
     * @param upToTokens completion tokens bought
     */
    record Ask(
            RequestKey key,
            Bytes sealed,
            long epoch,
            Bytes billingSecret,
            long upToTokens,
            Voucher voucher)
            implements ClientLeg {}

    /** Buys completion tokens up to a figure; the voucher may be one already known. */
    record Step(RequestKey key, long upToTokens, Voucher voucher) implements ClientLeg {}

    /** The app no longer wants it. */
    record Cancel(RequestKey key) implements ClientLeg {}

    /** Sealed frames, as the worker made them. */
    record Part(RequestKey key, Bytes frames) implements ClientLeg {}

    /** Not admitted: nothing is charged, and no more comes. */
    record Refused(RequestKey key, Refusal refusal) implements ClientLeg {}

    /** A step refused: the attempt goes on to its grant. */
    record NotExtended(RequestKey key, Refusal refusal) implements ClientLeg {}

    /**
     * The end of an attempt, to the client.
     *
     * @param causes none if FINAL was relayed, else why it never came
     */
    record Settled(RequestKey key, Statement statement, List<Refusal> causes) implements ClientLeg {

        public Settled {
            causes = List.copyOf(causes);
        }
    }

    /** The whole sealed request, and how far the worker may go. */
    record Dispatch(Bytes envHash, Bytes sealed, long grantedTokens) implements WorkerLeg {}

    /** May go on up to {@code tokens}; pays for the completion so far. */
    record Grant(Bytes envHash, long tokens, Voucher voucher) implements WorkerLeg {}

    /** End it: FINAL is awaited. */
    record Stop(Bytes envHash) implements WorkerLeg {}

    /** Sealed frames: the first brings prelude and HEADER, the last FINAL. */
    record Generated(Bytes envHash, Bytes frames) implements WorkerLeg {}

    /** Not run, or not run to its end. */
    record Declined(Bytes envHash, Refusal refusal) implements WorkerLeg {}

    /** The end of an attempt, to the worker: its statement, and a voucher for all it earned. */
    record Paid(Bytes envHash, Statement statement, Voucher voucher) implements WorkerLeg {}
}
