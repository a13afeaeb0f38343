package org.chrysalis.client;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.chrysalis.actor.Retention;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.Attempt;
import org.chrysalis.payment.ClientLedger;
import org.chrysalis.payment.Leg;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The client's side of its channel: signs the next voucher, never more than the deposit, and never
 * below one that it signed before, whatever its journal lost.
 */
public final class Purse extends EventSourcedBehavior<Purse.Command, PurseEvent, PurseState> {

    public sealed interface Command {}

    /** Pay for {@code attempt} as far as it says; for a new one, its first step. */
    public record Buy(Attempt attempt, ActorRef<? super Reply> replyTo) implements Command {}

    /** The header came: less is needed now. */
    public record Heard(RequestKey key, Attempt.Progress.Heard progress) implements Command {}

    /** What was opened so far; shown to the proxy if the session breaks. */
    public record Opened(RequestKey key, Usage usage, long coefficient) implements Command {}

    /** The proxy's statement; {@code counted} is what the opened frames amount to. */
    public record Settle(
            RequestKey key, Statement statement, Nanoton counted, ActorRef<? super Reply> replyTo)
            implements Command {}

    /** The proxy did not admit it: nothing is held for it any more. */
    public record Forget(RequestKey key) implements Command {}

    /** What the proxy's Proof showed; {@code open} is all that it has not settled. */
    public record Presented(
            List<Voucher> vouchers, List<Statement> statements, List<Wire.OpenAttempt> open)
            implements Command {}

    /** The deposit as of the last final block. */
    public record Deposited(Nanoton deposited) implements Command {}

    public record Look(ActorRef<? super Reply> replyTo) implements Command {}

    public sealed interface Reply {}

    public record Bought(Voucher voucher) implements Reply {}

    public record Denied(Refusal refusal) implements Reply {}

    public record Booked(Nanoton amount) implements Reply {}

    /** Not the proxy's, or for more than was ever signed: the books stay as they were. */
    public record NotBooked(Refusal refusal) implements Reply {}

    /** More was stated than counted; booked all the same, for the proxy counts so. */
    public record Disputed(Nanoton amount, Nanoton counted) implements Reply {}

    /** {@code open} are the attempts no statement has come for. */
    public record View(PurseState state, Nanoton credit, List<Wire.OpenAttempt> open)
            implements Reply {}

    private final ClientSettings settings;
    private final Leg leg;
    private Nanoton deposited;

    /** Not durable: a client that dies loses nothing but its requests in flight. */
    private final Map<RequestKey, Open> open = new TreeMap<>();

    private record Open(Attempt attempt, Usage usage, long coefficient) {}

    private Purse(ClientSettings settings, long epoch, Nanoton deposited) {
        super(PersistenceId.ofUniqueId("purse|%s|%s|%d"
                .formatted(settings.self().key().hex(), settings.channel().address(), epoch)));
        this.settings = settings;
        this.leg = Leg.ofClient(settings.networkId(), settings.channel(), epoch);
        this.deposited = deposited;
    }

    /** @param epoch of the channel, as on chain */
    public static Behavior<Command> create(ClientSettings settings, long epoch, Nanoton deposited) {
        return new Purse(settings, epoch, deposited);
    }

    @Override
    public PurseState emptyState() {
        return PurseState.EMPTY;
    }

    @Override
    public CommandHandler<Command, PurseEvent, PurseState> commandHandler() {
        return (state, command) -> switch (command) {
            case Buy buy -> buy(state, buy);
            case Heard(var key, var progress) -> hear(key, progress);
            case Opened(var key, var usage, var coefficient) -> opened(key, usage, coefficient);
            case Settle settle -> settle(state, settle);
            case Forget(var key) -> forget(key);
            case Presented presented -> presented(state, presented);
            case Deposited(var amount) -> deposited(amount);
            case Look(var replyTo) -> Effect().reply(replyTo, view(state));
        };
    }

    @Override
    public EventHandler<PurseState, PurseEvent> eventHandler() {
        return PurseState::after;
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return Retention.ofAccounts();
    }

