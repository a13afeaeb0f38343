package org.chrysalis.cashing;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.chain.Chain.Submission;
import org.chrysalis.chain.Chain.Transaction;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.CodeId;
import org.chrysalis.contract.ExitCode;
import org.chrysalis.contract.Fees;
import org.chrysalis.contract.ForeignContract;
import org.chrysalis.contract.Transfers;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Cells;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What becomes of each errand that a wallet's message carried. Pure.
 *
 * @param codes of channels that the desk knows
 * @param now unix seconds
 */
record CashRound(Address wallet, SortedMap<Long, CodeId> codes, long now) {

    /** TVM's own. */
    private static final int OUT_OF_GAS = -14;

    private static final int SKIPPED = -1;

    /** As many tries make a pause of eight minutes. */
    private static final int LATER = 8;

    /** As many tries make a pause of two minutes, the longest while the chain stands. */
    private static final int SOON = 6;

    /**
     * An errand on its way.
     *
     * @param tries before this one
     * @param times more than the fees that the prices ask for
     */
    record Item(Errand errand, ActorRef<? super Outcome> replyTo, int tries, int times) {

        Address channel() {
            return errand.channel();
        }

        Fees pays(Fees live) {
            return new Fees(live.prices(), times);
        }

        Item from(ChannelState channel) {
            return new Item(errand.from(channel), replyTo, tries, times);
        }

        /** Whether another account asked for {@code other}. */
        boolean isOfAnother(Item other) {
            return !replyTo.equals(other.replyTo());
        }

        Item paying(int more) {
            return new Item(errand, replyTo, tries, more);
        }

        /** Each of these tries has cost a fee: the next one is some minutes later. */
        Item rested() {
            return new Item(errand, replyTo, Math.max(tries + 1, LATER), 1);
        }

        /** A try of which the chain has heard nothing costs nothing: it is soon made again. */
        Item again() {
            int next = Math.max(tries, Math.min(tries + 1, SOON));
            return new Item(errand, replyTo, next, times);
        }

        void tell(Outcome outcome) {
            replyTo.tell(outcome);
        }
    }

    sealed interface Fate {

        /** Nothing more is done about this errand. */
        record Ended(Outcome outcome) implements Fate {}

        record Postponed(Item item, String reason) implements Fate {}

        record Sent(Item item) implements Fate {}
    }

    /** What is known of an errand's message. */
    private sealed interface Trace {

        record NotSent() implements Trace {}

        /** The channel has executed it. */
        record Taken() implements Trace {}

        record Refused(int exitCode) implements Trace {}

        /** It did not arrive, or nobody can say so. */
        record Lost(String reason) implements Trace {}
    }

    /** Whether there is a need to send it, and a use. */
    Fate before(Item item, Reading channel) {
        return judged(item, channel, new Trace.NotSent());
    }

    /** @param channel read after the message was final */
    Fate after(Item item, Submission submission, Reading channel) {
        return judged(item, channel, trace(item.errand(), submission));
    }

    private Fate judged(Item item, Reading channel, Trace trace) {
        return switch (channel) {
            case Reading.Unread(var reason) -> unread(item, trace, reason);
            case Reading.Read(var account) -> {
                try {
                    yield read(item, ChannelState.read(account, codes), trace);
                } catch (ForeignContract foreign) {
                    yield item.errand().outlastsDoubt(now)
                            ? new Fate.Postponed(item.again(), foreign.getMessage())
                            : lost(item, foreign.getMessage());
                }
            }
        };
    }

    /** What must not be sent twice ends by what its message says. */
    private static Fate unread(Item item, Trace trace, String reason) {
        if (item.errand().repeats()) {
            return new Fate.Postponed(item.again(), reason);
        }
        return switch (trace) {
            case Trace.Taken _ -> new Fate.Ended(new Outcome.Ran(item.errand()));
            case Trace.Refused(var exitCode) -> refused(item, exitCode);
            case Trace.NotSent _, Trace.Lost _ -> new Fate.Postponed(item.again(), reason);
        };
    }

