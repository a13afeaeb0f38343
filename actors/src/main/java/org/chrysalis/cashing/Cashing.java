package org.chrysalis.cashing;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.cashing.CashingRule.Occasion;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Voucher;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How one account takes its vouchers to the {@link CashDesk}, and who waits to hear what became of
 * it. Not durable: after a restart the account offers its voucher anew.
 */
public final class Cashing {

    private final ActorRef<CashDesk.Command> desk;
    private final ActorRef<CashDesk.Outcome> outcomes;
    private final List<ActorRef<? super CashDesk.Outcome>> waiting = new ArrayList<>();

    /** The highest total that the desk has and has not given up. */
    private Nanoton offered = Nanoton.ZERO;

    /** The highest total that never succeeds: a higher one may. */
    private Nanoton failed = Nanoton.ZERO;

    /** @param outcomes where the desk answers */
    public Cashing(ActorRef<CashDesk.Command> desk, ActorRef<CashDesk.Outcome> outcomes) {
        this.desk = desk;
        this.outcomes = outcomes;
    }

    /** Whatever it costs; {@code replyTo} hears when the chain has answered. */
    public void order(
            Optional<Voucher> voucher,
            Nanoton cashed,
            CashDesk.NothingToCash nothing,
            ActorRef<? super CashDesk.Outcome> replyTo) {
        var worth = voucher.filter(one -> one.total().isMoreThan(cashed));
        if (worth.isEmpty()) {
            replyTo.tell(nothing);
            return;
        }
        waiting.add(replyTo);
        offer(worth.get());
    }

    /** If the rule says so, and the desk does not have it already. */
    public void look(
            CashingRule rule, Occasion occasion, Optional<Voucher> voucher, Nanoton cashed) {
        voucher.filter(one -> one.total().isMoreThan(failed))
                .filter(one -> rule.cashes(occasion, one.total(), cashed.max(offered)))
                .ifPresent(this::offer);
    }

    private void offer(Voucher voucher) {
        offered = offered.max(voucher.total());
        desk.tell(new CashDesk.Run(new Errand.Cash(voucher), outcomes));
    }

    /** Another key's vouchers come, lower ones perhaps. */
    public void beginAnew() {
        offered = Nanoton.ZERO;
        failed = Nanoton.ZERO;
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
