package org.chrysalis.proxy.recovery;

import org.chrysalis.money.Usage;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.wire.Wire;

import java.util.List;

/** What one side says of an attempt of a former life. */
public sealed interface Word {

    /** It is not back yet. */
    record Awaited() implements Word {}

    /** It is back and knows nothing of it: it died as well. */
    record Forgotten() implements Word {}

    /** @param coefficient per mille; 0 if it never saw the header */
    record Said(Usage usage, long coefficient) implements Word {}

    /**
     * It holds our own statement, which says what the attempt came to, prompt and all.
     *
     * @param earned at the terms of the attempt, which a statement does not name
     */
    record Stated(Usage usage, Nanoton earned) implements Word {}

    /** Of one who is back, and showed {@code open}. */
    static Word about(Bytes subject, List<Wire.OpenAttempt> open) {
        return open.stream()
                .filter(attempt -> attempt.subject().equals(subject))
                .<Word>map(attempt -> new Said(attempt.usage(), attempt.coefficient()))
                .findFirst()
                .orElseGet(Forgotten::new);
    }
}
