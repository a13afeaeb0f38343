package org.chrysalis.worker;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EffectFactories;
import org.chrysalis.cashing.Cashing;
import org.chrysalis.cashing.CashingRule.Occasion;
import org.chrysalis.cashing.Outcome;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.payment.Leg;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Voucher;
import org.chrysalis.watching.ChannelView;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The part of {@link Earnings} that takes vouchers to the chain. A worker is paid after its work:
 * its highest voucher is never more than it has earned.
 */
final class EarningsCashing {

    /** What the channel is, and whose word counts there. */
    record Now(ChannelView view, Leg leg) {}

    private final Supplier<Now> now;
    private final InstantSource clock;
    private final TimerScheduler<Earnings.Command> timers;
    private final EffectFactories<EarningsEvent, EarningsState> effects;
    private final Cashing cashing;
    private final OperatorLog log;

    /** The end that it was the last call for, in unix seconds. */
    private long lastCalled = -1;

    /** The end that it was first cashed for, in unix seconds. */
    private long firstCalled = -1;

    EarningsCashing(
            Earnings.Ports ports,
            Supplier<Now> now,
            ActorContext<Earnings.Command> context,
            TimerScheduler<Earnings.Command> timers,
            EffectFactories<EarningsEvent, EarningsState> effects) {
        this.now = now;
        this.clock = ports.clock();
        this.timers = timers;
        this.effects = effects;
        this.log = new OperatorLog(ports.settings().alias());
        this.cashing = new Cashing(
                ports.cashDesk(), context.messageAdapter(Outcome.class, Earnings.CashDone::new));
        awaitDay();
    }

    private void awaitDay() {
        var left = Cashing.untilDaily(now.get().leg().channel(), clock.instant());
        timers.startSingleTimer(new Earnings.Daily(), left);
    }

    /**
     * Something was paid, or seen: after a restart what was offered is offered anew. When an end
     * comes in sight all is cashed that is worth it, and again from the last call on.
     */
    void earned(EarningsState state) {
        boolean first = view().isEnding() && view().safeUntil() != firstCalled;
        if (first) {
            firstCalled = view().safeUntil();
        }
        boolean last = view().isEnding() && view().safeUntil() == lastCalled;
        look(state, first || last ? Occasion.DUE : Occasion.EARNED);
    }

    void daily(EarningsState state) {
        awaitDay();
        look(state, Occasion.DUE);
    }

    void lastCall(EarningsState state) {
        lastCalled = view().safeUntil();
        look(state, Occasion.LAST);
        var left = state.payable().minusOrZero(cashed(state));
        if (left.isMoreThan(Nanoton.ZERO)
                && !view().rule().cashes(Occasion.LAST, state.payable(), cashed(state))) {
            log.forgone(now.get().leg().channel().toString(), left);
        }
    }

    private void look(EarningsState state, Occasion occasion) {
        var leg = now.get().leg();
        if (!view().isPast(leg.epoch())) {
            cashing.look(view().rule(), occasion, highest(state), leg.payerKey(), cashed(state));
        }
    }

    /** By the chain: what books say of it may stem from a lie that was contradicted. */
    Nanoton cashed(EarningsState state) {
        var channel = view().channel();
        return channel.epoch() == now.get().leg().epoch() ? channel.cashed() : state.cashed();
    }

    private static Optional<Voucher> highest(EarningsState state) {
        return state.vouchers().stream().findFirst();
    }

    /** The channel was seen; others may have cashed, too. */
    Effect<EarningsEvent, EarningsState> seen(EarningsState state) {
        var channel = view().channel();
        if (channel.epoch() != now.get().leg().epoch()) {
            return effects.none();
        }
        if (view().isEnding() && view().safeUntil() != lastCalled) {
            long left = Math.max(0, view().lastCall() - clock.instant().getEpochSecond());
            timers.startSingleTimer(new Earnings.LastCall(), Duration.ofSeconds(left));
        }
        if (view().hasOtherKey(state.payerKey())) {
            var kept = state.of(now.get().leg()::honours);
            return effects.persist(
                            new EarningsEvent.Rekeyed(view().payerKey(), channel.cashed(), kept))
                    .thenRun(this::rekeyed);
        }
        return channel.cashed().isMoreThan(state.cashed())
                ? effects.persist(new EarningsEvent.Cashed(channel.cashed())).thenRun(this::earned)
                : effects.none().thenRun(this::earned);
    }

    private void rekeyed() {
        timers.cancel(new Earnings.LastCall());
        cashing.beginAnew();
    }

    Effect<EarningsEvent, EarningsState> order(
            EarningsState state, ActorRef<? super Outcome> replyTo) {
        var leg = now.get().leg();
        cashing.order(
                highest(state),
                leg.payerKey(),
                cashed(state),
                new Outcome.NothingToCash(leg.channel()),
                replyTo);
        return effects.none();
    }

    Effect<EarningsEvent, EarningsState> done(EarningsState state, Outcome outcome) {
        var answer = cashing.answer(outcome);
        return switch (outcome) {
            case Outcome.Cashed(Address channel, var total)
            when total.isMoreThan(state.cashed()) -> {
                log.cashed(channel.toString(), total);
                yield effects.persist(new EarningsEvent.Cashed(total)).thenRun(answer::run);
            }
            case Outcome.Failed failed -> {
                log.cashFailed(failed.channel().toString(), failed.reason());
                yield effects.none().thenRun(answer::run);
            }
            case Outcome.Cashed _, Outcome.NothingToCash _, Outcome.Ran _, Outcome.Over _ ->
                effects.none().thenRun(answer::run);
        };
    }

    private ChannelView view() {
        return now.get().view();
    }
}
