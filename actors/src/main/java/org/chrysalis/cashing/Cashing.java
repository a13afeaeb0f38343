package org.chrysalis.cashing;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Voucher;

import java.util.ArrayList;
import java.util.List;

/**
 * How one account takes its highest voucher to the {@link CashDesk}, and who waits to hear what
 * became of it. Not durable: after a restart the account offers its voucher anew.
 */
public final class Cashing {

    private final ActorRef<CashDesk.Command> desk;
    private final ActorRef<CashDesk.Outcome> outcomes;
    private final Nanoton threshold;
    private final List<ActorRef<? super CashDesk.Outcome>> waiting = new ArrayList<>();

    /** The highest total that the desk has and has not given up. */
    private Nanoton offered = Nanoton.ZERO;

    /** The highest total that never succeeds: a higher one may. */
    private Nanoton failed = Nanoton.ZERO;

    /**
     * @param outcomes where the desk answers
     * @param threshold from which on a voucher is cashed by itself
     */
    public Cashing(
            ActorRef<CashDesk.Command> desk,
            ActorRef<CashDesk.Outcome> outcomes,
            Nanoton threshold) {
        this.desk = desk;
        this.outcomes = outcomes;
        this.threshold = threshold;
    }

    /** Whatever the threshold says; {@code replyTo} hears when the chain has answered. */
    public void cash(Voucher voucher, ActorRef<? super CashDesk.Outcome> replyTo) {
        waiting.add(replyTo);
        offer(voucher);
    }

    /**
     * Once enough has come.
     *
     * @param vouchers the highest one, if there is any
     * @param payable what that is worth
     */
    public void cashIfDue(List<Voucher> vouchers, Nanoton payable, Nanoton cashed) {
        if (payable.isMoreThan(failed)
                && CashingRule.due(payable, cashed, offered, threshold)) {
            offer(vouchers.getFirst());
        }
    }

    private void offer(Voucher voucher) {
        offered = offered.max(voucher.total());
        desk.tell(new CashDesk.Cash(voucher, outcomes));
    }

    /** Tells all who wait by now; to be run once the outcome is journaled. */
    public Runnable answer(CashDesk.Outcome outcome) {
        if (outcome instanceof CashDesk.Failed end && end.last()) {
            failed = offered;
            offered = Nanoton.ZERO;
        }
        var told = List.copyOf(waiting);
        waiting.clear();
        return () -> told.forEach(one -> one.tell(outcome));
    }
}
