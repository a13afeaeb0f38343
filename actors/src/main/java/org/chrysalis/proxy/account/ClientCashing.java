package org.chrysalis.proxy.account;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EffectFactories;
import org.chrysalis.agreement.Promise;
import org.chrysalis.cashing.CashDesk;
import org.chrysalis.cashing.Cashing;
import org.chrysalis.cashing.CashingRule.Occasion;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.proxy.account.ClientAccountCommand.CashDone;
import org.chrysalis.proxy.account.ClientAccountCommand.Daily;
import org.chrysalis.proxy.account.ClientAccountCommand.LastCall;
import org.chrysalis.ton.Address;
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

    private static final Duration DAY = Duration.ofDays(1);

    /** Before the end; a tenth of the close delay if that is less. */
    private static final long LAST_CALL_SECONDS = 3_600;

    private final Supplier<Funding> funding;
    private final InstantSource clock;
    private final TimerScheduler<ClientAccountCommand> timers;
    private final EffectFactories<ClientAccountEvent, ClientAccountState> effects;
    private final Cashing cashing;
    private final OperatorLog log;
    private boolean lastCalled;

    ClientCashing(
            AccountPorts ports,
            Supplier<Funding> funding,
            ActorContext<ClientAccountCommand> context,
            TimerScheduler<ClientAccountCommand> timers,
            EffectFactories<ClientAccountEvent, ClientAccountState> effects) {
        this.funding = funding;
        this.clock = ports.clock();
        this.timers = timers;
        this.effects = effects;
        this.log = new OperatorLog(ports.settings().alias());
        this.cashing = new Cashing(
                ports.cashDesk(), context.messageAdapter(CashDesk.Outcome.class, CashDone::new));
        timers.startTimerWithFixedDelay(new Daily(), DAY);
    }

    /** Something was settled. */
    void earned(ClientAccountState state) {
        look(state, view().isEnding() ? Occasion.DUE : Occasion.EARNED);
    }

    void daily(ClientAccountState state) {
        look(state, Occasion.DUE);
    }

    void lastCall(ClientAccountState state) {
        lastCalled = true;
        look(state, Occasion.DUE);
    }

    /** The channel was seen; others may have cashed, too. */
    Effect<ClientAccountEvent, ClientAccountState> seen(
            ClientAccountState state, ChannelView before, ChannelView now) {
        long epoch = funding.get().leg().epoch();
        if (now.isPast(epoch)) {
            boolean parted = state.promise() instanceof Promise.Parting;
            if (!before.isPast(epoch) && !parted) {
                log.forgone(address().toString(), unfetched(state));
            }
            return effects.none();
        }
        if (now.isEnding()) {
            prepareLastCall(now);
        } else {
            lastCalled = false;
        }
        if (state.accord().isOutdated(now)) {
            return effects.persist(new ClientAccountEvent.Rekeyed(
                            now.payerKey(), now.channel().cashed()))
                    .thenRun(this::rekeyed);
        }
        var cashed = now.channel().cashed();
        Effect<ClientAccountEvent, ClientAccountState> effect = cashed.isMoreThan(state.cashed())
                ? effects.persist(new ClientAccountEvent.Cashed(cashed)).thenRun(this::lookIfEnding)
                : effects.none().thenRun(this::lookIfEnding);
        return effect;
    }

    /** All vouchers of the key before are gone; those of the new one begin at what was cashed. */
    private void rekeyed() {
        lastCalled = false;
        timers.cancel(new LastCall());
        cashing.beginAnew();
    }

    private void lookIfEnding(ClientAccountState state) {
        if (view().isEnding()) {
            look(state, Occasion.DUE);
        }
    }

    private void prepareLastCall(ChannelView now) {
        long delay = now.channel().identity().closeDelaySeconds();
        long at = now.safeUntil() - Math.min(LAST_CALL_SECONDS, delay / 10);
        long left = Math.max(0, at - clock.instant().getEpochSecond());
        if (!lastCalled) {
            timers.startSingleTimer(new LastCall(), Duration.ofSeconds(left));
        }
    }

    private void look(ClientAccountState state, Occasion occasion) {
        if (!funding.get().isOver()) {
            cashing.look(view().rule(), occasion, payable(state), state.cashed());
        }
    }

    /** Never more than what was used, as long as the client may still use the rest. */
    private Optional<Voucher> payable(ClientAccountState state) {
        var ledger = state.ledger();
        if (!view().isEnding() || (isParting(state) && !lastCalled)) {
            return state.vouchers().within(ledger.used());
        }
        if (lastCalled) {
            return state.vouchers().covering(ledger.used().plus(ledger.held()));
        }
        return ledger.open().isEmpty()
                ? state.vouchers().covering(ledger.used())
                : state.vouchers().within(ledger.used());
    }

    /** The rest comes to the nanoton. */
    private boolean isParting(ClientAccountState state) {
        return state.promise().refusesRequests(view()).isPresent();
    }

    /** Whether something is left here that the chain should get first. */
    boolean isWorthWaiting(ClientAccountState state) {
        return !funding.get().isOver()
                && view().rule().cashes(Occasion.DUE, state.ledger().used(), state.cashed());
    }

    private static Nanoton unfetched(ClientAccountState state) {
        return state.ledger().used().minusOrZero(state.cashed());
    }

    Effect<ClientAccountEvent, ClientAccountState> order(
            ClientAccountState state, ActorRef<? super CashDesk.Outcome> replyTo) {
        var voucher = funding.get().isOver() || isParting(state)
                ? Optional.<Voucher>empty()
                : state.vouchers().covering(state.ledger().used());
        cashing.order(voucher, state.cashed(), new CashDesk.NothingToCash(address()), replyTo);
        return effects.none();
    }

    Effect<ClientAccountEvent, ClientAccountState> done(
            ClientAccountState state, CashDesk.Outcome outcome) {
        var answer = cashing.answer(outcome);
        return switch (outcome) {
            case CashDesk.Cashed(Address channel, var total)
            when total.isMoreThan(state.cashed()) -> {
                log.cashed(channel.toString(), total);
                yield effects.persist(new ClientAccountEvent.Cashed(total)).thenRun(answer::run);
            }
            case CashDesk.Failed failed -> {
                log.cashFailed(failed.channel().toString(), failed.reason());
                yield effects.none().thenRun(answer::run);
            }
            case CashDesk.Cashed _, CashDesk.NothingToCash _, CashDesk.Ran _ ->
                effects.none().thenRun(answer::run);
        };
    }

    private ChannelView view() {
        return funding.get().view();
    }

    private Address address() {
        return funding.get().address();
    }
}
