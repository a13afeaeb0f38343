package org.chrysalis.client;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EffectFactories;
import org.chrysalis.agreement.Promise;
import org.chrysalis.cashing.Errand;
import org.chrysalis.payment.Leg;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Withdrawal;
import org.chrysalis.watching.ChannelView;
import org.chrysalis.wire.Wire;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The part of a {@link Purse} that signs together with the proxy. */
final class PurseAgreements {

    /** What it hears. */
    sealed interface Event {}

    /** @param now by our own clock, unix seconds */
    record Part(long now, ActorRef<? super ChannelReply> replyTo) implements Event {}

    record Withdraw(Nanoton deposited, ActorRef<? super ChannelReply> replyTo) implements Event {}

    /** By the proxy. */
    record Told(Wire.Agreement answer) implements Event {}

    /** Its own timer: the proxy says nothing to what it was asked. */
    record Unanswered() implements Event {}

    /** A session is open, and all books are heard. */
    record Resume() implements Event {}

    /** What the guardian hears. */
    sealed interface Said {}

    /** For the proxy. */
    record Say(Wire.Agreement message) implements Said {}

    /** For the wallet. */
    record Send(Errand errand) implements Said {}

    /** What {@code replyTo} asked for is refused; nothing is signed. */
    record Denied(Errand.Kind kind, ActorRef<? super ChannelReply> replyTo, Refusal refusal)
            implements Said {}

    /** Nothing comes of it. */
    record Over(Errand.Kind kind, Refusal refusal) implements Said {}

    /** As the purse has it now. */
    record Now(PurseState state, ChannelView view, Leg leg) {

        boolean isOpen() {
            return view.isOpenTo(leg.epoch(), leg.payerKey());
        }

        /** In which what both sides sign is valid: nothing else ends the epoch until then. */
        long lastSecond() {
            return view.safeUntil() - 1;
        }

        boolean counts() {
            return view.counts(leg.epoch(), leg.payerKey());
        }
    }

    /** Of the proxy's answer. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ClientSettings settings;
    private final OpenAttempts open;
    private final TimerScheduler<Purse.Command> timers;
    private final Consumer<Said> guardian;
    private final EffectFactories<PurseEvent, PurseState> effects;

    /** None, or the deposit that the proxy was asked to agree to. */
    private List<Nanoton> asked = List.of();

    PurseAgreements(
            ClientSettings settings,
            OpenAttempts open,
            TimerScheduler<Purse.Command> timers,
            Consumer<Said> guardian,
            EffectFactories<PurseEvent, PurseState> effects) {
        this.settings = settings;
        this.open = open;
        this.timers = timers;
        this.guardian = guardian;
        this.effects = effects;
    }

    /** What a life before this one promised may not have reached the chain. */
    void recovered(PurseState state, ChannelView view) {
        if (state.promise() instanceof Promise.Withdrawing(var agreed)
                && state.promise().binds(view)) {
            guardian.accept(new Send(new Errand.Withdraw(agreed)));
        }
    }

    /** What may be signed, of the deposit. */
    Nanoton spendable(PurseState state, ChannelView view) {
        var spendable = state.promise().spendable(view);
        return asked.isEmpty() ? spendable : spendable.min(asked.getFirst());
    }

    Effect<PurseEvent, PurseState> hear(Now now, Event event) {
        return switch (event) {
            case Part part -> part(now, part);
            case Withdraw withdraw -> withdraw(now, withdraw);
            case Told(Wire.Withdrawing(var agreed)) -> agreed(now, agreed);
            case Told(Wire.NotAgreed(var refusal)) -> refused(refusal);
            case Unanswered _ ->
                asked.isEmpty() ? effects.none() : refused(new Refusal.ProxyUnreachable());
            case Told(Wire.Parting _), Told(Wire.AskWithdrawal _) -> effects.none();
            case Resume _ -> resume(now);
        };
    }

    /** The channel was seen: a promise that nobody can make use of any more is none. */
    void seen(PurseState state, ChannelView before, ChannelView now) {
        if (state.promise().binds(before)
                && !state.promise().binds(now)
                && state.promise() instanceof Promise.Parting(var half)) {
            guardian.accept(new Over(
                    Errand.Kind.CLOSE_TOGETHER,
                    new Refusal.ValidityInvalid(half.validUntil(), now.head().unixSeconds())));
        }
    }

