package org.chrysalis.proxy.recovery;

import org.chrysalis.money.Terms;
import org.chrysalis.money.Usage;
import org.chrysalis.payment.Attempt;
import org.chrysalis.payment.Onward;
import org.chrysalis.ton.Nanoton;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an attempt of a former life comes to (PAYMENTS §4): the cheaper of what its two sides say,
 * each taken whole, at most what was bought, and never less than what was paid on to the worker,
 * for a client in league with a worker would else drain the proxy. A worker is lost with the node
 * that asked it, so the prompt is not charged. Pure.
 *
 * @param usage of the completion
 * @param coefficient per mille
 */
public record Decision(Usage usage, long coefficient) {

    private static final Decision NOTHING = new Decision(Usage.NONE, 0);

    /** Of an attempt that a worker had. */
    public static Decision of(Attempt attempt, Onward floor, Word client, Word worker) {
        if (worker instanceof Word.Stated stated) {
            var decision = stated(attempt.terms(), stated);
            long most = attempt.bounds().maxCoefficient();
            return new Decision(decision.usage, Math.min(decision.coefficient, most));
        }
        var paid = new Decision(floor.completion(), floor.coefficient());
        var said = cheaper(attempt.terms(), List.of(client, worker));
        return said.map(decision -> decision.within(attempt))
                .filter(decision ->
                        decision.cost(attempt.terms()).isMoreThan(paid.cost(attempt.terms())))
                .orElse(paid);
    }

    /** Of one that this node's journal has lost, and both sides know. */
    public static Decision ofLost(Terms terms, Word client, Word worker) {
        if (worker instanceof Word.Stated stated) {
            return stated(terms, stated);
        }
        if (client instanceof Word.Said && worker instanceof Word.Said) {
            return cheaper(terms, List.of(client, worker)).orElse(NOTHING);
        }
        return NOTHING;
    }

    /** Of one that no worker had, as far as anybody knows. */
    public static Decision nothing() {
        return NOTHING;
    }

    public Nanoton cost(Terms terms) {
        return terms.cost(usage, coefficient);
    }

    public Nanoton earned(Terms terms) {
        return terms.earned(usage, coefficient);
    }

    private static Decision stated(Terms terms, Word.Stated stated) {
        long coefficient = terms.coefficientOfEarned(stated.usage(), stated.earned());
        return new Decision(stated.usage(), coefficient);
    }

    private static Optional<Decision> cheaper(Terms terms, List<Word> words) {
        var said = new ArrayList<Decision>();
        for (var word : words) {
            if (word instanceof Word.Said(var usage, var coefficient)) {
                long bounded = Math.min(coefficient, Terms.MAX_COEFFICIENT);
                said.add(new Decision(usage.completionOnly(), bounded));
            }
        }
        return said.stream().min((one, other) -> one.cost(terms).compareTo(other.cost(terms)));
    }

    private Decision within(Attempt attempt) {
        long visible = Math.min(usage.visible(), attempt.bought());
        long reasoning = Math.min(usage.reasoning(), attempt.bought() - visible);
        return new Decision(
                Usage.NONE.withCompletion(visible, reasoning),
                Math.min(coefficient, attempt.bounds().maxCoefficient()));
    }
}
