package org.chrysalis.worker;

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
import org.chrysalis.cashing.CashDesk;
import org.chrysalis.cashing.Outcome;
import org.chrysalis.money.Usage;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.payment.Books;
import org.chrysalis.payment.Leg;
import org.chrysalis.port.StatementStore;
import org.chrysalis.session.BooksExchange;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.watching.ChannelView;
import org.chrysalis.wire.Wire;

import java.time.InstantSource;
import java.util.List;

/**
 * What one proxy owes this worker and has signed for. It accepts only what verifies under the key
 * that the channel names as its payer, and says when the proxy owes too much to work on.
 */
public final class Earnings
        extends EventSourcedBehavior<Earnings.Command, EarningsEvent, EarningsState> {

    public sealed interface Command {}

    /** May another attempt be run? */
    public record Begin(Bytes envHash, ActorRef<? super EarningsReply> replyTo)
            implements Command {}

    /** An attempt has come to {@code usage}; not paid yet. */
    public record Worked(Bytes envHash, Usage usage) implements Command {}

    /** Its generation is over: if it has come to nothing, there is nothing to settle. */
    public record Ended(Bytes envHash) implements Command {}

    /** A grant, and the voucher that came with it. */
    public record Receive(
            Bytes envHash, long tokens, Voucher voucher, ActorRef<? super EarningsReply> replyTo)
            implements Command {}

    /** The proxy's statement and voucher at an attempt's end. */
    public record Close(Wire.Paid paid) implements Command {}

    /** The store says whether there is a statement about an attempt that is not open here. */
    record Known(Wire.Paid paid, List<Statement> statements) implements Command {}

    /** The exchange of books with the proxy. */
    public record Exchange(BooksExchange.Event event) implements Command {}

    /** The channel, the chain's time, or its prices have changed. */
    public record Seen(ChannelView view) implements Command {}

    /** Its own timer: what is worth the fee is cashed. */
    record Daily() implements Command {}

    /** Its own timer: the last moment to do so before the channel, or its key, is another. */
    record LastCall() implements Command {}

    public record Look(ActorRef<? super EarningsReply> replyTo) implements Command {}

    /** Cash the highest voucher now; answers when the chain has. */
    public record Cash(ActorRef<? super Outcome> replyTo) implements Command {}

    record CashDone(Outcome outcome) implements Command {}

    private final Ports ports;
    private final WorkerSettings settings;
    private final ActorContext<Command> context;
    private final BooksExchange exchange;
    private final EarningsCashing cashing;
    private final OperatorLog log;
    private final OpenWork open;
    private final long epoch;
    private ChannelView view;
    private Leg leg;

    /**
     * What the books need of the world.
     *
     * @param life 16 bytes, drawn for this actor
     */
    public record Ports(
            WorkerSettings settings,
            Bytes life,
            InstantSource clock,
            StatementStore statements,
            ActorRef<CashDesk.Command> cashDesk,
            ActorRef<? super EarningsReply> guardian) {}

    private Earnings(
            Ports ports,
            Books books,
            ChannelView view,
            ActorContext<Command> context,
            TimerScheduler<Command> timers) {
        super(PersistenceId.ofUniqueId(books.id()));
        this.ports = ports;
        this.settings = ports.settings();
        this.context = context;
        this.epoch = books.epoch();
        this.view = view;
        this.leg = leg(view);
        this.exchange = new BooksExchange(
                books.id(),
                () -> leg,
                ports.statements(),
                BooksExchange.Pipe.into(context, Exchange::new));
        this.log = new OperatorLog(settings.alias());
        this.cashing = new EarningsCashing(
                ports,
                () -> new EarningsCashing.Now(this.view, this.leg),
                context,
                timers,
                Effect());
        this.open = new OpenWork(settings);
    }

    /** Of the epoch that {@code view} shows. */
    public static Behavior<Command> create(Ports ports, ChannelView view) {
        var address = ports.settings().channel().address();
        var books = new Books(Books.Area.EARNINGS, address, view.channel().epoch());
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new Earnings(ports, books, view, context, timers)));
    }

    private Leg leg(ChannelView seen) {
        return Leg.ofWorker(settings.networkId(), settings.channel(), epoch, seen.payerKey());
    }

    @Override
    public EarningsState emptyState() {
        return EarningsState.EMPTY;
    }

    @Override
    public CommandHandler<Command, EarningsEvent, EarningsState> commandHandler() {
        return (state, command) -> switch (command) {
            case Begin begin -> begin(state, begin);
            case Worked(var envHash, var usage) -> noted(() -> open.worked(envHash, usage));
            case Ended(var envHash) -> noted(() -> open.ended(envHash));
            case Receive receive -> receive(state, receive);
            case Close(var paid) -> close(state, paid);
            case Known(var paid, var statements) ->
                statements.isEmpty() && !state.series().has(paid.statement())
                        ? book(state, paid)
                        : Effect().none();
            case Exchange(var event) -> exchange(state, event);
            case Seen(var seen) -> seen(state, seen);
            case Daily _ -> Effect().none().thenRun(cashing::daily);
            case LastCall _ -> Effect().none().thenRun(cashing::lastCall);
            case Look(var replyTo) ->
                Effect().reply(replyTo, new EarningsReply.View(state, open.shown(), owed(state)));
            case Cash(var replyTo) -> cashing.order(state, replyTo);
            case CashDone(var outcome) -> cashing.done(state, outcome);
        };
    }

    @Override
    public EventHandler<EarningsState, EarningsEvent> eventHandler() {
        return EarningsState::after;
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return Retention.ofAccounts();
    }

    @Override
    public SignalHandler<EarningsState> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), _ -> ports.guardian()
                        .tell(new EarningsReply.Recovered()))
                .build();
    }

    private Effect<EarningsEvent, EarningsState> begin(EarningsState state, Begin begin) {
        var refusal = open.refusesMore(owed(state), view, ports.clock().instant());
        if (refusal.isPresent()) {
            var wait = new EarningsReply.Wait(begin.envHash(), refusal.get());
            return Effect().reply(begin.replyTo(), wait);
        }
        open.begin(begin.envHash());
        return Effect().reply(begin.replyTo(), new EarningsReply.Go(begin.envHash()));
    }

    private Effect<EarningsEvent, EarningsState> noted(Runnable note) {
        note.run();
        return Effect().none();
    }

    private Nanoton owed(EarningsState state) {
        return state.owed(open.unpaid(), view.channel().deposited(), cashing.cashed(state));
    }

    private Effect<EarningsEvent, EarningsState> seen(EarningsState state, ChannelView seen) {
        view = seen;
        if (!seen.payerKey().equals(leg.payerKey())) {
            leg = leg(seen);
        }
        return cashing.seen(state);
    }

    private Effect<EarningsEvent, EarningsState> receive(EarningsState state, Receive receive) {
        var voucher = receive.voucher();
        boolean higher = leg.honours(voucher) && state.isHigher(voucher);
        var events = higher
                ? List.<EarningsEvent>of(new EarningsEvent.Received(voucher))
                : List.<EarningsEvent>of();
        return Effect().persist(events).thenRun(after -> {
            if (!owed(after).isMoreThan(settings.limits().window())) {
                receive.replyTo()
                        .tell(new EarningsReply.Granted(receive.envHash(), receive.tokens()));
            }
        });
    }

    private Effect<EarningsEvent, EarningsState> exchange(
            EarningsState state, BooksExchange.Event event) {
        return switch (exchange.hear(event, () -> shown(state))) {
            case BooksExchange.Nothing _ -> Effect().none();
            case BooksExchange.Adopt(var vouchers, var statements) -> {
                var events = state.adopting(vouchers, statements);
                statements.forEach(this::settled);
                yield Effect().persist(events).thenRun(exchange::adopted);
            }
            case BooksExchange.Conclude(var _, var _, var seq) -> {
                var complete = state.series().upTo(seq);
                yield complete.equals(state.series())
                        ? Effect().none().thenRun(exchange::heard)
                        : Effect()
                                .persist(new EarningsEvent.Complete(seq))
                                .thenRun(exchange::heard);
            }
        };
    }

    private Wire.Shown shown(EarningsState state) {
        return new Wire.Shown(
                ports.life(), state.vouchers(), open.shown(), state.series().top());
    }

    /** One that is not open here may be of a former life, or booked already: the store knows. */
    private Effect<EarningsEvent, EarningsState> close(EarningsState state, Wire.Paid paid) {
        if (open.contains(paid.envHash())) {
            return book(state, paid);
        }
        context.pipeToSelf(
                ports.statements().about(persistenceId().id(), List.of(paid.envHash())),
                (known, failure) ->
                        new Known(paid, failure == null ? known : List.of(paid.statement())));
        return Effect().none();
    }

    private Effect<EarningsEvent, EarningsState> book(EarningsState state, Wire.Paid paid) {
        var statement = paid.statement();
        var voucher = paid.voucher();
        if (!leg.honours(voucher)
                || !leg.honours(statement)
                || !EarningsState.isPaid(statement, voucher)
                || !statement.subject().request().equals(paid.envHash())) {
            return Effect().none();
        }
        var figures = statement.figures();
        settled(statement);
        log.paid(paid.envHash(), figures.amount(), figures.total());
        var events = state.adopting(List.of(voucher), List.of(statement));
        return Effect().persist(events).thenRun(cashing::earned);
    }

    /** Who pays for an attempt no more needs it no more: a proxy that has stated too early, too. */
    private void settled(Statement statement) {
        var envHash = statement.subject().request();
        if (open.settled(envHash, statement.figures().amount())) {
            ports.guardian().tell(new EarningsReply.Settled(envHash));
        }
    }
}
