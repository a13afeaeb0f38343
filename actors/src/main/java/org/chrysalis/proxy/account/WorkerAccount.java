package org.chrysalis.proxy.account;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.chrysalis.actor.Retention;
import org.chrysalis.payment.Books;
import org.chrysalis.payment.Leg;
import org.chrysalis.payment.WorkerLedger;
import org.chrysalis.payment.WorkerLedger.Assigning;
import org.chrysalis.proxy.account.WorkerAccountCommand.Claimed;
import org.chrysalis.proxy.account.WorkerAccountCommand.Exchange;
import org.chrysalis.proxy.account.WorkerAccountCommand.Known;
import org.chrysalis.proxy.account.WorkerAccountCommand.Pay;
import org.chrysalis.proxy.account.WorkerAccountCommand.Settle;
import org.chrysalis.proxy.account.WorkerAccountCommand.Unmatched;
import org.chrysalis.proxy.account.WorkerAccountReply.Booked;
import org.chrysalis.proxy.account.WorkerAccountReply.Declined;
import org.chrysalis.proxy.account.WorkerAccountReply.Notice;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.session.BooksExchange;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.watching.ChannelView;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One worker's channel at the proxy, which is its payer: says whether the channel can bear another
 * attempt, and signs a voucher with each grant and each settlement.
 */