    private Fate read(Item item, ChannelState channel, Trace trace) {
        var errand = item.errand();
        return switch (errand.look(channel, now)) {
            case Errand.Sight.Done _ -> new Fate.Ended(errand.taken(channel));
            case Errand.Sight.Past _ ->
                new Fate.Ended(
                        trace instanceof Trace.Taken
                                ? errand.taken(channel)
                                : new Outcome.Over(errand));
            case Errand.Sight.Lost(var reason) -> lost(item, reason);
            case Errand.Sight.Stale _ -> stale(item);
            case Errand.Sight.Undone _ -> undone(item, channel, trace);
        };
    }

    /** A channel that took the message has paid what its balance allows. */
    private static Fate undone(Item item, ChannelState channel, Trace trace) {
        return switch (trace) {
            case Trace.NotSent _ -> new Fate.Sent(item.from(channel));
            case Trace.Taken _ -> new Fate.Ended(item.errand().taken(channel));
            case Trace.Refused(var exitCode) -> refused(item, exitCode);
            case Trace.Lost(var reason) -> new Fate.Postponed(item.again(), reason);
        };
    }

    private static Fate stale(Item item) {
        return new Fate.Postponed(
                item.again(), "the chain's server shows the channel as it was in a former epoch");
    }

    private static Fate lost(Item item, String reason) {
        return ended(item, reason, Outcome.Try.LAST);
    }

    private static Fate ended(Item item, String reason, Outcome.Try next) {
        return new Fate.Ended(new Outcome.Failed(item.errand(), reason, next));
    }

    private Trace trace(Errand errand, Submission submission) {
        return switch (submission) {
            case Submission.Rejected(var code, var reason) ->
                new Trace.Lost(reason + " (exit " + code + ")");
            case Submission.Unknown(var reason) -> new Trace.Lost(reason);
            case Submission.Committed(var transactions) ->
                received(errand, transactions)
                        .<Trace>map(one -> one.aborted()
                                ? new Trace.Refused(one.exitCode())
                                : new Trace.Taken())
                        .orElseGet(() -> new Trace.Lost("the wallet " + wallet
                                + " could not pay the fee: send it some TON"));
        };
    }

    /** The channel's, or that of the contract which did not pass it on. */
    private static Optional<Transaction> received(Errand errand, List<Transaction> transactions) {
        var body = Cells.hash(Cells.cell(errand.transfer(Transfers.KNOWN).body()));
        return transactions.stream()
                .filter(one -> one.account().equals(errand.channel()))
                .findFirst()
                .or(() -> transactions.stream()
                        .filter(one -> one.account().equals(errand.receiver()))
                        .filter(one -> one.body().equals(body) && one.aborted())
                        .findFirst());
    }

    /** Refused by the contract, out of gas on the way, or not even started. */
    private static boolean isTooLittle(int exitCode) {
        return exitCode == ExitCode.VALUE.number() || exitCode == OUT_OF_GAS || exitCode == SKIPPED;
    }

    private static Fate refused(Item item, int exitCode) {
        if (exitCode == ExitCode.TOO_EARLY.number()) {
            return new Fate.Postponed(item.again(), "it came too early by the chain's time");
        }
        if (!isTooLittle(exitCode)) {
            var reason = "the channel refused it, exit " + exitCode;
            return ended(item, reason, Outcome.Try.REFUSED);
        }
        var reason = "the fee was too little at the network's prices";
        var twice = Fees.twice(item.times());
        if (twice.isPresent()) {
            return new Fate.Postponed(item.paying(twice.get()), reason);
        }
        var eight = reason + ", also eight times as much";
        return item.errand().repeats()
                ? new Fate.Postponed(item.rested(), eight)
                : lost(item, eight);
    }
}
