package org.chrysalis.proxy.account;

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
import org.chrysalis.payment.Attempt;
import org.chrysalis.payment.Onward;
import org.chrysalis.proxy.account.ClientAccountCommand.Abandoned;
import org.chrysalis.proxy.account.ClientAccountCommand.Absent;
import org.chrysalis.proxy.account.ClientAccountCommand.Admit;
import org.chrysalis.proxy.account.ClientAccountCommand.Agree;
import org.chrysalis.proxy.account.ClientAccountCommand.Assign;
import org.chrysalis.proxy.account.ClientAccountCommand.Cash;
import org.chrysalis.proxy.account.ClientAccountCommand.CashDone;
import org.chrysalis.proxy.account.ClientAccountCommand.Daily;
import org.chrysalis.proxy.account.ClientAccountCommand.Exchange;
import org.chrysalis.proxy.account.ClientAccountCommand.Extend;
import org.chrysalis.proxy.account.ClientAccountCommand.Heard;
import org.chrysalis.proxy.account.ClientAccountCommand.LastCall;
import org.chrysalis.proxy.account.ClientAccountCommand.Look;
import org.chrysalis.proxy.account.ClientAccountCommand.PaidOnward;
import org.chrysalis.proxy.account.ClientAccountCommand.Rest;
import org.chrysalis.proxy.account.ClientAccountCommand.Seen;
import org.chrysalis.proxy.account.ClientAccountCommand.Settle;
import org.chrysalis.proxy.account.ClientAccountCommand.WorkerSays;
import org.chrysalis.proxy.account.ClientAccountEvent.Admitted;
import org.chrysalis.proxy.account.ClientAccountEvent.Assigned;
import org.chrysalis.proxy.account.ClientAccountEvent.Stepped;
import org.chrysalis.proxy.account.Funding.Decision;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Voucher;
import org.chrysalis.watching.ChannelView;
import org.chrysalis.wire.RequestKey;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One client's channel at the proxy: admits attempts, extends them, settles each once, and signs
 * what they came to. Durable facts are in {@link ClientAccountState}; what an attempt's header
 * told, and what sides say of attempts of a former life, is kept here and dies with it by design.
 */
