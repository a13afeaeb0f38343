package org.chrysalis.proxy;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.chrysalis.actor.Retention;
import org.chrysalis.cashing.CashDesk;
import org.chrysalis.cashing.Cashing;
import org.chrysalis.contract.ChannelState;
import org.chrysalis.payment.Attempt;
import org.chrysalis.proxy.AccountCommand.Absent;
import org.chrysalis.proxy.AccountCommand.Admit;
import org.chrysalis.proxy.AccountCommand.Assign;
import org.chrysalis.proxy.AccountCommand.Cash;
import org.chrysalis.proxy.AccountCommand.CashDone;
import org.chrysalis.proxy.AccountCommand.Extend;
import org.chrysalis.proxy.AccountCommand.Heard;
import org.chrysalis.proxy.AccountCommand.Look;
import org.chrysalis.proxy.AccountCommand.Presented;
import org.chrysalis.proxy.AccountCommand.Refreshed;
import org.chrysalis.proxy.AccountCommand.Settle;
import org.chrysalis.proxy.AccountCommand.WorkerPresented;
import org.chrysalis.proxy.AccountEvent.Admitted;
import org.chrysalis.proxy.AccountEvent.Assigned;
import org.chrysalis.proxy.AccountEvent.Stepped;
import org.chrysalis.proxy.ClientLeg.Decision;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.RequestKey;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One client's channel at the proxy: admits attempts, extends them, settles each once, and signs
 * what they came to. Durable facts are in {@link AccountState}; what an attempt's header told, and
 * what sides said of attempts of a former life, is kept here and dies with a crash by design.
 */
final class ClientAccount extends EventSourcedBehavior<AccountCommand, AccountEvent, AccountState> {

    private final ProxySettings settings;
    private final TimerScheduler<AccountCommand> timers;
    private final ActorRef<? super AccountReply> guardian;
    private final Cashing cashing;
    private final Map<RequestKey, Attempt.Progress.Heard> heard = new TreeMap<>();
    private final Reconciliation reconciliation = new Reconciliation();
    private ClientLeg leg;

