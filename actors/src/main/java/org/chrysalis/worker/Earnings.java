package org.chrysalis.worker;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.chrysalis.actor.Retention;
import org.chrysalis.cashing.CashDesk;
import org.chrysalis.cashing.Cashing;
import org.chrysalis.money.Usage;
import org.chrysalis.operator.OperatorLog;
import org.chrysalis.payment.Leg;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.Wire;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one proxy owes this worker and has signed for. It accepts only what verifies under the key
 * that the channel names as its payer, and says when the proxy owes too much to work on.
 */
public final class Earnings
        extends EventSourcedBehavior<Earnings.Command, EarnedEvent, EarnedState> {

    public sealed interface Command {}

    /** May another attempt be run? */
    public record Begin(Bytes envHash, ActorRef<? super Reply> replyTo) implements Command {}

    /** An attempt has come to {@code usage}; not paid yet. */
    public record Worked(Bytes envHash, Usage usage) implements Command {}

    /** Its generation is over: if it has come to nothing, there is nothing to settle. */
    public record Ended(Bytes envHash) implements Command {}

    /** A voucher that came with a grant. */
    public record Receive(Voucher voucher) implements Command {}

    /** The proxy's statement and voucher at an attempt's end. */
    public record Close(Wire.Paid paid) implements Command {}

    /** What the proxy's Proof showed. */
    public record Presented(List<Voucher> vouchers, List<Statement> statements)
            implements Command {}

    public record Look(ActorRef<? super Reply> replyTo) implements Command {}

    /** Cash the highest voucher now; answers when the chain has. */
    public record Cash(ActorRef<? super CashDesk.Outcome> replyTo) implements Command {}

    private record CashDone(CashDesk.Outcome outcome) implements Command {}

    public sealed interface Reply {}

    public record Go(Bytes envHash) implements Reply {}

    public record Wait(Bytes envHash, Refusal refusal) implements Reply {}

    /** {@code open} are the attempts no statement has come for. */
    public record View(EarnedState state, List<Wire.OpenAttempt> open) implements Reply {}

    private final WorkerSettings settings;
    private final Leg leg;

    private final Cashing cashing;
    private final OperatorLog log;

    /** Not durable: work that is not settled dies with the process, and the proxy settles it. */
    private final Map<Bytes, Usage> open = new TreeMap<>();

    private Earnings(
            WorkerSettings settings,
            long epoch,
            ActorRef<CashDesk.Command> cashDesk,
            ActorContext<Command> context) {
        super(PersistenceId.ofUniqueId("earnings|%s|%s|%d"
                .formatted(settings.self().key().hex(), settings.channel().address(), epoch)));
        this.settings = settings;
        this.leg = Leg.ofWorker(settings.networkId(), settings.channel(), epoch);
        this.cashing = new Cashing(
                cashDesk,
                context.messageAdapter(CashDesk.Outcome.class, CashDone::new),
                settings.limits().cashThreshold());
        this.log = new OperatorLog(settings.alias());
    }

    /** @param epoch of the channel, as on chain */
    public static Behavior<Command> create(
            WorkerSettings settings, long epoch, ActorRef<CashDesk.Command> cashDesk) {
        return Behaviors.setup(context -> new Earnings(settings, epoch, cashDesk, context));
    }

    @Override
    public EarnedState emptyState() {
        return EarnedState.EMPTY;
    }

    @Override
    public CommandHandler<Command, EarnedEvent, EarnedState> commandHandler() {
        return (state, command) -> switch (command) {
            case Begin begin -> begin(state, begin);
            case Worked(var envHash, var usage) -> worked(envHash, usage);
            case Ended(var envHash) -> ended(envHash);
            case Receive(var voucher) -> receive(state, voucher);
            case Close(var paid) -> close(paid);
            case Presented presented -> presented(state, presented);
            case Look(var replyTo) -> Effect().reply(replyTo, new View(state, openAttempts()));
            case Cash(var replyTo) -> cash(state, replyTo);
            case CashDone(var outcome) -> cashed(state, outcome);
        };
    }

    @Override
    public EventHandler<EarnedState, EarnedEvent> eventHandler() {
        return EarnedState::after;
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return Retention.ofAccounts();
    }

    private Effect<EarnedEvent, EarnedState> begin(EarnedState state, Begin begin) {
        var owed = owed(state);
        var window = settings.limits().window();
        if (owed.isMoreThan(window)) {
            var refusal = new Refusal.WindowExceeded(owed, window);
            return Effect().reply(begin.replyTo(), new Wait(begin.envHash(), refusal));
        }
        open.put(begin.envHash(), Usage.NONE);
        return Effect().reply(begin.replyTo(), new Go(begin.envHash()));
    }

    private Effect<EarnedEvent, EarnedState> worked(Bytes envHash, Usage usage) {
        open.computeIfPresent(envHash, (key, before) -> usage.reaches(before) ? usage : before);
        return Effect().none();
    }

    private Effect<EarnedEvent, EarnedState> ended(Bytes envHash) {
        open.remove(envHash, Usage.NONE);
        return Effect().none();
    }

    /** Settled and worked, less what a voucher in hand can be cashed for. */
    private Nanoton owed(EarnedState state) {
        var due = state.earned();
        for (var usage : open.values()) {
            due = due.plus(settings.terms().earned(usage, settings.coefficient()));
        }
        return due.minusOrZero(state.payable());
    }

    private Effect<EarnedEvent, EarnedState> receive(EarnedState state, Voucher voucher) {
        return leg.honours(voucher) && voucher.total().isMoreThan(state.payable())
                ? Effect().persist(new EarnedEvent.Received(voucher))
                : Effect().none();
    }

    /**
     * Our Proof showed what was open, and nothing of it runs any more: the proxy settles it, or has
     * while we were away, and then shows it here.
     */
    private Effect<EarnedEvent, EarnedState> presented(EarnedState state, Presented shown) {
        open.clear();
        var voucher = shown.vouchers().stream().filter(leg::honours).findFirst();
        var statement = shown.statements().stream().filter(leg::honours).findFirst();
        if (voucher.isPresent()
                && statement.isPresent()
                && EarnedState.isPaid(statement.get(), voucher.get())) {
            return Effect().persist(new EarnedEvent.Earned(statement.get(), voucher.get()));
        }
        return voucher.isPresent() ? receive(state, voucher.get()) : Effect().none();
    }

    private Effect<EarnedEvent, EarnedState> close(Wire.Paid paid) {
        var statement = paid.statement();
        if (!leg.honours(paid.voucher())
                || !leg.honours(statement)
                || !EarnedState.isPaid(statement, paid.voucher())
                || !statement.subject().request().equals(paid.envHash())) {
            return Effect().none();
        }
        open.remove(paid.envHash());
        var figures = statement.figures();
        log.paid(paid.envHash(), figures.amount(), figures.total());
        return Effect()
                .persist(new EarnedEvent.Earned(statement, paid.voucher()))
                .thenRun(this::cashIfDue);
    }

    private Effect<EarnedEvent, EarnedState> cash(
            EarnedState state, ActorRef<? super CashDesk.Outcome> replyTo) {
        if (state.uncashed().equals(Nanoton.ZERO)) {
            return Effect().reply(replyTo, new CashDesk.NothingToCash(leg.channel()));
        }
        cashing.cash(state.vouchers().getFirst(), replyTo);
        return Effect().none();
    }

    private void cashIfDue(EarnedState state) {
        cashing.cashIfDue(state.vouchers(), state.payable(), state.cashed());
    }

    private Effect<EarnedEvent, EarnedState> cashed(EarnedState state, CashDesk.Outcome outcome) {
        var answer = cashing.answer(outcome);
        return switch (outcome) {
            case CashDesk.Cashed(Address channel, var total)
            when total.isMoreThan(state.cashed()) -> {
                log.cashed(channel.toString(), total);
                yield Effect().persist(new EarnedEvent.Cashed(total)).thenRun(answer::run);
            }
            case CashDesk.Failed(var channel, var reason) -> {
                log.cashFailed(channel.toString(), reason);
                yield Effect().none().thenRun(answer::run);
            }
            case CashDesk.Cashed _, CashDesk.NothingToCash _ ->
                Effect().none().thenRun(answer::run);
        };
    }

    private List<Wire.OpenAttempt> openAttempts() {
        return open.entrySet().stream()
                .map(entry -> new Wire.OpenAttempt(
                        entry.getKey(), entry.getValue(), settings.coefficient()))
                .toList();
    }
}
