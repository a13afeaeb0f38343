package org.chrysalis.simulator.breaker;

import org.chrysalis.simulator.fault.DrawnFaults;
import org.chrysalis.simulator.fault.Fault;
import org.chrysalis.simulator.fault.Faults;
import org.chrysalis.simulator.fault.ListedFaults;

import java.util.Optional;

/** Listed faults first, and drawn ones where none is listed. */
record PlayFaults(ListedFaults listed, DrawnFaults drawn) implements Faults {

    @Override
    public Optional<Fault.OfMessage> message(
            String from, String to, long session, String lane, long n) {
        return listed.message(from, to, session, lane, n)
                .or(() -> drawn.message(from, to, session, lane, n));
    }

    @Override
    public Optional<Fault.OfSubmission> submission(String node, long n) {
        return listed.submission(node, n).or(() -> drawn.submission(node, n));
    }

    @Override
    public Optional<Fault.OfReading> reading(String node, long n) {
        return listed.reading(node, n).or(() -> drawn.reading(node, n));
    }

    @Override
    public Optional<Fault.OfJob> job(String envelope) {
        return listed.job(envelope).or(() -> drawn.job(envelope));
    }
}