    private Effect<PurseEvent, PurseState> part(Now now, Part part) {
        if (now.state().promise() instanceof Promise.Parting
                && now.state().promise().binds(now.view())) {
            return resume(now);
        }
        var key = settings.signer(now.leg().payerKey());
        var refusal = refusesParting(now, part.now());
        if (key.isEmpty() || refusal.isPresent()) {
            return deny(
                    Errand.Kind.CLOSE_TOGETHER,
                    part.replyTo(),
                    refusal.orElse(new Refusal.ChannelUnusable()));
        }
        var half = half(now, part.now(), key.get());
        return effects.persist(new PurseEvent.Parting(half)).thenRun(() -> {
            guardian.accept(new Say(new Wire.Parting(half)));
        });
    }

    private Optional<Refusal> refusesParting(Now now, long clock) {
        if (!now.counts()) {
            return Optional.of(new Refusal.ChannelUnusable());
        }
        long least = latest(now, clock) + Promise.LEAST_SECONDS;
        if (least > now.lastSecond()) {
            return Optional.of(new Refusal.ChannelEnding(least, now.view().safeUntil()));
        }
        int attempts = open.count();
        return attempts > 0 ? Optional.of(new Refusal.AttemptsOpen(attempts)) : pending(now);
    }

    /** One thing at a time: each says what the deposit is, or whether there is one. */
    private Optional<Refusal> pending(Now now) {
        return asked.isEmpty()
                ? now.state().promise().refusesOthers(now.view())
                : Optional.of(new Refusal.AgreementPending(
                        now.view().head().unixSeconds() + PATIENCE.toSeconds()));
    }

    private static CloseTogether half(Now now, long clock, SigningKey key) {
        long valid = Math.min(latest(now, clock) + Promise.VALID_SECONDS, now.lastSecond());
        return CloseTogether.sign(
                now.leg().networkId(),
                now.leg().channel(),
                now.leg().epoch(),
                now.state().ledger().used(),
                valid,
                key);
    }

    private static long latest(Now now, long clock) {
        return Math.max(clock, now.view().head().unixSeconds());
    }

    private Effect<PurseEvent, PurseState> withdraw(Now now, Withdraw withdraw) {
        var ledger = now.state().ledger();
        var least = ledger.signed().max(open.within(ledger).worst());
        var refusal = now.isOpen()
                ? pending(now)
                        .or(() -> Promise.refusesDeposit(
                                withdraw.deposited(), least, now.view().channel()))
                : Optional.<Refusal>of(new Refusal.ChannelUnusable());
        if (refusal.isPresent()) {
            return deny(Errand.Kind.WITHDRAW, withdraw.replyTo(), refusal.get());
        }
        asked = List.of(withdraw.deposited());
        timers.startSingleTimer(new Unanswered(), new Purse.Agree(new Unanswered()), PATIENCE);
        guardian.accept(new Say(new Wire.AskWithdrawal(now.leg().epoch(), withdraw.deposited())));
        return effects.none();
    }

    /** What was not asked for, or can't be executed, binds nobody. */
    private Effect<PurseEvent, PurseState> agreed(Now now, Withdrawal agreed) {
        boolean sound = asked.contains(agreed.deposited())
                && agreed.channel().equals(now.leg().channel())
                && agreed.epoch() == now.leg().epoch()
                && agreed.validUntil() <= now.view().head().unixSeconds() + Promise.MOST_SECONDS
                && agreed.verifies(now.leg().networkId(), now.leg().proxyKey());
        if (!sound || !new Promise.Withdrawing(agreed).binds(now.view())) {
            return effects.none();
        }
        forget();
        return effects.persist(new PurseEvent.Withdrawing(agreed))
                .thenRun(() -> guardian.accept(new Send(new Errand.Withdraw(agreed))));
    }

    private Effect<PurseEvent, PurseState> refused(Refusal refusal) {
        var kind = asked.isEmpty() ? Errand.Kind.CLOSE_TOGETHER : Errand.Kind.WITHDRAW;
        forget();
        guardian.accept(new Over(kind, refusal));
        return effects.none();
    }

    private void forget() {
        asked = List.of();
        timers.cancel(new Unanswered());
    }

    /** The proxy may not have heard it before; it acts on it once. */
    private Effect<PurseEvent, PurseState> resume(Now now) {
        if (now.state().promise() instanceof Promise.Parting(var half)
                && now.state().promise().binds(now.view())) {
            guardian.accept(new Say(new Wire.Parting(half)));
        }
        return effects.none();
    }

    private Effect<PurseEvent, PurseState> deny(
            Errand.Kind kind, ActorRef<? super ChannelReply> replyTo, Refusal refusal) {
        return effects.none().thenRun(() -> guardian.accept(new Denied(kind, replyTo, refusal)));
    }
}