    static Behavior<AccountCommand> create(
            ProxySettings settings,
            ChannelState channel,
            ActorRef<CashDesk.Command> cashDesk,
            ActorRef<? super AccountReply> guardian) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers ->
                new ClientAccount(settings, channel, cashDesk, guardian, context, timers)));
    }

    private ClientAccount(
            ProxySettings settings,
            ChannelState channel,
            ActorRef<CashDesk.Command> cashDesk,
            ActorRef<? super AccountReply> guardian,
            ActorContext<AccountCommand> context,
            TimerScheduler<AccountCommand> timers) {
        super(Accounts.books("client-account", settings, channel));
        this.settings = settings;
        this.leg = ClientLeg.of(settings, channel);
        this.guardian = guardian;
        this.timers = timers;
        this.cashing = new Cashing(
                cashDesk,
                context.messageAdapter(CashDesk.Outcome.class, CashDone::new),
                settings.limits().cashThreshold());
    }

    @Override
    public AccountState emptyState() {
        return AccountState.EMPTY;
    }

    @Override
    public CommandHandler<AccountCommand, AccountEvent, AccountState> commandHandler() {
        return (state, command) -> switch (command) {
            case Admit admit -> admit(state, admit);
            case Extend extend -> extend(state, extend);
            case Assign assign -> assign(state, assign);
            case Heard(var key, var progress) -> hear(state, key, progress);
            case Settle settle -> settle(state, settle);
            case Presented presented -> presented(state, presented);
            case WorkerPresented shown -> workerPresented(state, shown);
            case Absent _ -> reconcile(state, List.of(), reconciliation.all());
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

    @Override
    public RetentionCriteria retentionCriteria() {
        return Retention.ofAccounts();
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

    private Effect<AccountEvent, AccountState> decide(
            AccountState state,
            Attempt attempt,
            AccountEvent event,
            Voucher voucher,
            ActorRef<? super AccountReply.Verdict> carrier) {
        return switch (leg.decide(state.current(heard), attempt, voucher, event)) {
            case Decision.Granted(var bought, var verdict) ->
                Effect().persist(bought).thenReply(carrier, _ -> verdict);
            case Decision.Refused(var refusal, var credits) ->
                Effect()
                        .persist(credits)
                        .thenReply(carrier, _ -> new AccountReply.Refused(refusal));
        };
    }

    private Effect<AccountEvent, AccountState> refuse(
            ActorRef<? super AccountReply.Verdict> carrier, Refusal refusal) {
        return Effect().reply(carrier, new AccountReply.Refused(refusal));
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
                attempt, settle.usage(), settle.coefficient(), leg.epoch(), settings);
        heard.remove(settle.key());
        return Effect()
                .persist(event)
                .thenRun(this::cashIfDue)
                .thenReply(
                        settle.replyTo(),
                        _ -> new AccountReply.Outcome(settle.key(), event.statement()));
    }

    private Effect<AccountEvent, AccountState> presented(AccountState state, Presented shown) {
        reconciliation.clientSays(shown.open());
        var credits = new ArrayList<AccountEvent>();
        for (var voucher : shown.vouchers()) {
            if (leg.accepts(voucher)
                    && voucher.total().isMoreThan(state.ledger().signed())) {
                credits.add(new AccountEvent.Credited(voucher));
            }
        }
        return reconcile(state, credits, reconciliation.agreed());
    }

    private Effect<AccountEvent, AccountState> workerPresented(
            AccountState state, WorkerPresented shown) {
        if (!state.isOpenAt(shown.key(), shown.workerChannel())) {
            guardian.tell(Reconciliation.due(state, shown, settings.terms()));
        } else if (state.wasLastAt(shown.key(), shown.workerChannel())) {
            reconciliation.workerSays(shown.key(), shown.word());
        }
        return reconcile(state, List.of(), reconciliation.agreed());
    }

    private Effect<AccountEvent, AccountState> reconcile(
            AccountState state, List<AccountEvent> credits, List<Reconciliation.Agreed> agreed) {
        var credited = state;
        for (var credit : credits) {
            credited = credited.after(credit);
        }
        var books = Reconciliation.settle(credited, agreed, leg.epoch(), settings);
        var events = new ArrayList<>(credits);
        events.addAll(books.events());
        return Effect().persist(events).thenRun(() -> books.notices().forEach(guardian::tell));
    }

    private Effect<AccountEvent, AccountState> refresh(ChannelState fresh) {
        leg = ClientLeg.of(settings, fresh);
        return Effect().none();
    }

    private Effect<AccountEvent, AccountState> cash(
            AccountState state, ActorRef<? super CashDesk.Outcome> replyTo) {
        if (state.uncashed().equals(Nanoton.ZERO)) {
            return Effect().reply(replyTo, new CashDesk.NothingToCash(leg.address()));
        }
        cashing.cash(state.vouchers().getFirst(), replyTo);
        return Effect().none();
    }

    private void cashIfDue(AccountState state) {
        cashing.cashIfDue(state.vouchers(), state.ledger().signed(), state.cashed());
    }

    private Effect<AccountEvent, AccountState> cashed(
            AccountState state, CashDesk.Outcome outcome) {
        var answer = cashing.answer(outcome);
        return switch (outcome) {
            case CashDesk.Cashed(Address _, var total)
            when total.isMoreThan(state.cashed()) ->
                Effect().persist(new AccountEvent.Cashed(total)).thenRun(answer::run);
            case CashDesk.Cashed _, CashDesk.Failed _, CashDesk.NothingToCash _ ->
                Effect().none().thenRun(answer::run);
        };
    }

    private Effect<AccountEvent, AccountState> look(
            AccountState state, ActorRef<? super AccountReply.View> replyTo) {
        var credit = state.current(heard).credit(settings.terms());
        return Effect().reply(replyTo, new AccountReply.View(leg.address(), state, credit));
    }
}
