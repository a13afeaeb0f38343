package org.chrysalis.client;

import org.chrysalis.money.Usage;
import org.chrysalis.payment.Attempt;

/**
 * How far a {@link Call} has come.
 *
 * @param usage of what was opened, in all
 * @param before tokens bought before the last step
 */
record CallRun(Attempt attempt, Usage usage, long coefficient, long before, Buying buying) {

    /** Whether a step is being bought. */
    enum Buying {
        NO,
        YES,
        /** The channel is empty: the attempt goes on to its grant. */
        NO_MORE
    }

    CallRun with(Buying next) {
        return new CallRun(attempt, usage, coefficient, before, next);
    }

    CallRun hearing(Attempt.Progress.Heard heard) {
        return new CallRun(
                attempt.hearing(heard), heard.prompt(), heard.coefficient(), before, buying);
    }

    CallRun opening(Usage next) {
        return new CallRun(attempt, next, coefficient, before, buying);
    }
}