public final class WorkerAccount
        extends EventSourcedBehavior<WorkerAccountCommand, WorkerAccountEvent, WorkerAccountState> {

    private final ActorRef<? super Notice> guardian;
    private final EndLookup lookup;
    private final Leg leg;
    private final WorkerSigner signer;
    private final WorkerRecovery recovery;
    private final Books books;
    private ChannelView view;

    /** Not durable: what grants paid for since. */
    private final Map<Bytes, Nanoton> completed = new TreeMap<>();

    private Nanoton signed = Nanoton.ZERO;

    static Behavior<WorkerAccountCommand> create(
            AccountPorts ports, ChannelView view, ActorRef<? super Notice> guardian) {
        return Behaviors.setup(context -> new WorkerAccount(ports, view, guardian, context));
    }

    private WorkerAccount(
            AccountPorts ports,
            ChannelView view,
            ActorRef<? super Notice> guardian,
            ActorContext<WorkerAccountCommand> context) {
        super(PersistenceId.ofUniqueId(Accounts.workerBooks(view.channel()).id()));
        var settings = ports.settings();
        this.lookup = new EndLookup(persistenceId().id(), ports.statements(), context);
        var channel = view.channel();
        this.leg = Leg.ofWorker(
                settings.networkId(), channel.identity(), channel.epoch(), view.payerKey());
        this.signer = new WorkerSigner(leg, ports.life(), settings.signingKey());
        this.recovery = new WorkerRecovery(
                leg,
                new BooksExchange(
                        persistenceId().id(),
                        () -> leg,
                        ports.statements(),
                        BooksExchange.Pipe.into(context, Exchange::new)),
                ports.life(),
                settings);
        this.view = view;
        this.books = Accounts.workerBooks(channel);
        this.guardian = guardian;
    }

    @Override
    public WorkerAccountState emptyState() {
        return WorkerAccountState.EMPTY;
    }

    @Override
    public CommandHandler<WorkerAccountCommand, WorkerAccountEvent, WorkerAccountState>
            commandHandler() {
        return (state, command) -> switch (command) {
            case WorkerAccountCommand.Take take -> take(state, take);
            case Pay pay -> pay(state, pay);
            case Settle settle -> settle(state, settle);
            case Known known -> known(state, known);
            case Exchange(var event) -> exchange(state, event);
            case Unmatched unmatched -> unmatched(state, unmatched);
            case Claimed claimed -> claimed(state, claimed);
            case WorkerAccountCommand.Postponed(var later) ->
                Effect().none().thenRun(() -> lookup.postpone(later));
            case WorkerAccountCommand.Orphaned(var envHash) ->
                Effect().none().thenRun(() -> recovery.orphaned(state, envHash)
                        .ifPresent(guardian::tell));
            case WorkerAccountCommand.Seen(var seen) -> Effect().none().thenRun(() -> view = seen);
            case WorkerAccountCommand.Look(var replyTo) ->
                Effect().reply(replyTo, new WorkerAccountReply.View(leg.channel(), state, signed));
            case WorkerAccountCommand.Rest _ ->
                state.isIdle() ? Effect().stop() : Effect().none();
        };
    }

    @Override
    public EventHandler<WorkerAccountState, WorkerAccountEvent> eventHandler() {
        return WorkerAccountState::after;
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return Retention.ofAccounts();
    }

    @Override
    public SignalHandler<WorkerAccountState> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), state -> {
                    guardian.tell(new WorkerAccountReply.Recovered(books));
                    recovery.recovered(state);
                    signed = state.ledger().signed();
                })
                .build();
    }

    private Effect<WorkerAccountEvent, WorkerAccountState> take(
            WorkerAccountState state, WorkerAccountCommand.Take take) {
        var envHash = take.envHash();
        if (state.ledger().open().containsKey(envHash) || state.decided().containsKey(envHash)) {
            return Effect().reply(take.replyTo(), new Declined(envHash, new Refusal.Replayed()));
        }
        if (!view.isOpenTo(leg.epoch(), leg.payerKey())) {
            var refusal = new Refusal.ChannelUnusable();
            return Effect().reply(take.replyTo(), new Declined(envHash, refusal));
        }
        var deposited = view.channel().deposited();
        var assigning = current(state).assign(envHash, take.key(), take.worst(), deposited);
        return switch (assigning) {
            case Assigning.Accepted _ ->
                Effect()
                        .persist(new WorkerAccountEvent.Taken(envHash, take.key(), take.worst()))
                        .thenReply(take.replyTo(), _ -> new WorkerAccountReply.Taken(envHash));
            case Assigning.Refused(var refusal) ->
                Effect().reply(take.replyTo(), new Declined(envHash, refusal));
        };
    }

    /**
     * Not journaled: the worker holds the voucher and presents it, and the client's account has
     * journaled what it pays for (PAYMENTS §4).
     */
    private Effect<WorkerAccountEvent, WorkerAccountState> pay(WorkerAccountState state, Pay pay) {
        if (!state.ledger().open().containsKey(pay.envHash())) {
            return Effect().none();
        }
        completed.merge(pay.envHash(), pay.completed(), Nanoton::max);
        signed = current(state).owed();
        return Effect()
                .reply(
                        pay.replyTo(),
                        new WorkerAccountReply.Signed(pay.envHash(), signer.voucher(signed)));
    }

    private Effect<WorkerAccountEvent, WorkerAccountState> settle(
            WorkerAccountState state, Settle settle) {
        var envHash = settle.envHash();
        if (state.decided().containsKey(envHash)) {
            guardian.tell(new Booked(leg.channel(), envHash));
            return Effect().none();
        }
        if (state.ledger().open().containsKey(envHash)) {
            return end(state, settle);
        }
        if (settle.amount().equals(Nanoton.ZERO) && recovery.isUnmatched(state, envHash)) {
            return unmatched(state, new Unmatched(envHash));
        }
        lookup.ask(envHash, settle, known -> new Known(settle, known));
        return Effect().none();
    }

    /** Ended before, or lost with the journal: then it is owed all the same. */
    private Effect<WorkerAccountEvent, WorkerAccountState> known(
            WorkerAccountState state, Known known) {
        var envHash = known.settle().envHash();
        if (known.statements().isEmpty()
                && !state.decided().containsKey(envHash)
                && !recovery.isConcluded(envHash)) {
            return end(state, known.settle());
        }
        guardian.tell(new Booked(leg.channel(), envHash));
        return Effect().none();
    }

    /** Signed at once, unless it is of a former life and the worker may hold our word on it. */
    private Effect<WorkerAccountEvent, WorkerAccountState> end(
            WorkerAccountState state, Settle settle) {
        var envHash = settle.envHash();
        boolean ofThisLife = state.ledger().open().containsKey(envHash) && !recovery.is(envHash);
        if (ofThisLife || recovery.isHeard()) {
            var event = signer.settled(
                    current(state), envHash, settle.usage(), settle.amount(), Nanoton.ZERO);
            return journal(state, List.of(event));
        }
        return journal(
                state,
                List.of(new WorkerAccountEvent.Decided(envHash, settle.usage(), settle.amount())));
    }

    private Effect<WorkerAccountEvent, WorkerAccountState> journal(
            WorkerAccountState state, List<WorkerAccountEvent> events) {
        events.forEach(event -> forget(state, event));
        return Effect().persist(events).thenRun(() -> events.forEach(this::tell));
    }

    /** What was kept of it besides the journal. */
    private void forget(WorkerAccountState state, WorkerAccountEvent event) {
        switch (event) {
            case WorkerAccountEvent.Settled(var envHash, var _, var voucher) -> {
                completed.remove(envHash);
                recovery.ended(state, envHash);
                signed = signed.max(voucher.total());
            }
            case WorkerAccountEvent.Decided(var envHash, var _, var _) ->
                recovery.ended(state, envHash);
            case WorkerAccountEvent.Adopted(var statement) ->
                recovery.ended(state, statement.subject().request());
            case WorkerAccountEvent.Raised(var voucher) -> signed = signed.max(voucher.total());
            case WorkerAccountEvent.Taken _, WorkerAccountEvent.Complete _ -> {}
        }
    }

    private void tell(WorkerAccountEvent event) {
        WorkerAccountReply.notices(leg.channel(), event).forEach(guardian::tell);
    }

    private Effect<WorkerAccountEvent, WorkerAccountState> exchange(
            WorkerAccountState state, BooksExchange.Event event) {
        return switch (recovery.hear(state, event)) {
            case BooksExchange.Nothing _ -> Effect().none();
            case BooksExchange.Adopt(var vouchers, var statements) -> {
                var adopted = recovery.adopt(state, signed, vouchers, statements);
                adopted.events().forEach(one -> forget(state, one));
                yield Effect().persist(adopted.events()).thenRun(() -> {
                    adopted.words().forEach(guardian::tell);
                    recovery.adopted();
                });
            }
            case BooksExchange.Conclude(var shown, var ended, var seq) -> {
                var signing = recovery.sign(state, current(state), signer, seq);
                var words = recovery.words(state, shown, ended);
                signing.forEach(one -> forget(state, one));
                yield Effect().persist(signing).thenRun(() -> {
                    recovery.heard(current(state).advance());
                    signing.forEach(this::tell);
                    words.forEach(guardian::tell);
                });
            }
        };
    }

    /** A second session may have claimed what ran in the first, and has ended since. */
    private Effect<WorkerAccountEvent, WorkerAccountState> unmatched(
            WorkerAccountState state, Unmatched unmatched) {
        var envHash = unmatched.envHash();
        if (recovery.isUnmatched(state, envHash)) {
            lookup.ask(envHash, unmatched, known -> new Claimed(envHash, known));
        }
        return Effect().none();
    }

    private Effect<WorkerAccountEvent, WorkerAccountState> claimed(
            WorkerAccountState state, Claimed claimed) {
        var envHash = claimed.envHash();
        if (claimed.statements().isEmpty()) {
            return journal(state, recovery.unmatched(state, current(state), signer, envHash));
        }
        recovery.ended(state, envHash);
        guardian.tell(new Booked(leg.channel(), envHash));
        return Effect().none();
    }

    private WorkerLedger current(WorkerAccountState state) {
        return state.current(completed, signed);
    }
}
