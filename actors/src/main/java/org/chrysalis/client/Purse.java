package org.chrysalis.client;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.chrysalis.actor.Retention;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.Attempt;
import org.chrysalis.payment.Books;
import org.chrysalis.payment.Leg;
import org.chrysalis.port.StatementStore;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.session.BooksExchange;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.watching.ChannelView;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;

import java.util.List;

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

    /** The same if its call may not have heard it: what is not open here needs no word. */
    record SettleIfOpen(Settle settle) implements Command {}

    /** The store says whether there is a statement about an attempt that is not open here. */
    record Known(Settle settle, List<Statement> statements) implements Command {}

    /** The proxy did not admit it: nothing is held for it any more. */
    public record Forget(RequestKey key) implements Command {}

    /** The exchange of books with the proxy. */
    public record Exchange(BooksExchange.Event event) implements Command {}

    /** What both sides are to sign. */
    record Agree(PurseAgreements.Event event) implements Command {}

    /** The channel, or the chain's time, has changed. */
    public record Seen(ChannelView view) implements Command {}

    public record Look(ActorRef<? super Reply> replyTo) implements Command {}

    public sealed interface Reply {}

    /** All events are replayed: the books are whole. */
    public record Recovered() implements Reply {}

    /** To the guardian. */
    record Agreed(PurseAgreements.Said said) implements Reply {}

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
    private final StatementStore statements;
    private final ActorRef<? super Reply> guardian;
    private final ActorContext<Command> context;
    private final OpenAttempts open = new OpenAttempts();
    private final PurseRecovery recovery;
    private final PurseAgreements agreements;
    private Leg leg;
    private ChannelView view;

    /**
     * What a purse needs of the world.
     *
     * @param life 16 bytes, drawn for this actor
     */
    public record Ports(
            ClientSettings settings,
            Bytes life,
            StatementStore statements,
            ActorRef<? super Reply> guardian) {}

    private Purse(
            Ports ports,
            Books books,
            ChannelView view,
            ActorContext<Command> context,
            TimerScheduler<Command> timers) {
        super(PersistenceId.ofUniqueId(books.id()));
        this.settings = ports.settings();
        this.statements = ports.statements();
        this.guardian = ports.guardian();
        this.context = context;
        this.leg = Leg.ofClient(
                settings.networkId(), settings.channel(), books.epoch(), view.payerKey());
        this.view = view;
        this.recovery = new PurseRecovery(books.id(), ports, () -> leg, open, context, Effect());
        this.agreements = new PurseAgreements(
                settings, open, timers, said -> guardian.tell(new Agreed(said)), Effect());
    }

    /** Of the epoch that {@code view} shows. */
    public static Behavior<Command> create(Ports ports, ChannelView view) {
        var address = ports.settings().channel().address();
        var books = new Books(Books.Area.PURSE, address, view.channel().epoch());
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new Purse(ports, books, view, context, timers)));
    }

    @Override
    public PurseState emptyState() {
        return PurseState.EMPTY;
    }

    @Override
    public CommandHandler<Command, PurseEvent, PurseState> commandHandler() {
        return (state, command) -> switch (command) {
            case Buy buy -> buy(state, buy);
            case Heard(var key, var progress) -> noted(() -> open.hear(key, progress));
            case Opened(var key, var usage, var coefficient) ->
                noted(() -> open.opened(key, usage, coefficient));
            case Settle settle -> settle(state, settle);
            case SettleIfOpen(var settle) ->
                open.contains(settle.key()) ? book(state, settle) : Effect().none();
            case Known known -> known(state, known);
            case Forget(var key) -> noted(() -> open.remove(key));
            case Exchange(var event) -> recovery.exchange(state, event);
            case Agree(var event) ->
                agreements.hear(new PurseAgreements.Now(state, view, leg), event);
            case Seen(var seen) -> seen(state, seen);
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

    @Override
    public SignalHandler<PurseState> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), this::recovered)
                .build();
    }

    private void recovered(PurseState state) {
        guardian.tell(new Recovered());
        agreements.recovered(state, view);
    }

    /** Vouchers of a key that is no longer in force are worth what was cashed of them. */
    private Effect<PurseEvent, PurseState> seen(PurseState state, ChannelView seen) {
        agreements.seen(state, view, seen);
        leg = leg.under(seen.payerKey());
        view = seen;
        return state.accord().isOutdated(seen) && !seen.isPast(leg.epoch())
                ? Effect()
                        .persist(new PurseEvent.Rekeyed(
                                seen.payerKey(),
                                seen.channel().cashed(),
                                state.vouchers().stream().filter(leg::honours).toList()))
                        .thenRun(open::rekeyed)
                : Effect().none();
    }

    private Effect<PurseEvent, PurseState> noted(Runnable note) {
        note.run();
        return Effect().none();
    }

    /** Nothing is signed for another epoch, or with a key that is not in force. */
    private Effect<PurseEvent, PurseState> buy(PurseState state, Buy buy) {
        var key = settings.signer(leg.payerKey());
        if (key.isEmpty() || !view.counts(leg.epoch(), leg.payerKey())) {
            return Effect().reply(buy.replyTo(), new Denied(new Refusal.ChannelUnusable()));
        }
        var pending = state.promise().refusesRequests(view);
        if (pending.isPresent()) {
            return Effect().reply(buy.replyTo(), new Denied(pending.get()));
        }
        var deposited = agreements.spendable(state, view);
        var attempt = open.buying(buy.attempt());
        var used = state.ledger().used();
        var foreign = open.foreign(state.ledger());
        var total = open.within(state.ledger()).using(foreign, Nanoton.ZERO).toSign(attempt);
        if (total.isMoreThan(deposited)) {
            var refusal =
                    new Refusal.BalanceTooLow(total.minusOrZero(used), deposited.minusOrZero(used));
            return Effect().reply(buy.replyTo(), new Denied(refusal));
        }
        open.put(attempt);
        var signed = state.vouchers().stream()
                .filter(voucher -> !total.isMoreThan(voucher.total()))
                .findFirst();
        if (signed.isPresent()) {
            return Effect().reply(buy.replyTo(), new Bought(signed.get()));
        }
        var voucher =
                Voucher.sign(settings.networkId(), leg.channel(), leg.epoch(), total, key.get());
        return Effect()
                .persist(new PurseEvent.Signed(voucher))
                .thenReply(buy.replyTo(), _ -> new Bought(voucher));
    }

    /** One that is not open here may be of a former life, or booked already: the store knows. */
    private Effect<PurseEvent, PurseState> settle(PurseState state, Settle settle) {
        if (open.contains(settle.key())) {
            return book(state, settle);
        }
        context.pipeToSelf(
                statements.about(
                        persistenceId().id(),
                        List.of(settle.statement().subject().request())),
                (known, failure) ->
                        new Known(settle, failure == null ? known : List.of(settle.statement())));
        return Effect().none();
    }

    private Effect<PurseEvent, PurseState> known(PurseState state, Known known) {
        var settle = known.settle();
        if (!known.statements().isEmpty()) {
            var amount = known.statements().getFirst().figures().amount();
            return Effect().reply(settle.replyTo(), new Booked(amount));
        }
        return book(state, settle);
    }

    private Effect<PurseEvent, PurseState> book(PurseState state, Settle settle) {
        var statement = settle.statement();
        if (!leg.honours(statement)
                || state.ledger().series().has(statement)
                || !state.believes(statement, open.isFormer(settle.key().subject()))
                || !statement.subject().request().equals(settle.key().subject())) {
            var stated = statement.figures().amount();
            var refusal = new Refusal.StatementDisputed(stated, settle.counted());
            return Effect().reply(settle.replyTo(), new NotBooked(refusal));
        }
        open.settled(settle.key().subject());
        var amount = statement.figures().amount();
        Reply reply = amount.isMoreThan(settle.counted())
                ? new Disputed(amount, settle.counted())
                : new Booked(amount);
        return Effect()
                .persist(new PurseEvent.Settled(statement))
                .thenReply(settle.replyTo(), _ -> reply);
    }

    private View view(PurseState state) {
        var foreign = open.foreign(state.ledger());
        var credit = open.within(state.ledger()).credit().minusOrZero(foreign);
        return new View(state, credit, open.shown());
    }
}
