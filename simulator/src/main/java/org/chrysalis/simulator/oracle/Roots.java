package org.chrysalis.simulator.oracle;

import org.chrysalis.payment.BearsStatement;
import org.chrysalis.ton.Statement;
import org.chrysalis.wire.Wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All statements that were ever journaled or sent. S8: no proxy signs one root twice with different
 * rests, which would prove a fraud, whatever it has forgotten.
 */
final class Roots implements Journaled.Listener {

    private final Rules rules;
    private final int networkId;
    private final Verdicts verdicts;

    /** Never iterated. */
    private final Map<Statement.Subject, Statement> first = new HashMap<>();

    Roots(Rules rules, int networkId, Verdicts verdicts) {
        this.rules = rules;
        this.networkId = networkId;
        this.verdicts = verdicts;
    }

    @Override
    public void hear(Journaled one) {
        if (one instanceof Journaled.Fact fact && fact.event() instanceof BearsStatement bearer) {
            note(bearer.statement());
        }
    }

    void sent(Wire message) {
        switch (message) {
            case Wire.Settled settled -> note(settled.statement());
            case Wire.Paid paid -> note(paid.statement());
            case Wire.Answers answers -> answers.statements().forEach(this::note);
            case Wire.ClientLeg _, Wire.WorkerLeg _, Wire.Control _ -> {}
        }
    }

    private void note(Statement statement) {
        var before = first.putIfAbsent(statement.subject(), statement);
        if (before == null || before.figures().equals(statement.figures())) {
            return;
        }
        rules.cast().of(statement.subject().channel()).ifPresent(party -> {
            var key = party.side() == Statement.Side.CLIENT
                    ? party.channel().payeeKey()
                    : party.channel().payerKey();
            boolean proven = List.of(before, statement).stream()
                    .allMatch(one -> one.verifies(networkId, key));
            verdicts.require(
                    !proven || !rules.assumptions().areHonest(party.proxy()),
                    "S8",
                    () -> party.proxy() + " signed one root twice: " + before + " and " + statement,
                    party.peer(),
                    party.proxy());
        });
    }
}
