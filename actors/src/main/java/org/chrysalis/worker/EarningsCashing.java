package org.chrysalis.worker;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EffectFactories;
import org.chrysalis.cashing.CashDesk;
import org.chrysalis.cashing.Cashing;
import org.chrysalis.cashing.CashingRule.Occasion;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.payment.Leg;
import org.chrysalis.ton.Address;
import org.chrysalis.watching.ChannelView;

import java.util.function.Supplier;

/**
 * The part of {@link Earnings} that takes vouchers to the chain. A worker is paid after its work:
 * its highest voucher is never more than it has earned.
 */
record EarningsCashing(
        Cashing cashing,
        OperatorLog log,
        long epoch,
        Supplier<ChannelView> view,
        Supplier<Leg> leg,
        EffectFactories<EarningsEvent, EarningsState> effects) {

    /** Something was paid, or seen: after a restart what was offered is offered anew. */
    void earned(EarningsState state) {
        look(state, view.get().isEnding() ? Occasion.DUE : Occasion.EARNED);
    }

    void due(EarningsState state) {
        look(state, Occasion.DUE);
    }

    private void look(EarningsState state, Occasion occasion) {
        if (!view.get().isPast(epoch)) {
            var highest = state.vouchers().stream().findFirst();
            cashing.look(view.get().rule(), occasion, highest, state.cashed());
        }
    }

    /** The channel was seen; others may have cashed, too. */
    Effect<EarningsEvent, EarningsState> seen(EarningsState state) {
        var channel = view.get().channel();
        if (channel.epoch() != epoch) {
            return effects.none();
        }
        if (view.get().hasOtherKey(state.payerKey())) {
            var kept = state.vouchers().stream().filter(leg.get()::honours).toList();
            return effects.persist(new EarningsEvent.Rekeyed(
                            view.get().payerKey(), channel.cashed(), kept))
                    .thenRun(cashing::beginAnew);
        }
        return channel.cashed().isMoreThan(state.cashed())
                ? effects.persist(new EarningsEvent.Cashed(channel.cashed())).thenRun(this::earned)
                : effects.none().thenRun(this::earned);
    }

    Effect<EarningsEvent, EarningsState> order(
            EarningsState state, ActorRef<? super CashDesk.Outcome> replyTo) {
        cashing.order(
                state.vouchers().stream().findFirst(),
                state.cashed(),
                new CashDesk.NothingToCash(view.get().channel().identity().address()),
                replyTo);
        return effects.none();
    }

    Effect<EarningsEvent, EarningsState> done(EarningsState state, CashDesk.Outcome outcome) {
        var answer = cashing.answer(outcome);
        return switch (outcome) {
            case CashDesk.Cashed(Address channel, var total)
            when total.isMoreThan(state.cashed()) -> {
                log.cashed(channel.toString(), total);
                yield effects.persist(new EarningsEvent.Cashed(total)).thenRun(answer::run);
            }
            case CashDesk.Failed failed -> {
                log.cashFailed(failed.channel().toString(), failed.reason());
                yield effects.none().thenRun(answer::run);
            }
            case CashDesk.Cashed _, CashDesk.NothingToCash _, CashDesk.Ran _ ->
                effects.none().thenRun(answer::run);
        };
    }
}
