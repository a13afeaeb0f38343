package org.chrysalis.simulator.breaker;

import org.chrysalis.simulator.fault.Chance;
import org.chrysalis.simulator.fault.Fault;
import org.chrysalis.simulator.scenario.Topology;

import java.util.List;

/**
 * Draws what goes wrong at a time. All of it is over when the faults' phase is. Only one node of a
 * network forgets: what both sides of a channel forgot nobody can bring back.
 */
final class TimedFaults {

    private static final long SHORTEST = 200;

    private final Chance chance;
    private final Topology topology;
    private final long length;
    private final String forgetful;
    private long draws;

    TimedFaults(Chance chance, Topology topology, long length) {
        this.chance = chance;
        this.topology = topology;
        this.length = length;
        this.forgetful = one(topology.nodes());
    }

    private Chance next() {
        return chance.at(++draws);
    }

    private <T> T one(List<T> all) {
        return all.get((int) next().below(all.size()));
    }

    private String node() {
        return one(topology.nodes());
    }

    /** A client or worker; the other end of its only link is its proxy. */
    private int peer() {
        return (int) next().below(topology.clients() + topology.workers().size());
    }

    private String peer(int index) {
        return index < topology.clients()
                ? Topology.client(index)
                : Topology.worker(index - topology.clients());
    }

    private String home(int index) {
        return topology.home(index < topology.clients() ? index : index - topology.clients());
    }

    private long at() {
        return next().below(length - SHORTEST);
    }

    /** Mostly seconds, and within the phase. */
    private long length(long at) {
        long[] most = {2_000, 8_000, 60_000, length};
        return Math.min(length - at, SHORTEST + next().below(most[(int) next().below(4)]));
    }

    Fault draw(Classes.Kind kind) {
        long at = at();
        return switch (kind) {
            case CRASH -> new Fault.Crash(at, node(), length(at), Fault.Kept.ALL, 0);
            case FORGET -> forget(at);
            case FULL -> new Fault.Full(at, node(), length(at));
            case HANG -> new Fault.Hang(at, node(), length(at));
            case CUT -> cut(at, peer());
            case SILENCE -> silence(at, peer());
            case SLOW -> slow(at, peer());
            case CLOCK -> clock(at);
            case HALT -> new Fault.Halt(at, length(at));
            case STALE -> new Fault.Stale(at, node(), length(at));
            case FEES -> fees(at);
            case DELAYS, LOSSES, REPEATS, SUBMISSIONS, READINGS, JOBS, CHEATS ->
                throw new IllegalArgumentException(kind + " has no time");
        };
    }

    private Fault forget(long at) {
        boolean all = next().below(8) == 0;
        return new Fault.Crash(
                at,
                forgetful,
                length(at),
                all ? Fault.Kept.NOTHING : Fault.Kept.FORMER,
                1 + next().below(30));
    }

    private Fault cut(long at, int peer) {
        return new Fault.Cut(at, peer(peer), home(peer), length(at));
    }

    private Fault silence(long at, int peer) {
        return next().below(2) == 0
                ? new Fault.Silence(at, peer(peer), home(peer), length(at))
                : new Fault.Silence(at, home(peer), peer(peer), length(at));
    }

    private Fault slow(long at, int peer) {
        long delay = 50 + next().below(5_000);
        return next().below(2) == 0
                ? new Fault.Slow(at, peer(peer), home(peer), length(at), delay)
                : new Fault.Slow(at, home(peer), peer(peer), length(at), delay);
    }

    /** Within what the protocol bears: a minute, and what cheap quartz does. */
    private Fault clock(long at) {
        return new Fault.Clock(at, node(), next().below(60_000) - 30_000, next().below(400) - 200);
    }

    private Fault fees(long at) {
        return new Fault.Fees(at, length(at), one(List.of(100L, 300L, 3_000L, 10_000L, 100_000L)));
    }
}
