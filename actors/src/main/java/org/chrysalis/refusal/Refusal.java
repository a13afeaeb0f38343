package org.chrysalis.refusal;

import org.chrysalis.ton.Nanoton;

import java.util.List;
import java.util.Locale;

/** Why the network will not run, or stopped running, a request. Each one can reach a user. */
public sealed interface Refusal {

    /**
     * Stable across releases; programs may match on it. The record's name in small letters: golden
     * bytes hold each to what it was.
     */
    default String code() {
        return getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT);
    }

    /** What the words are filled with, and all of it that crosses the wire. */
    default List<Long> figures() {
        return List.of();
    }

    /** About a node on the way: it is away, failed, or has no room. */
    sealed interface OfNode extends Refusal {}

    /** About the workers that were asked. */
    sealed interface OfWorker extends OfNode {}

    /** About what was asked. */
    sealed interface OfRequest extends Refusal {}

    /** About what is sealed, and the terms it is sealed under. */
    sealed interface OfSeal extends Refusal {}

    /** About what is paid, owed or asked for it. */
    sealed interface OfMoney extends Refusal {}

    /** About the asker's channel, its keys, and what it may have open. */
    sealed interface OfStanding extends Refusal {}

    /** About what both sides of the asker's channel are to sign together. */
    sealed interface OfAgreement extends Refusal {}

    /** No attested worker of this client's directory serves the model. */
    record UnknownModel() implements OfRequest {}

    /** The client has no session with its proxy. */
    record ProxyUnreachable() implements OfNode {}

    /** None of the addressed workers could take the request. */
    record WorkersBusy(long addressed) implements OfWorker {
        @Override
        public List<Long> figures() {
            return List.of(addressed);
        }
    }

    /** The worker vanished after its first part; the completion that arrived is charged. */
    record WorkerLost(long completionTokens) implements OfWorker {
        @Override
        public List<Long> figures() {
            return List.of(completionTokens);
        }
    }

    /** The worker broke the protocol or its engine failed; the completion so far is charged. */
    record WorkerAtFault(long completionTokens) implements OfWorker {
        @Override
        public List<Long> figures() {
            return List.of(completionTokens);
        }
    }

    /** The proxy went away while the request ran. */
    record ProxyLost() implements OfNode {}

    /** A node's books cannot be written just now: its disk is full, or fails. */
    record BooksUnavailable() implements OfNode {}

    /** The client's node, or the model's workers, have just come and are not ready yet. */
    record Starting() implements OfNode {}

    /** The proxy failed by a fault of its own; the completion that it relayed is charged. */
    record ProxyAtFault(long completionTokens) implements OfNode {
        @Override
        public List<Long> figures() {
            return List.of(completionTokens);
        }
    }

    record DeadlinePassed(long seconds) implements OfRequest {
        @Override
        public List<Long> figures() {
            return List.of(seconds);
        }
    }

    record PromptTooLong(long tokens, long bound) implements OfRequest {
        @Override
        public List<Long> figures() {
            return List.of(tokens, bound);
        }
    }

    /** The channel cannot cover what the request may cost. */
    record BalanceTooLow(Nanoton needed, Nanoton available) implements OfMoney {
        @Override
        public List<Long> figures() {
            return List.of(needed.value(), available.value());
        }
    }

    /** The step is not covered by what was signed (exposure, PAYMENTS §3). */
    record StepUnpaid(Nanoton needed, Nanoton credit) implements OfMoney {
        @Override
        public List<Long> figures() {
            return List.of(needed.value(), credit.value());
        }
    }

    /** A worker's coefficient, per mille, is above the envelope's. */
    record PriceAboveLimit(long asked, long limit) implements OfMoney {
        @Override
        public List<Long> figures() {
            return List.of(asked, limit);
        }
    }

    /** The proxy prices by another version of the terms. */
    record TermsChanged(long version) implements OfSeal {
        @Override
        public List<Long> figures() {
            return List.of(version);
        }
    }

    /** Past its expiry, or too far ahead of it; {@code now} is the refuser's clock, ms UTC. */
    record Expired(long now) implements OfSeal {
        @Override
        public List<Long> figures() {
            return List.of(now);
        }
    }

    /** This attempt, or this sealed request, was seen before. */
    record Replayed() implements OfSeal {}

    /** Not opened: altered, for another key, or not of this format. */
    record NotOpened() implements OfSeal {}

    /** The channel is unknown, foreign, closing or closed. */
    record ChannelUnusable() implements OfStanding {}

    /**
     * The request might end too late to be cashed: its channel closes, its key changes, or the
     * chain has not moved for long.
     *
     * @param ends the request at the latest, with the time to cash it, unix seconds
     * @param until vouchers are good, unix seconds
     */
    record ChannelEnding(long ends, long until) implements OfStanding {
        @Override
        public List<Long> figures() {
            return List.of(ends, until);
        }
    }

    /** A voucher's signature, channel or epoch is wrong. */
    record VoucherInvalid() implements OfStanding {}

    /** The peer did not prove the key that its channel names. */
    record ProofInvalid() implements OfStanding {}

    /** As many requests as the bound allows are running already. */
    record TooManyRequests(long bound) implements OfStanding {
        @Override
        public List<Long> figures() {
            return List.of(bound);
        }
    }

    /** The worker waits for the proxy's voucher before it does more unpaid work. */
    record WindowExceeded(Nanoton owed, Nanoton window) implements OfMoney {
        @Override
        public List<Long> figures() {
            return List.of(owed.value(), window.value());
        }
    }

    /** The stream ended without FINAL, or a frame was altered: never a short answer. */
    record StreamBroken() implements OfSeal {}

    /** The proxy's statement is above what the opened frames amount to. */
    record StatementDisputed(Nanoton stated, Nanoton counted) implements OfMoney {
        @Override
        public List<Long> figures() {
            return List.of(stated.value(), counted.value());
        }
    }

    /** A price limit, per mille, that no network has. */
    record LimitInvalid(long limit, long most) implements OfRequest {
        @Override
        public List<Long> figures() {
            return List.of(limit, most);
        }
    }

    /**
     * Both sides have signed what ends or changes the channel: until the chain has decided, nothing
     * goes on that it could void.
     *
     * @param validUntil chain time in seconds
     */
    record AgreementPending(long validUntil) implements OfAgreement {
        @Override
        public List<Long> figures() {
            return List.of(validUntil);
        }
    }

    /** Nothing is agreed before every request of the channel has ended, and is settled. */
    record AttemptsOpen(long open) implements OfAgreement {
        @Override
        public List<Long> figures() {
            return List.of(open);
        }
    }

    /** The two sides of a channel count what was used differently. */
    record TotalDisputed(Nanoton claimed, Nanoton counted) implements OfAgreement {
        @Override
        public List<Long> figures() {
            return List.of(claimed.value(), counted.value());
        }
    }

    /**
     * What is to be signed would be valid too long, or is no longer.
     *
     * @param now the refuser's clock, unix seconds
     */
    record ValidityInvalid(long validUntil, long now) implements OfAgreement {
        @Override
        public List<Long> figures() {
            return List.of(validUntil, now);
        }
    }

    /**
     * The chain has refused what the proxy sent to end a channel together, and kept the fee.
     *
     * @param until unix seconds: the proxy tries no other before
     */
    record PartingFailed(long until) implements OfAgreement {
        @Override
        public List<Long> figures() {
            return List.of(until);
        }
    }

    /** The proxy sends a parting to the chain at its own cost: not time and again for nothing. */
    record PartingUnpaid(Nanoton used, Nanoton fee) implements OfAgreement {
        @Override
        public List<Long> figures() {
            return List.of(used.value(), fee.value());
        }
    }

    /** A deposit may become less, but not less than is signed, cashed, or held for requests. */
    record DepositRefused(Nanoton asked, Nanoton least) implements OfAgreement {
        @Override
        public List<Long> figures() {
            return List.of(asked.value(), least.value());
        }
    }

    /** The app took it back. */
    record Cancelled() implements OfRequest {}

    /** A code of a newer peer. */
    record Unknown(String code) implements Refusal {}
}
