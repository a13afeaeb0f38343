package org.chrysalis.simulator.oracle;

import org.chrysalis.client.Answer;
import org.chrysalis.money.Usage;
import org.chrysalis.prompt.Prompt;
import org.chrysalis.wire.RequestKey;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A request of an app, and what the app hears of it.
 *
 * @param life of the client: what was asked in one before may have no end
 * @param maxCoefficient per mille; 0 for the client's own limit
 * @param answers grow as the run goes on
 */
record Asked(
        String client,
        int life,
        Instant at,
        String model,
        Prompt prompt,
        long maxCoefficient,
        List<Answer> answers) {

    Optional<RequestKey> key() {
        return of(Answer.Accepted.class).map(Answer.Accepted::key);
    }

    <T extends Answer> Optional<T> of(Class<T> kind) {
        return answers.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    long ends() {
        return answers.stream()
                .filter(answer ->
                        answer instanceof Answer.Completed || answer instanceof Answer.Failed)
                .count();
    }

    /** What the app has of it, the prompt included once it began. */
    Usage opened() {
        var opened = of(Answer.Began.class).map(Answer.Began::prompt).orElse(Usage.NONE);
        for (var answer : answers) {
            if (answer instanceof Answer.Text(var _, var usage)) {
                opened = usage;
            } else if (answer instanceof Answer.Completed completed) {
                opened = completed.usage();
            }
        }
        return opened;
    }

    /** Without what was asked. */
    @Override
    public String toString() {
        return client + " at " + at + ", life " + life + ": " + key().orElse(null) + " " + answers;
    }
}
