package org.chrysalis.proxy;

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
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.chrysalis.cashing.CashDesk;
import org.chrysalis.cashing.CashingRule;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.Attempt;
import org.chrysalis.payment.ClientLedger.Admission;
import org.chrysalis.payment.Leg;
import org.chrysalis.proxy.AccountEvent.Admitted;
import org.chrysalis.proxy.AccountEvent.Assigned;
import org.chrysalis.proxy.AccountEvent.Cashed;
import org.chrysalis.proxy.AccountEvent.Stepped;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One client's channel at the proxy: admits attempts, extends them, settles each once, and signs
 * what they came to. Durable facts are in {@link AccountState}; what an attempt's header told, and
 * which attempts a living {@link Dispatch} carries, is kept here and dies with a crash by design.
 */
public final class ClientAccount
        extends EventSourcedBehavior<ClientAccount.Command, AccountEvent, AccountState> {

    /** What the account is asked. */
    public sealed interface Command {}

    /** A new attempt, and its first step; {@code carrier} is the Dispatch that asks. */
    public record Admit(
            Attempt attempt, Voucher voucher, ActorRef<? super AccountReply.Verdict> carrier)
            implements Command {}

    /** Another step of an open attempt. */
    public record Extend(
            RequestKey key,
            long upTo,
            Voucher voucher,
            ActorRef<? super AccountReply.Verdict> carrier)
            implements Command {}

    /** A worker was found: journaled, so that a restart knows whom to ask. */
    public record Assign(
            RequestKey key, Address workerChannel, ActorRef<? super AccountReply.Assigned> replyTo)
            implements Command {}

    /** The header came: what is held shrinks to what is real. */
    public record Heard(RequestKey key, Attempt.Progress.Heard progress) implements Command {}

    /** The end of an attempt, whichever way; the first one wins. */
    public record Settle(
            RequestKey key,
            Usage usage,
            long coefficient,
            ActorRef<? super AccountReply.Outcome> replyTo)
            implements Command {}

    /** What the client's Proof showed. */
    public record Presented(List<Voucher> vouchers, List<Wire.OpenAttempt> open)
            implements Command {}

    /** A worker is back, and an attempt that was given to it was open when this node died. */
    public record WorkerPresented(RequestKey key, Address workerChannel, Word word)
            implements Command {}

    /** The channel as of the last final block. */
    public record Refreshed(ChannelState channel) implements Command {}

    public record Look(ActorRef<? super AccountReply.View> replyTo) implements Command {}

    /** Cash the highest voucher now; answers when the chain has. */
    public record Cash(ActorRef<? super CashDesk.Outcome> replyTo) implements Command {}

    private record CashDone(CashDesk.Outcome outcome) implements Command {}

    private record Absent() implements Command {}

    private final ProxySettings settings;
    private final TimerScheduler<Command> timers;
    private final ActorRef<? super AccountReply.Reconciled> guardian;
    private final ActorRef<CashDesk.Command> cashDesk;
    private final ActorRef<CashDesk.Outcome> cashOutcomes;
    private final List<ActorRef<? super CashDesk.Outcome>> waiting = new ArrayList<>();
    private ChannelState channel;
    private Leg leg;

    /** Not durable: the highest total that the cash desk was given. */
    private Nanoton offered = Nanoton.ZERO;

    /** Not durable: progress of open attempts, and those that a Dispatch of this life carries. */
    private final Map<RequestKey, Attempt.Progress.Heard> heard = new TreeMap<>();

    private final Reconciliation reconciliation = new Reconciliation();

    public static Behavior<Command> create(
            ProxySettings settings,
            ChannelState channel,
            ActorRef<CashDesk.Command> cashDesk,
            ActorRef<? super AccountReply.Reconciled> guardian) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers ->
                new ClientAccount(settings, channel, cashDesk, guardian, context, timers)));
    }

    private ClientAccount(
            ProxySettings settings,
            ChannelState channel,
            ActorRef<CashDesk.Command> cashDesk,
            ActorRef<? super AccountReply.Reconciled> guardian,
            ActorContext<Command> context,
            TimerScheduler<Command> timers) {
        super(persistenceId(settings, channel));
        this.settings = settings;
        this.channel = channel;
        this.leg = leg(settings, channel);
        this.cashDesk = cashDesk;
        this.guardian = guardian;
        this.timers = timers;
        this.cashOutcomes = context.messageAdapter(CashDesk.Outcome.class, CashDone::new);
    }

    /** Vouchers are void in another epoch, so each epoch has books of its own. */
    private static PersistenceId persistenceId(ProxySettings settings, ChannelState channel) {
        return PersistenceId.ofUniqueId("client-account|%s|%s|%d"
                .formatted(
                        settings.self().key().hex(),
                        channel.identity().address(),
                        channel.epoch()));
    }

    private static Leg leg(ProxySettings settings, ChannelState channel) {
        return Leg.ofClient(settings.networkId(), channel.identity(), channel.epoch());
    }

    @Override
    public AccountState emptyState() {
        return AccountState.EMPTY;
    }

    @Override
    public CommandHandler<Command, AccountEvent, AccountState> commandHandler() {
        return (state, command) -> switch (command) {
            case Admit admit -> admit(state, admit);
            case Extend extend -> extend(state, extend);
            case Assign assign -> assign(state, assign);
            case Heard(var key, var progress) -> hear(state, key, progress);
            case Settle settle -> settle(state, settle);
            case Presented presented -> presented(state, presented);
            case WorkerPresented shown -> workerPresented(state, shown);
            case Absent _ -> reconcileAll(state);
            case Refreshed(var fresh) -> refresh(fresh);
            case Cash(var replyTo) -> cash(state, replyTo);
            case CashDone(var outcome) -> cashed(state, outcome);
            case Look(var replyTo) -> look(state, replyTo);
        };
    }

    @Override
    public EventHandler<AccountState, AccountEvent> eventHandler() {
        return AccountState::after;
    }

    /** What replay leaves open was running when this node died: both sides will be asked. */
    @Override
    public SignalHandler<AccountState> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), state -> {
                    reconciliation.await(state.ledger().open().keySet());
                    if (!state.ledger().open().isEmpty()) {
                        timers.startSingleTimer(new Absent(), settings.limits().absence());
                    }
                })
                .build();
    }

    private Effect<AccountEvent, AccountState> admit(AccountState state, Admit admit) {
        var attempt = admit.attempt();
        int bound = settings.limits().maxOpen();
        if (state.knows(attempt.key())) {
            return refuse(admit.carrier(), new Refusal.Replayed());
        }
        if (state.ledger().open().size() >= bound) {
            return refuse(admit.carrier(), new Refusal.TooManyRequests(bound));
        }
        var event = new Admitted(attempt, admit.voucher());
        return decide(state, attempt, event, admit.voucher(), admit.carrier());
    }

    private Effect<AccountEvent, AccountState> extend(AccountState state, Extend extend) {
        var open = state.current(heard).open().get(extend.key());
        if (open == null) {
            return Effect().none();
        }
        var wanted = open.buying(extend.upTo());
        boolean nothingNew = wanted.bought() == open.bought()
                && !extend.voucher().total().isMoreThan(state.ledger().signed());
        if (nothingNew) {
            return Effect().none();
        }
        var event = new Stepped(extend.key(), wanted.bought(), extend.voucher());
        return decide(state, wanted, event, extend.voucher(), extend.carrier());
    }

    /** The tests on the client leg, with {@code voucher} counted in; then {@code event}. */
    private Effect<AccountEvent, AccountState> decide(
            AccountState state,
            Attempt attempt,
            AccountEvent event,
            Voucher voucher,
            ActorRef<? super AccountReply.Verdict> carrier) {
        if (!leg.honours(voucher)) {
            return refuse(carrier, new Refusal.VoucherInvalid());
        }
        if (voucher.total().isMoreThan(channel.deposited())) {
            return refuse(carrier, new Refusal.BalanceTooLow(voucher.total(), channel.deposited()));
        }
        var ledger = state.current(heard).signing(voucher.total());
        return switch (ledger.admit(attempt, settings.terms(), channel.deposited())) {
            case Admission.Granted(var next, var granted) -> {
                var held = next.held(settings.terms());
                var verdict = new AccountReply.Granted(granted.bought(), held);
                yield Effect().persist(event).thenReply(carrier, _ -> verdict);
            }
            case Admission.Refused(var refusal) -> credited(state, voucher, carrier, refusal);
        };
    }

    private Effect<AccountEvent, AccountState> refuse(
            ActorRef<? super AccountReply.Verdict> carrier, Refusal refusal) {
        return Effect().reply(carrier, new AccountReply.Refused(refusal));
    }

    /** What was signed stays the client's credit, also when what it was signed for is refused. */
    private Effect<AccountEvent, AccountState> credited(
            AccountState state,
            Voucher voucher,
            ActorRef<? super AccountReply.Verdict> to,
            Refusal refusal) {
        return voucher.total().isMoreThan(state.ledger().signed())
                ? Effect()
                        .persist(new AccountEvent.Credited(voucher))
                        .thenReply(to, _ -> new AccountReply.Refused(refusal))
                : refuse(to, refusal);
    }

    private Effect<AccountEvent, AccountState> assign(AccountState state, Assign assign) {
        var reply = new AccountReply.Assigned(assign.key());
        return state.ledger().open().containsKey(assign.key())
                ? Effect()
                        .persist(new Assigned(assign.key(), assign.workerChannel()))
                        .thenReply(assign.replyTo(), _ -> reply)
                : Effect().reply(assign.replyTo(), reply);
    }

    private Effect<AccountEvent, AccountState> hear(
            AccountState state, RequestKey key, Attempt.Progress.Heard progress) {
        if (state.ledger().open().containsKey(key)) {
            heard.put(key, progress);
        }
        return Effect().none();
    }

    private Effect<AccountEvent, AccountState> settle(AccountState state, Settle settle) {
        var attempt = state.current(heard).open().get(settle.key());
        if (attempt == null) {
            var first = state.statementOf(settle.key());
            return first.isEmpty()
                    ? Effect().none()
                    : Effect()
                            .reply(
                                    settle.replyTo(),
                                    new AccountReply.Outcome(settle.key(), first.get()));
        }
        var event = state.settlement(
                attempt, settle.usage(), settle.coefficient(), channel.epoch(), settings);
        heard.remove(settle.key());
        return Effect()
                .persist(event)
                .thenRun(this::cashAboveThreshold)
                .thenReply(
                        settle.replyTo(),
                        _ -> new AccountReply.Outcome(settle.key(), event.statement()));
    }

    private Effect<AccountEvent, AccountState> presented(AccountState state, Presented shown) {
        reconciliation.clientSays(shown.open());
        var events = new ArrayList<AccountEvent>();
        for (var voucher : shown.vouchers()) {
            if (acceptable(voucher) && voucher.total().isMoreThan(state.ledger().signed())) {
                events.add(new AccountEvent.Credited(voucher));
            }
        }
        return reconcile(state, events, reconciliation.agreed());
    }

    private Effect<AccountEvent, AccountState> workerPresented(
            AccountState state, WorkerPresented shown) {
        var workers = state.workersOf(shown.key());
        if (!workers.isEmpty() && workers.getLast().equals(shown.workerChannel())) {
            reconciliation.workerSays(shown.key(), shown.word());
        }
        return reconcile(state, new ArrayList<>(), reconciliation.agreed());
    }

    private Effect<AccountEvent, AccountState> reconcileAll(AccountState state) {
        return reconcile(state, new ArrayList<>(), reconciliation.all());
    }

    private Effect<AccountEvent, AccountState> reconcile(
            AccountState state, List<AccountEvent> events, List<Reconciliation.Agreed> agreed) {
        var notices = new ArrayList<AccountReply.Reconciled>();
        var next = state;
        for (var event : events) {
            next = next.after(event);
        }
        for (var one : agreed) {
            var attempt = next.ledger().open().get(one.key());
            if (attempt == null) {
                continue;
            }
            var usage = one.usage(attempt);
            long coefficient = one.coefficient(attempt);
            var event = next.settlement(attempt, usage, coefficient, channel.epoch(), settings);
            notices.add(new AccountReply.Reconciled(
                    one.key(),
                    attempt.envHash(),
                    event.statement(),
                    next.workersOf(one.key()),
                    usage,
                    coefficient));
            events.add(event);
            next = next.after(event);
        }
        return Effect().persist(events).thenRun(() -> notices.forEach(guardian::tell));
    }

    private Effect<AccountEvent, AccountState> refresh(ChannelState fresh) {
        channel = fresh;
        leg = leg(settings, fresh);
        return Effect().none();
    }

    private Effect<AccountEvent, AccountState> cash(
            AccountState state, ActorRef<? super CashDesk.Outcome> replyTo) {
        if (state.uncashed().equals(Nanoton.ZERO)) {
            return Effect().reply(replyTo, new CashDesk.NothingToCash(leg.channel()));
        }
        waiting.add(replyTo);
        offer(state.vouchers().getFirst());
        return Effect().none();
    }

    private void cashAboveThreshold(AccountState state) {
        var threshold = settings.limits().cashThreshold();
        if (CashingRule.due(state.ledger().signed(), state.cashed(), offered, threshold)) {
            offer(state.vouchers().getFirst());
        }
    }

    private void offer(Voucher voucher) {
        offered = offered.max(voucher.total());
        cashDesk.tell(new CashDesk.Cash(voucher, cashOutcomes));
    }

    private Effect<AccountEvent, AccountState> cashed(
            AccountState state, CashDesk.Outcome outcome) {
        var told = List.copyOf(waiting);
        waiting.clear();
        return switch (outcome) {
            case CashDesk.Cashed(Address _, var total)
            when total.isMoreThan(state.cashed()) ->
                Effect()
                        .persist(new Cashed(total))
                        .thenRun(() -> told.forEach(one -> one.tell(outcome)));
            case CashDesk.Cashed _, CashDesk.Failed _, CashDesk.NothingToCash _ ->
                Effect().none().thenRun(() -> told.forEach(one -> one.tell(outcome)));
        };
    }

    private Effect<AccountEvent, AccountState> look(
            AccountState state, ActorRef<? super AccountReply.View> replyTo) {
        var credit = state.current(heard).credit(settings.terms());
        return Effect().reply(replyTo, new AccountReply.View(leg.channel(), state, credit));
    }

    /** Above the deposit it could never be cashed, and each try would cost us the fee. */
    private boolean acceptable(Voucher voucher) {
        return leg.honours(voucher) && !voucher.total().isMoreThan(channel.deposited());
    }
}