final class ClientAccount
        extends EventSourcedBehavior<ClientAccountCommand, ClientAccountEvent, ClientAccountState> {

    private final AccountPorts ports;
    private final ClientSigner signer;
    private final ClientRecovery recovery;
    private final ClientCashing cashing;
    private final ClientAgreements agreements;
    private final Map<RequestKey, Attempt.Progress.Heard> heard = new TreeMap<>();
    private Funding funding;

    static Behavior<ClientAccountCommand> create(
            AccountPorts ports,
            ChannelView view,
            long epoch,
            ActorRef<? super ClientAccountReply.Notice> guardian) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new ClientAccount(ports, view, epoch, guardian, context, timers)));
    }

    private ClientAccount(
            AccountPorts ports,
            ChannelView view,
            long epoch,
            ActorRef<? super ClientAccountReply.Notice> guardian,
            ActorContext<ClientAccountCommand> context,
            TimerScheduler<ClientAccountCommand> timers) {
        super(PersistenceId.ofUniqueId(Accounts.clientBooks(view, epoch).id()));
        var settings = ports.settings();
        this.ports = ports;
        this.funding = Funding.of(settings, view, epoch);
        this.signer = new ClientSigner(funding.leg(), ports.life(), settings.signingKey());
        this.recovery = new ClientRecovery(
                ports,
                Accounts.clientBooks(view, epoch),
                signer,
                () -> funding,
                guardian,
                context,
                timers,
                Effect());
        this.cashing = new ClientCashing(ports, () -> funding, context, timers, Effect());
        this.agreements = new ClientAgreements(
                ports, () -> funding, recovery::isOver, guardian, context, Effect());
    }

    @Override
    public ClientAccountState emptyState() {
        return ClientAccountState.EMPTY;
    }

    @Override
    public CommandHandler<ClientAccountCommand, ClientAccountEvent, ClientAccountState>
            commandHandler() {
        return (state, command) -> switch (command) {
            case Admit admit -> admit(state, admit);
            case Extend extend -> extend(state, extend);
            case Assign assign -> assign(state, assign);
            case Heard(var key, var progress) -> hear(state, key, progress);
            case Settle settle -> settle(state, settle);
            case Abandoned(var key) -> abandoned(state, key);
            case Exchange(var event) -> recovery.exchange(state, event);
            case PaidOnward(var key, var worker) -> paidOnward(state, key, worker);
            case WorkerSays says -> recovery.workerSays(state, says);
            case Absent(var key) -> recovery.absent(state, key);
            case Seen(var view) -> seen(state, view);
            case Cash(var replyTo) -> cashing.order(state, replyTo);
            case CashDone(var outcome)
            when ClientAgreements.concerns(outcome) -> agreements.done(state, outcome);
            case CashDone(var outcome) -> cashing.done(state, outcome);
            case Agree agree -> agreements.agree(state, agree);
            case Daily _ -> Effect().none().thenRun(cashing::daily);
            case LastCall _ -> Effect().none().thenRun(cashing::lastCall);
            case Look(var replyTo) -> look(state, replyTo);
            case Rest _ -> rest(state);
        };
    }

    @Override
    public EventHandler<ClientAccountState, ClientAccountEvent> eventHandler() {
        return ClientAccountState::after;
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return Retention.ofAccounts();
    }

    @Override
    public SignalHandler<ClientAccountState> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), this::recovered)
                .build();
    }

    private void recovered(ClientAccountState state) {
        recovery.recovered(state);
        agreements.recovered(state);
    }

    private Effect<ClientAccountEvent, ClientAccountState> admit(
            ClientAccountState state, Admit admit) {
        var attempt = admit.attempt();
        int bound = ports.settings().limits().maxOpen();
        if (state.knows(attempt.key())) {
            return refuse(admit.carrier(), new Refusal.Replayed());
        }
        if (state.ledger().open().size() >= bound) {
            return refuse(admit.carrier(), new Refusal.TooManyRequests(bound));
        }
        long now = ports.clock().instant().getEpochSecond();
        var ending = funding.under(state.promise()).refusesAny(now, admit.deadline());
        if (ending.isPresent()) {
            return refuse(admit.carrier(), ending.get());
        }
        var event = new Admitted(attempt, admit.voucher());
        return decide(state, attempt, admit.voucher(), event, Onward.NONE, admit.carrier());
    }

    private Effect<ClientAccountEvent, ClientAccountState> extend(
            ClientAccountState state, Extend extend) {
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
        var event = new Stepped(extend.key(), wanted.bought(), extend.voucher(), extend.onward());
        return decide(state, wanted, extend.voucher(), event, extend.onward(), extend.carrier());
    }

    private Effect<ClientAccountEvent, ClientAccountState> decide(
            ClientAccountState state,
            Attempt attempt,
            Voucher voucher,
            ClientAccountEvent event,
            Onward onward,
            ActorRef<? super ClientAccountReply.Verdict> carrier) {
        var decision = funding.under(state.promise())
                .decide(state.current(heard), attempt, voucher, event, onward);
        return switch (decision) {
            case Decision.Granted(var bought, var verdict) ->
                Effect().persist(bought).thenReply(carrier, _ -> verdict);
            case Decision.Refused(var refusal, var credits) ->
                Effect()
                        .persist(credits)
                        .thenReply(carrier, _ -> new ClientAccountReply.Refused(refusal));
        };
    }

    private Effect<ClientAccountEvent, ClientAccountState> refuse(
            ActorRef<? super ClientAccountReply.Verdict> carrier, Refusal refusal) {
        return Effect().reply(carrier, new ClientAccountReply.Refused(refusal));
    }

    private Effect<ClientAccountEvent, ClientAccountState> assign(
            ClientAccountState state, Assign assign) {
        var reply = new ClientAccountReply.Assigned(assign.key());
        return state.ledger().open().containsKey(assign.key())
                ? Effect()
                        .persist(new Assigned(assign.key(), assign.workerChannel()))
                        .thenReply(assign.replyTo(), _ -> reply)
                : Effect().reply(assign.replyTo(), reply);
    }

    private Effect<ClientAccountEvent, ClientAccountState> hear(
            ClientAccountState state, RequestKey key, Attempt.Progress.Heard progress) {
        if (state.ledger().open().containsKey(key)) {
            heard.put(key, progress);
        }
        return Effect().none();
    }

    private Effect<ClientAccountEvent, ClientAccountState> settle(
            ClientAccountState state, Settle settle) {
        var key = settle.key();
        var attempt = state.current(heard).open().get(key);
        if (attempt == null) {
            return Effect().reply(settle.replyTo(), new ClientAccountReply.NotOpen(key));
        }
        var event = signer.settled(state, attempt, settle.usage(), settle.coefficient());
        heard.remove(key);
        return Effect()
                .persist(event)
                .thenRun(cashing::earned)
                .thenRun(() -> recovery.tellOwing(event))
                .thenReply(
                        settle.replyTo(),
                        _ -> new ClientAccountReply.Outcome(key, event.statement()));
    }

    /** Its actor crashed twice: what was paid on is known, and nothing besides. */
    private Effect<ClientAccountEvent, ClientAccountState> abandoned(
            ClientAccountState state, RequestKey key) {
        var attempt = state.ledger().open().get(key);
        if (attempt == null || recovery.contains(key)) {
            return Effect().none();
        }
        var onward = state.handlingOf(key).onward();
        heard.remove(key);
        return recovery.reconcile(
                List.of(signer.settled(state, attempt, onward.completion(), onward.coefficient())));
    }

    private Effect<ClientAccountEvent, ClientAccountState> paidOnward(
            ClientAccountState state, RequestKey key, Address worker) {
        var owed = state.debts().get(key);
        boolean known = owed != null
                && owed.debts().stream().anyMatch(debt -> debt.worker().equals(worker));
        return known
                ? Effect().persist(new ClientAccountEvent.PaidOnward(key, worker))
                : Effect().none();
    }

    private Effect<ClientAccountEvent, ClientAccountState> seen(
            ClientAccountState state, ChannelView view) {
        var before = funding.view();
        funding = funding.at(view);
        return cashing.seen(state, before, view);
    }

    private Effect<ClientAccountEvent, ClientAccountState> rest(ClientAccountState state) {
        boolean idle = state.ledger().open().isEmpty()
                && state.decided().isEmpty()
                && state.debts().isEmpty()
                && recovery.isOver()
                && !agreements.isBound()
                && !state.promise().binds(funding.view())
                && !cashing.isWorthWaiting(state);
        return idle ? Effect().stop() : Effect().none();
    }

    private Effect<ClientAccountEvent, ClientAccountState> look(
            ClientAccountState state, ActorRef<? super ClientAccountReply.View> replyTo) {
        var credit = state.current(heard).credit();
        return Effect()
                .reply(replyTo, new ClientAccountReply.View(funding.address(), state, credit));
    }
}
