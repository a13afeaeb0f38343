package org.chrysalis.simulator.oracle;

import org.chrysalis.money.Usage;
import org.chrysalis.payment.BearsStatement;
import org.chrysalis.payment.Debt;
import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.simulator.oracle.Cast.Party;
import org.chrysalis.simulator.oracle.Requests.Request;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.wire.Wire;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Looks at each amount that a journal gets: S5, it was bought; S13, it is the price of what was
 * used; and who is paid had the attempt.
 */
final class Charges implements Journaled.Listener {

    private final Rules rules;
    private final Requests requests;
    private final Work work;
    private final Verdicts verdicts;

    Charges(Rules rules, Requests requests, Work work, Verdicts verdicts) {
        this.rules = rules;
        this.requests = requests;
        this.work = work;
        this.verdicts = verdicts;
    }

    @Override
    public void hear(Journaled one) {
        if (one instanceof Journaled.Fact fact) {
            rules.cast().of(fact.books().channel()).ifPresent(party -> note(fact, party));
        }
    }

    private void note(Journaled.Fact fact, Party party) {
        if (fact.event() instanceof ClientAccountEvent.Decided decided) {
            bought(fact, party, decided.key().subject(), decided.amount());
            owed(fact, party, decided.key().subject(), decided.debts());
        }
        if (fact.event() instanceof ClientAccountEvent.Settled settled) {
            owed(fact, party, settled.key().subject(), settled.debts());
        }
        if (fact.event() instanceof BearsStatement bearer) {
            var statement = bearer.statement();
            switch (party.side()) {
                case CLIENT -> ofClient(fact, party, statement);
                case WORKER -> ofWorker(fact, party, statement);
            }
        }
    }

    private void ofClient(Journaled.Fact fact, Party party, Statement statement) {
        var subject = statement.subject().request();
        var amount = statement.figures().amount();
        bought(fact, party, subject, amount);
        if (rules.assumptions().areHonest(party.peer(), party.proxy())) {
            requests.ofSubject(subject).ifPresent(request -> priced(party, request, statement));
        }
    }

    /** S12: what a client pays goes to a worker that did it. */
    private void owed(Journaled.Fact fact, Party party, Bytes subject, List<Debt> debts) {
        if (!rules.assumptions().areHonest(party.peer(), party.proxy())) {
            return;
        }
        var request = requests.ofSubject(subject);
        for (var debt : debts) {
            var worker = rules.cast().of(debt.worker()).map(Party::peer).orElse("nobody");
            require(
                    debt.amount().equals(Nanoton.ZERO) || hasAnswered(worker, request),
                    "S12",
                    () -> fact.books().id() + " owes " + debt.amount() + " to " + worker
                            + ", which did nothing of it: " + fact.event(),
                    party);
        }
    }

    private static boolean hasAnswered(String worker, Optional<Request> request) {
        return request.filter(one -> one.answering().contains(worker)).isPresent();
    }

    /** S5: who is lost is not paid for a prompt, which the next attempt pays again. */
    void sent(String from, Wire message) {
        if (message instanceof Wire.Settled(var key, var statement, var causes)
                && rules.assumptions().areHonest(from)
                && requests.of(key).filter(one -> !one.isComplete()).isPresent()) {
            boolean lost = causes.stream()
                    .anyMatch(why -> why instanceof Refusal.WorkerLost
                            || why instanceof Refusal.WorkerAtFault);
            verdicts.require(
                    !lost || Statements.usage(statement).prompt() == 0,
                    "S5",
                    () -> from + " charges the prompt of what was lost: " + statement + causes,
                    from);
        }
    }

    /** A proxy that cheats can charge one attempt what another one paid: see {@link Apps}. */
    private void bought(Journaled.Fact fact, Party party, Bytes subject, Nanoton amount) {
        if (!rules.assumptions().areHonest(party.peer(), party.proxy())) {
            return;
        }
        var most = requests.ofSubject(subject).map(this::most).orElse(Nanoton.ZERO);
        require(
                !amount.isMoreThan(most),
                "S5",
                () -> fact.books().id() + " charges " + amount + ", and bought was " + most
                        + " at most: " + fact.event(),
                party);
    }

    /** What was bought for an attempt, at the dearest that its client takes. */
    Nanoton most(Request request) {
        var envelope = request.envelope();
        return rules.prices()
                .worstCost(envelope.maxPrompt(), request.bought(), envelope.maxCoefficient())
                .min(Nanoton.of(envelope.maxCostNano()));
    }

    private void priced(Party party, Request request, Statement statement) {
        var usage = Statements.usage(statement);
        var amount = statement.figures().amount();
        var envelope = request.envelope();
        var dearest = rules.prices().cost(usage, envelope.maxCoefficient());
        require(
                !amount.isMoreThan(dearest),
                "S13",
                () -> amount + " is above the highest price, " + dearest + ": " + statement,
                party);
        if (request.coefficients().isEmpty() || !areFaithful(request, party)) {
            return;
        }
        var vague = rules.prices().vagueness();
        boolean exact = request.coefficients().stream()
                .map(coefficient -> rules.prices().cost(usage, coefficient))
                .map(price -> price.min(Nanoton.of(envelope.maxCostNano())))
                .anyMatch(price ->
                        !price.isMoreThan(amount) && !amount.isMoreThan(price.plus(vague)));
        require(
                exact || usage.equals(Usage.NONE),
                "S13",
                () -> amount + " is no price of it at " + request.coefficients() + ": " + statement,
                party);
    }

    private boolean areFaithful(Request request, Party party) {
        return rules.assumptions().areFaithful(party.peer(), party.proxy())
                && request.workers().stream()
                        .allMatch(worker -> rules.assumptions().areFaithful(worker));
    }

    private void ofWorker(Journaled.Fact fact, Party party, Statement statement) {
        if (!rules.assumptions().areHonest(party.proxy())) {
            return;
        }
        var usage = Statements.usage(statement);
        var amount = statement.figures().amount();
        var request = requests.ofEnvelope(statement.subject().request());
        require(
                amount.equals(Nanoton.ZERO) || hasAnswered(party.peer(), request),
                "S13",
                () -> fact.books().id() + " pays " + party.peer() + " for what it did not do: "
                        + statement,
                party);
        if (!rules.assumptions().areHonest(party.peer())) {
            return;
        }
        var said = work.said(party.peer(), statement.subject().request());
        require(
                amount.equals(Nanoton.ZERO)
                        || (usage.prompt() <= said.prompt()
                                && usage.completion() <= said.completion()),
                "S12",
                () -> party.peer() + " is paid for " + usage + ", and its engine did " + said + ": "
                        + statement,
                party);
        var price = rules.prices().earned(usage, rules.worker(party).coefficient());
        boolean faithful = request.filter(one -> areFaithful(one, party))
                .filter(one -> rules.assumptions().areFaithful(one.client()))
                .isPresent();
        require(
                faithful ? amount.equals(price) : !amount.isMoreThan(price),
                "S13",
                () -> price + " is the pay of it: " + statement,
                party);
    }

    private void require(boolean holds, String invariant, Supplier<String> figures, Party party) {
        verdicts.require(holds, invariant, figures, party.peer(), party.proxy());
    }
}
