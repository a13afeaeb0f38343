package org.chrysalis.simulator.oracle;

import org.chrysalis.client.Answer;
import org.chrysalis.port.InferenceEngine;
import org.chrysalis.ton.Bytes;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A marked prompt, and the first word of its answer, reach nothing but their client and the workers
 * that the client sealed it for: not the wire, where they are sealed, no journal, not the chain,
 * and no other client.
 */
final class Confidentiality {

    private final Verdicts verdicts;
    private final Secrets secrets = new Secrets();
    private final Content content = new Content();

    /** Whose prompt an engine answers, by the mark in it. */
    private final Map<String, String> clients = new TreeMap<>();

    Confidentiality(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    void asked(Asked one) {
        for (var turn : one.prompt().turns()) {
            for (var mark : Secrets.marks(turn.content())) {
                clients.put(mark, one.client());
                secrets.add(mark, one.client());
            }
        }
    }

    /** The first token of an answer is drawn for it alone. */
    void generated(InferenceEngine.Job job, InferenceEngine.Event said) {
        if (said instanceof InferenceEngine.Generated(var _, var text, var _)) {
            job.prompt().turns().stream()
                    .flatMap(turn -> Secrets.marks(turn.content()).stream())
                    .findFirst()
                    .ifPresent(mark -> secrets.add(
                            text.strip(), clients.getOrDefault(mark, "a worker's own")));
        }
    }

    /**
     * What others than the two may see.
     *
     * @param where for people
     */
    void seen(Object anything, String where, String... nodes) {
        if (!secrets.areNone()) {
            content.visit(anything, leaf -> {
                for (var word : in(leaf)) {
                    verdicts.violated(
                            Violation.CONFIDENTIAL,
                            secrets.owner(word).orElseThrow() + "'s " + word + " is in " + where
                                    + ", in a " + anything.getClass().getSimpleName(),
                            nodes);
                }
            });
        }
    }

    private List<String> in(Object leaf) {
        return leaf instanceof Bytes bytes ? secrets.in(bytes) : secrets.in((String) leaf);
    }

    /** What an app hears is its own. */
    void answered(Asked one, Answer answer) {
        if (answer instanceof Answer.Text(var text, var _)) {
            for (var word : secrets.in(text)) {
                var owner = secrets.owner(word).orElseThrow();
                verdicts.require(
                        owner.equals(one.client()),
                        Violation.CONFIDENTIAL,
                        () -> owner + "'s " + word + " came to " + one.client(),
                        one.client(),
                        owner);
            }
        }
    }
}
