package org.chrysalis.cashing;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.cashing.CashingRule.Occasion;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Voucher;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How one account takes its vouchers to the {@link CashDesk}, and who waits to hear what became of
 * it. Not durable: after a restart the account offers its voucher anew.
 */
public final class Cashing {

    private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();

    private final ActorRef<CashDesk.Command> desk;
    private final ActorRef<Outcome> outcomes;
    private final List<ActorRef<? super Outcome>> waiting = new ArrayList<>();

    /** The highest that the desk has: of a total, what the channel could pay of it then. */
    private Nanoton offered = Nanoton.ZERO;

    /** What the channel has paid by the last outcome. */
    private Nanoton paid = Nanoton.ZERO;

    /** What was payable when the channel, short of balance, paid less: more may be had later. */
    private Nanoton paidShort = Nanoton.ZERO;

    /** The highest total that never succeeds: a higher one may. */
    private Nanoton failed = Nanoton.ZERO;

    /** @param outcomes where the desk answers */
    public Cashing(ActorRef<CashDesk.Command> desk, ActorRef<Outcome> outcomes) {
        this.desk = desk;
        this.outcomes = outcomes;
    }

    /**
     * Whatever it costs; {@code replyTo} hears when the chain has answered.
     *
     * @param key whose vouchers count, 32 bytes
     */
    public void order(
            Optional<Voucher> voucher,
            Bytes key,
            Nanoton cashed,
            Outcome.NothingToCash nothing,
            ActorRef<? super Outcome> replyTo) {
        var worth = voucher.filter(one -> one.total().isMoreThan(cashed));
        if (worth.isEmpty()) {
            replyTo.tell(nothing);
            return;
        }
        waiting.add(replyTo);
        offer(worth.get(), key, worth.get().total());
    }

    /** If the rule says so, and the desk does not have it already. */
    public void look(
            CashingRule rule,
            Occasion occasion,
            Optional<Voucher> voucher,
            Bytes key,
            Nanoton cashed) {
        boolean last = occasion == Occasion.LAST;
        voucher.filter(one -> last || one.total().isMoreThan(failed))
                .filter(one -> last || one.total().min(rule.deposited()).isMoreThan(paidShort))
                .filter(one -> rule.cashes(
                        occasion,
                        one.total(),
                        last ? cashed : cashed.max(offered).max(paid)))
                .ifPresent(one -> offer(one, key, one.total().min(rule.deposited())));
    }

    private void offer(Voucher voucher, Bytes key, Nanoton payable) {
        offered = offered.max(payable);
        desk.tell(new CashDesk.Run(new Errand.Cash(voucher, key), outcomes));
    }

    /**
     * Until the account looks at what is due, once a day: at a moment of the channel's own, so that
     * neither restarts shift it nor all channels have the same one.
     */
    public static Duration untilDaily(Address channel, Instant now) {
        var hash = ByteBuffer.wrap(channel.hash().toArray());
        long moment = Integer.toUnsignedLong(hash.getInt()) % DAY_SECONDS;
        long since = Math.floorMod(now.getEpochSecond() - moment, DAY_SECONDS);
        return Duration.ofSeconds(DAY_SECONDS - since);
    }

    /** Another key's vouchers come, lower ones perhaps. */
    public void beginAnew() {
        offered = Nanoton.ZERO;
        paid = Nanoton.ZERO;
        failed = Nanoton.ZERO;
        paidShort = Nanoton.ZERO;
    }

    /** Tells all who wait by now; to be run once the outcome is journaled. */
    public Runnable answer(Outcome outcome) {
        switch (outcome) {
            case Outcome.Failed end
            when end.last() -> {
                failed = failed.max(offered);
                offered = Nanoton.ZERO;
            }
            case Outcome.Cashed(var _, var total) -> {
                paid = total;
                paidShort = offered.isMoreThan(total) ? offered : paidShort;
                offered = Nanoton.ZERO;
            }
            case Outcome.Failed _, Outcome.NothingToCash _, Outcome.Ran _, Outcome.Over _ -> {}
        }
        var told = List.copyOf(waiting);
        waiting.clear();
        return () -> told.forEach(one -> one.tell(outcome));
    }
}
