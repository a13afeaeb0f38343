package org.chrysalis.proxy.account;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EffectFactories;
import org.chrysalis.agreement.Promise;
import org.chrysalis.cashing.Cashing;
import org.chrysalis.cashing.CashingRule;
import org.chrysalis.cashing.CashingRule.Occasion;
import org.chrysalis.cashing.Outcome;
import org.chrysalis.contract.Fees;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.proxy.account.ClientAccountCommand.CashDone;
import org.chrysalis.proxy.account.ClientAccountCommand.Daily;
import org.chrysalis.proxy.account.ClientAccountCommand.LastCall;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Voucher;
import org.chrysalis.watching.ChannelView;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The part of a {@link ClientAccount} that takes vouchers to the chain: while the channel is open,
 * never one above what was used; when it ends without its client, the lowest that covers it.
 */
final class ClientCashing {

    private final Supplier<Funding> funding;
    private final InstantSource clock;
    private final Duration timeToCash;
    private final TimerScheduler<ClientAccountCommand> timers;
    private final EffectFactories<ClientAccountEvent, ClientAccountState> effects;
    private final Cashing cashing;
    private final OperatorLog log;
    /** The end that it was the last call for, in unix seconds. */
    private long lastCalled = -1;

    /** The end that it was first cashed for, in unix seconds. */
    private long firstCalled = -1;

    /** Whether the channel goes on with another epoch. */
    private boolean isOver;

    ClientCashing(
            AccountPorts ports,
            Supplier<Funding> funding,
            ActorContext<ClientAccountCommand> context,
            TimerScheduler<ClientAccountCommand> timers,
            EffectFactories<ClientAccountEvent, ClientAccountState> effects) {
        this.funding = funding;
        this.clock = ports.clock();
        this.timeToCash = ports.settings().limits().timeToCash();
        this.timers = timers;
        this.effects = effects;
        this.log = new OperatorLog(ports.settings().alias());
        this.cashing =
                new Cashing(ports.cashDesk(), context.messageAdapter(Outcome.class, CashDone::new));
        awaitDay();
    }

    private void awaitDay() {
        var left = Cashing.untilDaily(address(), clock.instant());
        timers.startSingleTimer(new Daily(), left);
    }

    /**
     * Something was settled, or seen: after a restart what was offered is offered anew. When an end
     * comes in sight all is cashed that is worth it, and again from the last call on.
     */
    void earned(ClientAccountState state) {
        boolean first = view().isEnding() && view().safeUntil() != firstCalled;
        if (first) {
            firstCalled = view().safeUntil();
        }
        boolean due = first || isLastCalled() || isSettled(state);
        look(state, due ? Occasion.DUE : Occasion.EARNED);
    }

    void daily(ClientAccountState state) {
        awaitDay();
        look(state, Occasion.DUE);
    }

    void lastCall(ClientAccountState state) {
        lastCalled = view().safeUntil();
        look(state, Occasion.LAST);
        var left = unfetched(state);
        if (left.isMoreThan(Nanoton.ZERO)
                && !view().rule().cashes(Occasion.LAST, state.ledger().used(), cashed(state))) {
            log.forgone(address().toString(), left);
        }
    }

    /** The channel was seen; others may have cashed, too. */
    Effect<ClientAccountEvent, ClientAccountState> seen(
            ClientAccountState state, ChannelView before, ChannelView now) {
        long epoch = funding.get().leg().epoch();
        if (now.isPast(epoch)) {
            boolean isKnown = now.head().unixSeconds() > 0;
            return isOver || !isKnown ? effects.none() : ended(state, before, now);
        }
        isOver = false;
        if (now.isEnding()) {
            prepareLastCall(now);
        }
        if (state.accord().isOutdated(now)) {
            return effects.persist(rekeyed(state, now)).thenRun(this::rekeyed);
        }
        var cashed = now.channel().cashed();
        Effect<ClientAccountEvent, ClientAccountState> effect = cashed.isMoreThan(state.cashed())
                ? effects.persist(new ClientAccountEvent.Cashed(cashed)).thenRun(this::earned)
                : effects.none().thenRun(this::earned);
        return effect;
    }

