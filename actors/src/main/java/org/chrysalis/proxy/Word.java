package org.chrysalis.proxy;

import org.chrysalis.money.Usage;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;

import java.util.List;

/** What one side says of an attempt that was open when this node died. */
public sealed interface Word {

    /** It is not back yet. */
    record Awaited() implements Word {}

    /** It is back and knows nothing of it: it died as well. */
    record Forgotten() implements Word {}

    /** @param coefficient per mille; 0 if it never saw the header */
    record Said(Usage usage, long coefficient) implements Word {}

    /** Of one who is back, and showed {@code open}. */
    static Word about(Bytes subject, List<Wire.OpenAttempt> open) {
        return open.stream()
                .filter(attempt -> attempt.subject().equals(subject))
                .<Word>map(attempt -> new Said(attempt.usage(), attempt.coefficient()))
                .findFirst()
                .orElseGet(Forgotten::new);
    }
}
