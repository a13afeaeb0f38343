package org.chrysalis.proxy.account;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EffectFactories;
import org.chrysalis.payment.Books;
import org.chrysalis.payment.Debt;
import org.chrysalis.proxy.account.ClientAccountCommand.Absent;
import org.chrysalis.proxy.account.ClientAccountCommand.Exchange;
import org.chrysalis.proxy.account.ClientAccountCommand.WorkerSays;
import org.chrysalis.session.BooksExchange;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The part of a {@link ClientAccount} that hears of former lives: it exchanges books with the
 * client, hears workers, journals what {@link FormerAttempts} decides, and tells whom it concerns.
 */
final class ClientRecovery {

    private final AccountPorts ports;
    private final Books books;
    private final Supplier<Funding> funding;
    private final ActorRef<ClientAccountCommand> self;
    private final ActorRef<? super ClientAccountReply.Notice> guardian;
    private final EffectFactories<ClientAccountEvent, ClientAccountState> effects;
    private final FormerAttempts former;
    private final BooksExchange exchange;

    ClientRecovery(
            AccountPorts ports,
            Books books,
            ClientSigner signer,
            Supplier<Funding> funding,
            ActorRef<? super ClientAccountReply.Notice> guardian,
            ActorContext<ClientAccountCommand> context,
            TimerScheduler<ClientAccountCommand> timers,
            EffectFactories<ClientAccountEvent, ClientAccountState> effects) {
        var limits = ports.settings().limits();
        this.ports = ports;
        this.books = books;
        this.funding = funding;
        this.self = context.getSelf();
        this.guardian = guardian;
        this.effects = effects;
        this.former = new FormerAttempts(
                funding,
                signer,
                ports.settings().terms(),
                limits.maxOpen(),
                key -> timers.startSingleTimer(key, new Absent(key), limits.absence()));
        this.exchange = new BooksExchange(
                books.id(),
                () -> funding.get().leg(),
                ports.statements(),
                BooksExchange.Pipe.into(context, Exchange::new));
    }

    void recovered(ClientAccountState state) {
        guardian.tell(new ClientAccountReply.Recovered(books));
        former.recovered(state);
        state.ledger()
                .open()
                .forEach((key, attempt) -> guardian.tell(
                        new ClientAccountReply.Unsettled(key, attempt.envHash(), self)));
        state.debts()
                .forEach((key, owed) -> guardian.tell(
                        new ClientAccountReply.Owing(key, owed.envHash(), owed.debts(), self)));
    }

    boolean contains(RequestKey key) {
        return former.contains(key);
    }

    boolean isOver() {
        return former.isOver();
    }

    Effect<ClientAccountEvent, ClientAccountState> exchange(
            ClientAccountState state, BooksExchange.Event event) {
        return switch (exchange.hear(event, () -> shown(state))) {
            case BooksExchange.Nothing _ -> effects.none();
            case BooksExchange.Adopt(var vouchers, var statements) -> {
                var events = former.adopt(state, vouchers, statements);
                yield effects.persist(events).thenRun(() -> {
                    events.forEach(this::tellOwing);
                    exchange.adopted();
                });
            }
            case BooksExchange.Conclude(var shown, var ended, var seq) -> {
                var unknown = new ArrayList<Wire.OpenAttempt>();
                var events = former.conclude(state, heeded(state, shown), ended, unknown);
                var series = state.ledger().series();
                if (!series.upTo(seq).equals(series)) {
                    events.add(new ClientAccountEvent.Complete(seq));
                }
                yield effects.persist(events).thenRun(() -> {
                    unknown.forEach(one -> guardian.tell(new ClientAccountReply.Unsettled(
                            one.keys().getFirst(), one.envHash(), self)));
                    exchange.heard();
                    events.forEach(this::tell);
                });
            }
        };
    }

    /** Both sides have said that nothing is open: what is shown now is not charged any more. */
    private Wire.Shown heeded(ClientAccountState state, Wire.Shown shown) {
        return state.promise().refusesRequests(funding.get().view()).isEmpty()
                ? shown
                : new Wire.Shown(shown.life(), shown.vouchers(), List.of(), shown.seq());
    }

    private Wire.Shown shown(ClientAccountState state) {
        return new Wire.Shown(
                ports.life(),
                state.vouchers().highest(),
                state.openAttempts(),
                state.ledger().series().top());
    }

    Effect<ClientAccountEvent, ClientAccountState> workerSays(
            ClientAccountState state, WorkerSays says) {
        var key = says.key();
        if (former.contains(key)) {
            return reconcile(former.workerSays(state, key, says.workerChannel(), says.word()));
        }
        if (!state.ledger().open().containsKey(key)) {
            guardian.tell(due(state, says));
        }
        return effects.none();
    }

    /** For an attempt that has ended here: what is still owed, else the worker is let go. */
    private ClientAccountReply.Owing due(ClientAccountState state, WorkerSays says) {
        var owed = state.debts().get(says.key());
        var debt = owed == null
                ? Optional.<Debt>empty()
                : owed.debts().stream()
                        .filter(one -> one.worker().equals(says.workerChannel()))
                        .findFirst();
        return new ClientAccountReply.Owing(
                says.key(),
                says.envHash(),
                List.of(debt.orElseGet(() -> Debt.release(says.workerChannel()))),
                self);
    }

    Effect<ClientAccountEvent, ClientAccountState> absent(
            ClientAccountState state, RequestKey key) {
        return reconcile(former.absent(state, key));
    }

    /** Journals what ends attempts that no Dispatch carries, and tells whom it concerns. */
    Effect<ClientAccountEvent, ClientAccountState> reconcile(
            List<? extends ClientAccountEvent> events) {
        return effects.persist(List.<ClientAccountEvent>copyOf(events))
                .thenRun(() -> events.forEach(this::tell));
    }

    private void tell(ClientAccountEvent event) {
        if (event instanceof ClientAccountEvent.Settled settled) {
            guardian.tell(new ClientAccountReply.Reconciled(settled.key(), settled.statement()));
        }
        tellOwing(event);
    }

    /** To the guardian, which knows the workers' accounts. */
    void tellOwing(ClientAccountEvent event) {
        switch (event) {
            case ClientAccountEvent.Settled(var key, var envHash, var _, var debts) ->
                owing(key, envHash, debts);
            case ClientAccountEvent.Decided end -> owing(end.key(), end.envHash(), end.debts());
            case ClientAccountEvent.Adopted end -> owing(end.key(), end.envHash(), end.debts());
            case ClientAccountEvent.Restored _,
                    ClientAccountEvent.Admitted _,
                    ClientAccountEvent.Assigned _,
                    ClientAccountEvent.Stepped _,
                    ClientAccountEvent.Credited _,
                    ClientAccountEvent.PaidOnward _,
                    ClientAccountEvent.Complete _,
                    ClientAccountEvent.Parting _,
                    ClientAccountEvent.Withdrawing _,
                    ClientAccountEvent.Rekeyed _,
                    ClientAccountEvent.Cashed _ -> {}
        }
    }

    private void owing(RequestKey key, Bytes envHash, List<Debt> debts) {
        guardian.tell(new ClientAccountReply.Owing(key, envHash, debts, self));
    }
}