    /**
     * By a parting all that was used is paid: while one is valid no close can end its epoch ({@link
     * Consent}). A life that begins later than that can't tell.
     */
    private Effect<ClientAccountEvent, ClientAccountState> ended(
            ClientAccountState state, ChannelView before, ChannelView now) {
        isOver = true;
        boolean wasThere = !before.isPast(funding.get().leg().epoch());
        if (state.promise() instanceof Promise.Parting(var half)) {
            long until = wasThere ? before.safeUntil() : half.validUntil();
            if (now.head().unixSeconds() < until
                    && (!wasThere || state.promise().binds(before))) {
                return effects.persist(new ClientAccountEvent.Cashed(half.total()));
            }
        }
        if (wasThere && unfetched(state).isMoreThan(Nanoton.ZERO)) {
            log.unfetched(address().toString(), unfetched(state));
        }
        return effects.none();
    }

    /** All vouchers of the key before are gone; those of the new one begin at what was cashed. */
    private ClientAccountEvent rekeyed(ClientAccountState state, ChannelView now) {
        var leg = funding.get().leg();
        var kept = state.vouchers().of(leg::honours);
        return new ClientAccountEvent.Rekeyed(now.payerKey(), now.channel().cashed(), kept);
    }

    private void rekeyed() {
        timers.cancel(new LastCall());
        cashing.beginAnew();
    }

    private void prepareLastCall(ChannelView now) {
        long left = Math.max(0, now.lastCall() - clock.instant().getEpochSecond());
        if (!isLastCalled()) {
            timers.startSingleTimer(new LastCall(), Duration.ofSeconds(left));
        }
    }

    private void look(ClientAccountState state, Occasion occasion) {
        if (!funding.get().isOver()) {
            cashing.look(view().rule(), occasion, payable(state), payerKey(), cashed(state));
        }
    }

    /** Never more than what was used, as long as the client may still part, or use the rest. */
    private Optional<Voucher> payable(ClientAccountState state) {
        var ledger = state.ledger();
        return isLastCalled() || isSettled(state)
                ? state.vouchers().covering(ledger.used().plus(ledger.held()))
                : state.vouchers().within(ledger.used());
    }

    /** Nothing is open, and nothing more is admitted before the end. */
    private boolean isSettled(ClientAccountState state) {
        long latest = Math.max(clock.instant().getEpochSecond(), view().head().unixSeconds());
        return view().isEnding()
                && state.ledger().open().isEmpty()
                && latest + timeToCash.toSeconds() >= view().safeUntil()
                && !isParting(state);
    }

    /** By the chain: what books say of it may stem from a lie that was contradicted. */
    private Nanoton cashed(ClientAccountState state) {
        var channel = view().channel();
        return channel.epoch() == funding.get().leg().epoch() ? channel.cashed() : state.cashed();
    }

    /** Before this end; another one may follow if it is put off. */
    private boolean isLastCalled() {
        return view().isEnding() && view().safeUntil() == lastCalled;
    }

    /** The rest comes to the nanoton. */
    private boolean isParting(ClientAccountState state) {
        return state.promise().refusesRequests(view()).isPresent();
    }

    /** Whether something is left here that the chain should get first, at usual prices at least. */
    boolean isWorthWaiting(ClientAccountState state) {
        var usual = new CashingRule(
                view().rule().fee().min(Fees.KNOWN.cashFee()), view().channel().deposited());
        return !funding.get().isOver()
                && usual.cashes(Occasion.DUE, state.ledger().used(), cashed(state));
    }

    private Nanoton unfetched(ClientAccountState state) {
        return state.ledger().used().minusOrZero(cashed(state));
    }

    Effect<ClientAccountEvent, ClientAccountState> order(
            ClientAccountState state, ActorRef<? super Outcome> replyTo) {
        var voucher = funding.get().isOver() || isParting(state)
                ? Optional.<Voucher>empty()
                : payable(state);
        cashing.order(
                voucher, payerKey(), cashed(state), new Outcome.NothingToCash(address()), replyTo);
        return effects.none();
    }

    Effect<ClientAccountEvent, ClientAccountState> done(ClientAccountState state, Outcome outcome) {
        var answer = cashing.answer(outcome);
        return switch (outcome) {
            case Outcome.Cashed(Address channel, var total)
            when total.isMoreThan(state.cashed()) -> {
                log.cashed(channel.toString(), total);
                yield effects.persist(new ClientAccountEvent.Cashed(total)).thenRun(answer::run);
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
        return funding.get().view();
    }

    private Bytes payerKey() {
        return funding.get().leg().payerKey();
    }

    private Address address() {
        return funding.get().address();
    }
}
