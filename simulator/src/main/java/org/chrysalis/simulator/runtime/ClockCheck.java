package org.chrysalis.simulator.runtime;

import org.apache.pekko.event.Logging;

import scala.concurrent.duration.Deadline$;

import java.time.Instant;

/**
 * The proof, as a world begins, that its clock is what code within it reads: this class's own
 * calls, and those of one class of Scala's and one of Pekko's. An agent that is there but did not
 * get to see a class would go unnoticed until two runs of one seed differ.
 */
final class ClockCheck {

    private ClockCheck() {}

    /** @throws IllegalStateException if a clock is not the loop's, saying whose */
    static void prove(SimulationLoop loop) {
        loop.inside(() -> {
            long nanos = loop.nanoTime();
            long millis = loop.now().toEpochMilli();
            expect("System.nanoTime", nanos, System.nanoTime());
            expect("System.currentTimeMillis", millis, System.currentTimeMillis());
            expect("Instant.now", millis, Instant.now().toEpochMilli());
            expect("scala.concurrent.duration.Deadline.now", nanos, scala());
            expect("the time of Pekko's log events", millis, pekko());
            return loop;
        });
    }

    private static long scala() {
        return Deadline$.MODULE$.now().time().toNanos();
    }

    private static long pekko() {
        return new Logging.Debug("", ClockCheck.class, "").timestamp();
    }

    static void expect(String clock, long virtual, long read) {
        if (read != virtual) {
            throw new IllegalStateException(clock + " is not the simulation's clock: it says "
                    + read + " where that says " + virtual + "; " + MissingAgent.UNSEEN);
        }
    }
}
