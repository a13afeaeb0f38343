package org.chrysalis.simulator.oracle;

import org.chrysalis.client.Answer;
import org.chrysalis.ton.Nanoton;

import java.util.ArrayList;
import java.util.List;

/** S6: a client that is charged more than it has opened books it, and tells its operator. */
final class Disputes {

    private static final String DISPUTED = " disputed: ";

    private final Rules rules;
    private final Requests requests;
    private final Verdicts verdicts;

    /** What any node's operator was told of them. */
    private final List<String> told = new ArrayList<>();

    Disputes(Rules rules, Requests requests, Verdicts verdicts) {
        this.rules = rules;
        this.requests = requests;
        this.verdicts = verdicts;
    }

    void logged(String line) {
        if (line.contains(DISPUTED)) {
            told.add(line);
        }
    }

    /** An app heard something. */
    void answered(Asked one, Answer answer) {
        if (answer instanceof Answer.Completed end && rules.assumptions().areHonest(one.client())) {
            requests.of(end.key())
                    .flatMap(Requests.Request::header)
                    .map(header -> rules.prices().cost(end.usage(), header.coefficient()))
                    .ifPresent(price -> ended(one, end, price));
        }
    }

    private void ended(Asked one, Answer.Completed end, Nanoton price) {
        verdicts.require(
                !end.cost().isMoreThan(price)
                        || told.stream().anyMatch(line -> line.contains(end.key() + DISPUTED)),
                "S6",
                () -> one.client() + " is charged " + end.cost() + " for what costs " + price
                        + ", and its operator hears nothing of it: " + end.key(),
                one.client());
    }
}
