package org.chrysalis.simulator.oracle;

import org.chrysalis.client.Answer;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.Books.Area;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.simulator.oracle.Requests.Request;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.chrysalis.wire.RequestKey;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What apps asked, and what they were told that they paid. */
final class Apps {

    private final Rules rules;
    private final Requests requests;
    private final Statements statements;
    private final Charges charges;
    private final Verdicts verdicts;
    private final List<Asked> all = new ArrayList<>();
    private final List<Listening> open = new ArrayList<>();

    /** A request whose end was not looked at yet. */
    private static final class Listening {
        private final Asked one;
        private int heard;

        Listening(Asked one) {
            this.one = one;
        }
    }

    Apps(
            Rules rules,
            Requests requests,
            Statements statements,
            Charges charges,
            Verdicts verdicts) {
        this.rules = rules;
        this.requests = requests;
        this.statements = statements;
        this.charges = charges;
        this.verdicts = verdicts;
    }

    void asked(Asked one) {
        all.add(one);
        open.add(new Listening(one));
    }

    /** What came since. */
    void look(States states, Confidentiality confidentiality, Disputes disputes) {
        for (var listening = open.iterator(); listening.hasNext(); ) {
            var next = listening.next();
            var answers = next.one.answers();
            for (var answer : answers.subList(next.heard, answers.size())) {
                states.answered(answer);
                confidentiality.answered(next.one, answer);
                disputes.answered(next.one, answer);
            }
            next.heard = answers.size();
            if (next.one.ends() > 0) {
                listening.remove();
            }
        }
    }

    List<Asked> all() {
        return all;
    }

    /** Once all has come to rest. */
    void atRest(Lives lives) {
        for (var one : all) {
            long ends = one.ends();
            require(ends <= 1, "L4", () -> "an app heard " + ends + " ends of " + one, one);
            require(
                    ends == 1 || one.life() < lives.life(one.client()),
                    "L4",
                    () -> "an app heard no end of " + one,
                    one);
            one.key().flatMap(requests::of).ifPresent(request -> charged(one, request));
        }
        rules.cast().of(Statement.Side.CLIENT).forEach(this::inAll);
    }

    private void charged(Asked one, Request request) {
        var charged = charged(one, request.key());
        if (!rules.assumptions().areHonest(one.client(), proxy(one))) {
            return;
        }
        told(one, request, charged);
        counted(one, request, charged.orElse(Nanoton.ZERO));
    }

    /** The proxy's disk lost it, and the client, whose own was full, never booked it. */
    private boolean isForgotten(Asked one) {
        return !rules.assumptions().areFaithful(proxy(one));
    }

    /** Of a proxy that has forgotten an epoch that is over its client knows it. */
    private Optional<Nanoton> charged(Asked one, RequestKey key) {
        var stands = statements.charged(key.subject());
        return stands.isPresent() || !isForgotten(one)
                ? stands
                : statements.about(Area.PURSE, key.channel(), key.subject()).stream()
                        .map(it -> it.figures().amount())
                        .findFirst();
    }

    private String proxy(Asked one) {
        return rules.cast().of(one.client()).orElseThrow().proxy();
    }

    private Nanoton price(Request request, Usage usage, long coefficient) {
        return rules.prices()
                .cost(usage, coefficient)
                .min(Nanoton.of(request.envelope().maxCostNano()));
    }

    /** S13: what an app hears of the cost is its price, and what was charged. */
    private void told(Asked one, Request request, Optional<Nanoton> charged) {
        one.of(Answer.Completed.class).ifPresent(end -> {
            request.header().ifPresent(header -> {
                var price = price(request, end.usage(), header.coefficient());
                require(
                        end.cost().equals(price),
                        "S13",
                        () -> price + " is the price of " + end,
                        one);
            });
            require(
                    end.statements().isEmpty()
                            || charged.equals(Optional.of(end.cost()))
                            || (charged.isEmpty() && isForgotten(one)),
                    "S13",
                    () -> "an app was told " + end.cost() + ", and was charged " + charged,
                    one);
            require(
                    !charged.orElse(end.cost()).isMoreThan(end.cost()),
                    "S6",
                    () -> "an app counted " + end.cost() + ", and was charged " + charged,
                    one);
        });
        one.of(Answer.Failed.class)
                .filter(end -> !isUncertain(end.refusal()))
                .ifPresent(end -> require(
                        charged.orElse(Nanoton.ZERO).equals(end.cost()),
                        "S13",
                        () -> "an app was told " + end + ", and was charged " + charged,
                        one));
    }

    /** The app's node had lost the proxy or its books, and does not know what it costs yet. */
    private static boolean isUncertain(Refusal refusal) {
        return refusal instanceof Refusal.ProxyLost
                || refusal instanceof Refusal.BooksUnavailable
                || refusal instanceof Refusal.StreamBroken
                || refusal instanceof Refusal.Cancelled;
    }

    /** S6: what the app has, at the header's coefficient, and one step. */
    private void counted(Asked one, Request request, Nanoton charged) {
        var opened = one.opened();
        var envelope = request.envelope();
        var prompt = opened.prompt() > 0 ? opened.prompt() : envelope.maxPrompt();
        long completion = Math.min(opened.completion() + request.slack(), request.bought());
        long coefficient = request.header()
                .map(header -> header.coefficient())
                .orElse(envelope.maxCoefficient());
        var most = rules.prices().worstCost(prompt, completion, coefficient);
        require(
                !charged.isMoreThan(most),
                "S6",
                () -> "charged is " + charged + ", and " + opened
                        + " was opened, worth with a step " + most + " at most: " + one,
                one);
    }

    /**
     * S6 of a proxy that cheats: what its client books may be of another attempt, but in all it is
     * no more than what was bought, for the client signs no more.
     */
    private void inAll(Cast.Party party) {
        if (!rules.assumptions().areFaithful(party.peer())) {
            return;
        }
        var booked = statements.of(Area.PURSE).stream()
                .filter(one -> one.subject().channel().equals(party.address()))
                .map(one -> one.figures().amount())
                .reduce(Nanoton.ZERO, Nanoton::plus);
        var bought = requests.all().stream()
                .filter(one -> one.client().equals(party.peer()))
                .map(charges::most)
                .reduce(Nanoton.ZERO, Nanoton::plus);
        verdicts.require(
                !booked.isMoreThan(bought),
                "S6",
                () -> party.peer() + " booked " + booked + ", and bought no more than " + bought,
                party.peer(),
                party.proxy());
    }

    private void require(boolean holds, String invariant, Supplier<String> figures, Asked one) {
        verdicts.require(holds, invariant, figures, one.client(), proxy(one));
    }
}
