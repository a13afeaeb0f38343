package org.chrysalis.simulator.port;

import org.chrysalis.simulator.fault.Chance;
import org.chrysalis.simulator.fault.Fault;
import org.chrysalis.simulator.fault.Faults;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** When the messages of a node's lanes arrive, and what becomes of them on the way. */
final class Lanes {

    private final Delays delays;
    private final Faults faults;
    private final Chance chance;
    private final Map<Lane, Progress> lanes = new TreeMap<>();

    /**
     * How far a lane has come.
     *
     * @param sent messages
     * @param last when the last of them arrives: the next one comes no earlier
     */
    private record Progress(long sent, Instant last) {

        static final Progress NONE = new Progress(0, Instant.MIN);
    }

    /** When a message arrives, and whether it meets anything. */
    record Transit(Instant arrival, Optional<Fault.Twist> twist) {}

    Lanes(Delays delays, Faults faults, Chance chance) {
        this.delays = delays;
        this.faults = faults;
        this.chance = chance;
    }

    /**
     * The next message of a lane.
     *
     * @param more that the way takes now
     */
    Transit next(Lane lane, Instant now, Duration more) {
        var before = lanes.getOrDefault(lane, Progress.NONE);
        long n = before.sent() + 1;
        var fault = faults.message(lane.from(), lane.to(), lane.session(), lane.name(), n);
        var wait = fault.filter(one -> one.twist() == Fault.Twist.DELAYED)
                .map(one -> Duration.ofMillis(one.length()))
                .orElse(Duration.ZERO);
        var due = now.plus(delay(lane, n)).plus(more).plus(wait);
        var arrival = due.isBefore(before.last()) ? before.last() : due;
        lanes.put(lane, new Progress(n, arrival));
        return new Transit(arrival, fault.map(Fault.OfMessage::twist));
    }

    private Duration delay(Lane lane, long n) {
        var here = chance.at(lane.from())
                .at(lane.to())
                .at(lane.session())
                .at(lane.name())
                .at(n);
        return delays.least().plusNanos(here.below(delays.spread().toNanos() + 1));
    }
}
