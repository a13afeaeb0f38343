package org.chrysalis.cashing;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.chain.Account;
import org.chrysalis.chain.Chain.Submission;
import org.chrysalis.chain.Chain.Transaction;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.ExitCode;
import org.chrysalis.contract.Fees;
import org.chrysalis.contract.ForeignContract;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Voucher;

import java.util.Optional;

/** What becomes of each voucher that a wallet's message carried. Pure. */
final class CashRound {

    /** TVM's own. */
    private static final int OUT_OF_GAS = -14;

    private static final int SKIPPED = -1;

    private CashRound() {}

    /**
     * A voucher on its way.
     *
     * @param tries before this one
     * @param times more than the fees that the prices ask for
     */
    record Item(Voucher voucher, ActorRef<? super CashDesk.Outcome> replyTo, int tries, int times) {

        Address channel() {
            return voucher.channel();
        }

        Fees pays(Fees live) {
            return new Fees(live.prices(), times);
        }

        Item again() {
            return new Item(voucher, replyTo, tries + 1, times);
        }

        void tell(CashDesk.Outcome outcome) {
            replyTo.tell(outcome);
        }
    }

    sealed interface Fate {

        /** Nothing more is done about this voucher. */
        record Ended(CashDesk.Outcome outcome) implements Fate {}

        record Postponed(Item item, String reason) implements Fate {}
    }

    /** @param account the channel, read after the message was final */
    static Fate fate(Item item, Submission submission, Account account, Address wallet) {
        var channel = item.channel();
        try {
            var state = ChannelState.read(account);
            boolean paid =
                    !item.voucher().total().min(state.deposited()).isMoreThan(state.cashed());
            boolean other = state.epoch() != item.voucher().epoch();
            if (paid && !other) {
                return new Fate.Ended(new CashDesk.Cashed(channel, state.cashed()));
            }
            return other
                    ? lost(channel, "the channel has a later epoch: its money is its payer's again")
                    : unpaid(item, submission, state.cashed(), wallet);
        } catch (ForeignContract foreign) {
            return lost(channel, foreign.getMessage());
        }
    }

    private static Fate lost(Address channel, String reason) {
        return new Fate.Ended(new CashDesk.Failed(channel, reason, true));
    }

    /** A channel that took the message has paid what its balance allows. */
    private static Fate unpaid(Item item, Submission submission, Nanoton cashed, Address wallet) {
        return switch (submission) {
            case Submission.Rejected(var code, var reason) ->
                new Fate.Postponed(item.again(), reason + " (exit " + code + ")");
            case Submission.Unknown(var reason) -> new Fate.Postponed(item.again(), reason);
            case Submission.Committed committed ->
                received(item.channel(), committed)
                        .map(transaction -> transaction.aborted()
                                ? refused(item, transaction)
                                : new Fate.Ended(new CashDesk.Cashed(item.channel(), cashed)))
                        .orElseGet(() -> new Fate.Postponed(
                                item.again(),
                                "the wallet " + wallet
                                        + " could not pay the fee: send it some TON"));
        };
    }

    private static Optional<Transaction> received(Address channel, Submission.Committed trace) {
        return trace.transactions().stream()
                .filter(transaction -> transaction.account().equals(channel))
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
                            new Item(item.voucher(), item.replyTo(), item.tries(), times), reason))
                    .orElseGet(() -> lost(item.channel(), reason + ", also eight times as much"));
        }
        return lost(item.channel(), "the channel refused it, exit " + transaction.exitCode());
    }
}
