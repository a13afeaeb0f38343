package org.chrysalis.simulator.port;

import org.chrysalis.simulator.fault.Fault;

import java.time.Duration;
import java.util.Optional;

/** What is wrong with a job, if anything is. */
record Trouble(Optional<Fault.OfJob> fault) {

    private boolean is(Fault.Work work) {
        return fault.filter(one -> one.work() == work).isPresent();
    }

    private long figure(Fault.Work work, long otherwise) {
        return fault.filter(one -> one.work() == work).map(Fault.OfJob::figure).orElse(otherwise);
    }

    Duration slowed(Duration time) {
        return time.multipliedBy(figure(Fault.Work.SLOW, 1));
    }

    boolean breaksAtOnce() {
        return is(Fault.Work.FAILING);
    }

    boolean breaksAfter(long tokens) {
        return tokens >= figure(Fault.Work.CRASHING, Long.MAX_VALUE);
    }

    boolean stallsAfter(long tokens) {
        return tokens >= figure(Fault.Work.STALLED, Long.MAX_VALUE);
    }

    long said(long tokens) {
        return Math.multiplyExact(tokens, figure(Fault.Work.OVERSTATING, 1));
    }

    long saidPrompt(long tokens) {
        return Math.multiplyExact(tokens, figure(Fault.Work.BLOATING, 1));
    }
}
