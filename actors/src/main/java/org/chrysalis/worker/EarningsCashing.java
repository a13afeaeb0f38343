package org.chrysalis.worker;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EffectFactories;
import org.chrysalis.cashing.CashDesk;
import org.chrysalis.cashing.Cashing;
import org.chrysalis.cashing.CashingRule.Occasion;
import org.chrysalis.operator.OperatorLog;
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
        EffectFactories<EarningsEvent, EarningsState> effects) {

    /** Something was paid. */
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
        boolean more = channel.epoch() == epoch && channel.cashed().isMoreThan(state.cashed());
        return more
                ? effects.persist(new EarningsEvent.Cashed(channel.cashed()))
                        .thenRun(this::lookIfEnding)
                : effects.none().thenRun(this::lookIfEnding);
    }

    private void lookIfEnding(EarningsState state) {
        if (view.get().isEnding()) {
            due(state);
        }
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
            case CashDesk.Failed(var channel, var reason, var _) -> {
                log.cashFailed(channel.toString(), reason);
                yield effects.none().thenRun(answer::run);
            }
            case CashDesk.Cashed _, CashDesk.NothingToCash _ -> effects.none().thenRun(answer::run);
        };
    }
}
