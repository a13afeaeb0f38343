package org.chrysalis.cashing;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.chain.Account;
import org.chrysalis.chain.Chain.Submission;
import org.chrysalis.chain.Chain.Transaction;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.CodeId;
import org.chrysalis.contract.ExitCode;
import org.chrysalis.contract.Fees;
import org.chrysalis.contract.ForeignContract;
import org.chrysalis.ton.Address;

import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

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

    /**
     * An errand on its way.
     *
     * @param tries before this one
     * @param times more than the fees that the prices ask for
     */
    record Item(Errand errand, ActorRef<? super CashDesk.Outcome> replyTo, int tries, int times) {

        Address channel() {
            return errand.channel();
        }

        Fees pays(Fees live) {
            return new Fees(live.prices(), times);
        }

        Item from(ChannelState channel) {
            return new Item(errand.from(channel), replyTo, tries, times);
        }

        Item again() {
            return new Item(errand, replyTo, tries + 1, times);
        }

        void tell(CashDesk.Outcome outcome) {
            replyTo.tell(outcome);
        }
    }

    sealed interface Fate {

        /** Nothing more is done about this errand. */
        record Ended(CashDesk.Outcome outcome) implements Fate {}

        record Postponed(Item item, String reason) implements Fate {}

        record Sent(Item item) implements Fate {}
    }

    /**
     * Whether there is a need to send it, and a use.
     *
     * @param account the channel, as it is now
     */
    Fate before(Item item, Account account) {
        return judged(item, account, channel -> new Fate.Sent(item.from(channel)));
    }

    /** @param account the channel, read after the message was final */
    Fate after(Item item, Submission submission, Account account) {
        return judged(item, account, channel -> undone(item, submission, channel));
    }

    private Fate judged(Item item, Account account, Function<ChannelState, Fate> undone) {
        try {
            var channel = ChannelState.read(account, codes);
            return switch (item.errand().look(channel, now)) {
                case Errand.Sight.Done(var outcome) -> new Fate.Ended(outcome);
                case Errand.Sight.Lost(var reason) -> lost(item, reason);
                case Errand.Sight.Stale _ -> stale(item);
                case Errand.Sight.Undone _ -> undone.apply(channel);
            };
        } catch (ForeignContract foreign) {
            return foreign(item, foreign);
        }
    }

    private static Fate stale(Item item) {
        return new Fate.Postponed(
                item.again(), "the chain's server shows the channel as it was in a former epoch");
    }

    /** One answer of one server is no reason to give money up. */
    private static Fate foreign(Item item, ForeignContract foreign) {
        return item.errand().kind() == Errand.Kind.CASH
                ? new Fate.Postponed(item.again(), foreign.getMessage())
                : lost(item, foreign.getMessage());
    }

    private static Fate lost(Item item, String reason) {
        return new Fate.Ended(new CashDesk.Failed(item.errand(), reason, true));
    }

    /** A channel that took the message has paid what its balance allows. */
    private Fate undone(Item item, Submission submission, ChannelState channel) {
        return switch (submission) {
            case Submission.Rejected(var code, var reason) ->
                new Fate.Postponed(item.again(), reason + " (exit " + code + ")");
            case Submission.Unknown(var reason) -> new Fate.Postponed(item.again(), reason);
            case Submission.Committed committed ->
                received(item.errand(), committed)
                        .map(transaction -> transaction.aborted()
                                ? refused(item, transaction)
                                : new Fate.Ended(item.errand().taken(channel)))
                        .orElseGet(() -> new Fate.Postponed(
                                item.again(),
                                "the wallet " + wallet
                                        + " could not pay the fee: send it some TON"));
        };
    }

    /** The channel's, or that of the contract which did not pass it on. */
    private static Optional<Transaction> received(Errand errand, Submission.Committed trace) {
        return at(errand.channel(), trace)
                .or(() -> at(errand.receiver(), trace).filter(Transaction::aborted));
    }

    private static Optional<Transaction> at(Address account, Submission.Committed trace) {
        return trace.transactions().stream()
                .filter(transaction -> transaction.account().equals(account))
                .findFirst();
    }

    /** Refused by the contract, out of gas on the way, or not even started. */
    private static boolean isTooLittle(int exitCode) {
        return exitCode == ExitCode.VALUE.number() || exitCode == OUT_OF_GAS || exitCode == SKIPPED;
    }

    private static Fate refused(Item item, Transaction transaction) {
        if (isTooLittle(transaction.exitCode())) {
            var reason = "the fee was too little at the network's prices";
            return Fees.twice(item.times())
                    .<Fate>map(times -> new Fate.Postponed(
                            new Item(item.errand(), item.replyTo(), item.tries(), times), reason))
                    .orElseGet(() -> lost(item, reason + ", also eight times as much"));
        }
        return lost(item, "the channel refused it, exit " + transaction.exitCode());
    }
}
