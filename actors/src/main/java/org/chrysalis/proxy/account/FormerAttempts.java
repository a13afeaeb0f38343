package org.chrysalis.proxy.account;

import org.chrysalis.money.Terms;
import org.chrysalis.payment.Attempt;
import org.chrysalis.payment.Onward;
import org.chrysalis.proxy.recovery.Decision;
import org.chrysalis.proxy.recovery.Recovery;
import org.chrysalis.proxy.recovery.Word;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Statement;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.RequestKey;
import org.chrysalis.wire.Wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The attempts of one client's account that a former life left, or that the journal lost: what is
 * heard of them, and the events that end them. Nothing is signed for the client before its books
 * were heard in this life.
 */
final class FormerAttempts {

    private final Recovery recovery = new Recovery();
    private final Supplier<Funding> funding;
    private final ClientSigner signer;
    private final Terms terms;
    private final int maxLost;
    private final Consumer<RequestKey> begun;
    private boolean heard;

    /**
     * @param terms for what the journal lost, whose own are lost as well
     * @param maxLost entries of a client that the journal does not know, at once
     * @param begun told of each attempt of which one side has spoken first
     */
    FormerAttempts(
            Supplier<Funding> funding,
            ClientSigner signer,
            Terms terms,
            int maxLost,
            Consumer<RequestKey> begun) {
        this.funding = funding;
        this.signer = signer;
        this.terms = terms;
        this.maxLost = maxLost;
        this.begun = begun;
    }

    /** What replay leaves open was running when this node died: both sides will be asked. */
    void recovered(ClientAccountState state) {
        for (var attempt : state.ledger().open().values()) {
            var handling = state.handlingOf(attempt.key());
            recovery.await(
                    attempt.key(),
                    attempt.envHash(),
                    handling.workers(),
                    !handling.onward().equals(Onward.NONE));
        }
    }

    boolean contains(RequestKey key) {
        return recovery.contains(key);
    }

    boolean isOver() {
        return recovery.isOver();
    }

    /** What the client holds under its signature and ours, and this journal had lost. */
    List<ClientAccountEvent> adopt(
            ClientAccountState state, List<Voucher> vouchers, List<Statement> statements) {
        var events = new ArrayList<ClientAccountEvent>();
        var next = state;
        for (var voucher : vouchers) {
            if (funding.get().under(state.promise()).accepts(voucher)
                    && voucher.total().isMoreThan(next.ledger().signed())) {
                events.add(new ClientAccountEvent.Credited(voucher));
                next = next.after(events.getLast());
            }
        }
        for (var statement : statements) {
            var adopted = next.ledger().series().has(statement)
                    ? Optional.<ClientAccountEvent>empty()
                    : adopt(next, statement);
            if (adopted.isPresent()) {
                events.add(adopted.get());
                next = next.after(adopted.get());
            }
        }
        return events;
    }

    private Optional<ClientAccountEvent> adopt(ClientAccountState state, Statement statement) {
        var subject = statement.subject().request();
        var unstated = state.unstated(subject);
        if (unstated.isEmpty()) {
            return Optional.of(recovery.lost(subject)
                    .flatMap(key -> ending(key, statement, terms))
                    .orElseGet(() -> new ClientAccountEvent.Restored(statement)));
        }
        var key = unstated.get();
        var attempt = state.ledger().open().get(key);
        if (attempt == null) {
            var envHash = state.decided().get(key).envHash();
            return Optional.of(new ClientAccountEvent.Adopted(key, envHash, statement, List.of()));
        }
        // What runs in this life is settled by its own Dispatch.
        return ending(key, statement, attempt.terms());
    }

    private Optional<ClientAccountEvent> ending(RequestKey key, Statement statement, Terms then) {
        return recovery.ended(key).map(ended -> {
            var owed = ClientSigner.debts(statement, then, workers(ended), payee(ended));
            return new ClientAccountEvent.Adopted(key, ended.envHash(), statement, owed);
        });
    }

    /**
     * The client's books are heard.
     *
     * @param ended its open attempts that have a statement here
     * @param unknown filled with what only the client knows
     */
    List<ClientAccountEvent> conclude(
            ClientAccountState state,
            Wire.Shown shown,
            List<Bytes> ended,
            List<Wire.OpenAttempt> unknown) {
        heard = true;
        for (var one : shown.open()) {
            boolean ours = one.keys().size() == 1
                    && one.keys().getFirst().channel().equals(funding.get().address());
            if (ours
                    && unknown.size() < maxLost
                    && !ended.contains(one.subject())
                    && !state.knows(one.keys().getFirst())) {
                recovery.lost(one);
                begun.accept(one.keys().getFirst());
                unknown.add(one);
            }
        }
        recovery.clientSays(shown.open()).forEach(begun);
        return ending(state, new ArrayList<>());
    }

    /** A worker speaks of one of them; {@code Owing} frees it of any other. */
    List<ClientAccountEvent> workerSays(
            ClientAccountState state, RequestKey key, Address worker, Word word) {
        if (recovery.workerSays(key, worker, word)) {
            begun.accept(key);
        }
        return ending(state, new ArrayList<>());
    }

    /** The time for the missing side is up. */
    List<ClientAccountEvent> absent(ClientAccountState state, RequestKey key) {
        var events = new ArrayList<ClientAccountEvent>();
        recovery.overdue(key).ifPresent(one -> decide(state, key, one).ifPresent(events::add));
        return ending(state, events);
    }

    /** All that can be decided by now, and signed. */
    private List<ClientAccountEvent> ending(
            ClientAccountState state, List<ClientAccountEvent> events) {
        var next = state;
        for (var event : events) {
            next = next.after(event);
        }
        for (var entry : recovery.agreed().entrySet()) {
            var decided = decide(next, entry.getKey(), entry.getValue());
            if (decided.isPresent()) {
                events.add(decided.get());
                next = next.after(decided.get());
            }
        }
        if (heard) {
            for (var key : next.decided().keySet()) {
                events.add(signer.signed(next, key));
                next = next.after(events.getLast());
            }
        }
        return events;
    }

    private Optional<ClientAccountEvent> decide(
            ClientAccountState state, RequestKey key, Recovery.Case one) {
        var attempt = state.ledger().open().get(key);
        if (attempt != null) {
            return Optional.of(decide(state, attempt, one));
        }
        if (!one.lost() || state.knows(key)) {
            return Optional.empty();
        }
        var decision = Decision.ofLost(terms, one.client(), one.worker());
        return Optional.of(
                signer.lost(state, key, one.envHash(), decision, terms, workers(one), payee(one)));
    }

    private ClientAccountEvent decide(
            ClientAccountState state, Attempt attempt, Recovery.Case one) {
        var payee = payee(one);
        var floor = state.handlingOf(attempt.key()).onward();
        var decision = payee.isEmpty()
                ? Decision.nothing()
                : Decision.of(attempt, floor, one.client(), one.worker());
        return signer.decided(state, attempt, decision, workers(one), payee);
    }

    private static List<Address> payee(Recovery.Case one) {
        return one.payee().stream().toList();
    }

    private static SortedSet<Address> workers(Recovery.Case one) {
        var all = new TreeSet<>(one.assigned());
        all.addAll(one.workers().keySet());
        return all;
    }
}