    private Effect<PurseEvent, PurseState> buy(PurseState state, Buy buy) {
        var known = open.get(buy.attempt().key());
        var attempt = known == null
                ? buy.attempt()
                : known.attempt().buying(buy.attempt().bought());
        var total = current(state).toSign(attempt, settings.terms());
        if (total.isMoreThan(deposited)) {
            var available = deposited.minusOrZero(state.ledger().used());
            var refusal = new Refusal.BalanceTooLow(total.minus(state.ledger().used()), available);
            return Effect().reply(buy.replyTo(), new Denied(refusal));
        }
        open.put(
                attempt.key(),
                known == null
                        ? new Open(attempt, Usage.NONE, 0)
                        : new Open(attempt, known.usage(), known.coefficient()));
        var signed = state.vouchers().stream()
                .filter(voucher -> !total.isMoreThan(voucher.total()))
                .findFirst();
        if (signed.isPresent()) {
            return Effect().reply(buy.replyTo(), new Bought(signed.get()));
        }
        var voucher = Voucher.sign(
                settings.networkId(), leg.channel(), leg.epoch(), total, settings.voucherKey());
        return Effect()
                .persist(new PurseEvent.Signed(voucher))
                .thenReply(buy.replyTo(), _ -> new Bought(voucher));
    }

    private Effect<PurseEvent, PurseState> hear(RequestKey key, Attempt.Progress.Heard progress) {
        open.computeIfPresent(
                key,
                (same, one) ->
                        new Open(one.attempt().hearing(progress), one.usage(), one.coefficient()));
        return Effect().none();
    }

    private Effect<PurseEvent, PurseState> opened(RequestKey key, Usage usage, long coefficient) {
        open.computeIfPresent(key, (same, one) -> new Open(one.attempt(), usage, coefficient));
        return Effect().none();
    }

    private Effect<PurseEvent, PurseState> settle(PurseState state, Settle settle) {
        var statement = settle.statement();
        if (!leg.honours(statement)
                || !state.believes(statement)
                || !statement.subject().request().equals(settle.key().subject())) {
            var stated = statement.figures().amount();
            var refusal = new Refusal.StatementDisputed(stated, settle.counted());
            return Effect().reply(settle.replyTo(), new NotBooked(refusal));
        }
        open.remove(settle.key());
        var amount = statement.figures().amount();
        Reply reply = amount.isMoreThan(settle.counted())
                ? new Disputed(amount, settle.counted())
                : new Booked(amount);
        return Effect()
                .persist(new PurseEvent.Settled(statement))
                .thenReply(settle.replyTo(), _ -> reply);
    }

    private Effect<PurseEvent, PurseState> forget(RequestKey key) {
        open.remove(key);
        return Effect().none();
    }

    /**
     * A signer adopts whatever verifies under its own key, so it never signs below it again. What
     * the proxy does not list is settled, or was never admitted: nothing is held for it.
     */
    private Effect<PurseEvent, PurseState> presented(PurseState state, Presented shown) {
        var events = new ArrayList<PurseEvent>();
        var next = state;
        for (var voucher : shown.vouchers()) {
            if (leg.honours(voucher)
                    && voucher.total().isMoreThan(state.ledger().signed())) {
                events.add(new PurseEvent.Signed(voucher));
                next = next.after(events.getLast());
            }
        }
        for (var statement : shown.statements()) {
            if (leg.honours(statement)
                    && next.believes(statement)
                    && statement.figures().seq() > state.ledger().seq()) {
                events.add(new PurseEvent.Settled(statement));
            }
        }
        keepOpen(shown.open());
        return Effect().persist(events);
    }

    /**
     * What the proxy no longer has open is settled, in the total of its last statement, or never
     * reached it. Of the rest it may have forgotten the header, and hold as much as without it.
     */
    private void keepOpen(List<Wire.OpenAttempt> shown) {
        var subjects = shown.stream().map(Wire.OpenAttempt::subject).toList();
        open.keySet().removeIf(key -> !subjects.contains(key.subject()));
        open.replaceAll(
                (key, one) -> new Open(one.attempt().unheard(), one.usage(), one.coefficient()));
    }

    private Effect<PurseEvent, PurseState> deposited(Nanoton amount) {
        deposited = amount;
        return Effect().none();
    }

    private ClientLedger current(PurseState state) {
        var ledger = state.ledger();
        for (var one : open.values()) {
            ledger = ledger.with(one.attempt());
        }
        return ledger;
    }

    private View view(PurseState state) {
        var attempts = open.values().stream()
                .map(one -> new Wire.OpenAttempt(
                        one.attempt().key().subject(), one.usage(), one.coefficient()))
                .toList();
        return new View(state, current(state).credit(settings.terms()), attempts);
    }
}
