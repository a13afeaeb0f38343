package org.chrysalis.simulator.fault;

import java.util.Optional;

/** Whether something goes wrong here. Asked by the simulated ports, once for each place. */
public interface Faults {

    /** Nothing goes wrong. */
    Faults NONE = new Faults() {};

    /** The n-th message of a lane, as {@link Fault.OfMessage} counts. */
    default Optional<Fault.OfMessage> message(
            String from, String to, long session, String lane, long n) {
        return Optional.empty();
    }

    /** The n-th message of a node to the chain. */
    default Optional<Fault.OfSubmission> submission(String node, long n) {
        return Optional.empty();
    }

    /** The n-th account that a node reads. */
    default Optional<Fault.OfReading> reading(String node, long n) {
        return Optional.empty();
    }

    /** The job of an envelope, by the first 16 digits of its hash. */
    default Optional<Fault.OfJob> job(String envelope) {
        return Optional.empty();
    }
}
