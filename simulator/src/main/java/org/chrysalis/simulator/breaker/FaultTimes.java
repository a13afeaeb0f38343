package org.chrysalis.simulator.breaker;

import org.chrysalis.chain.Prices;
import org.chrysalis.simulator.fault.Fault;
import org.chrysalis.simulator.oracle.Oracles;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.simulator.scenario.SimulatedNetwork;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Plays the faults that happen at a time. */
final class FaultTimes {

    private static final long PERMILLE = 1_000;

    private final SimulatedWorld world;
    private final SimulatedNetwork network;
    private final NodeLives lives;
    private final Oracles oracles;
    private final List<Fault> met = new ArrayList<>();

    /** Until when the disks are full, and the chain charges something else. */
    private final TreeMap<String, Instant> full = new TreeMap<>();

    private Instant dear = Instant.EPOCH;

    FaultTimes(SimulatedWorld world, SimulatedNetwork network, NodeLives lives, Oracles oracles) {
        this.world = world;
        this.network = network;
        this.lives = lives;
        this.oracles = oracles;
    }

    /** Those that have happened. */
    List<Fault> met() {
        return List.copyOf(met);
    }

    /** All of the list happen in their time, counted from now on. */
    void schedule(List<Fault> faults) {
        for (var fault : faults) {
            if (fault instanceof Fault.Timed timed) {
                after(timed.at(), () -> {
                    met.add(timed);
                    happen(timed);
                });
            }
        }
    }

    private void after(long millis, Runnable work) {
        world.loop().schedule(Duration.ofMillis(millis), work);
    }

    private void happen(Fault.Timed fault) {
        var damage = network.damage();
        switch (fault) {
            case Fault.Crash crash -> crash(crash);
            case Fault.Full one -> fill(one);
            case Fault.Hang(var _, var node, var length) -> {
                damage.hang(node, millis(length));
                oracles.fellBehind(node, end(length));
            }
            case Fault.Cut(var _, var one, var other, var length) ->
                damage.cut(one, other, millis(length));
            case Fault.Silence(var _, var from, var to, var length) ->
                damage.silence(from, to, millis(length));
            case Fault.Slow(var _, var from, var to, var length, var delay) ->
                damage.slow(from, to, millis(length), millis(delay));
            case Fault.Clock(var _, var node, var jump, var drift) ->
                damage.disturb(node, millis(jump), drift);
            case Fault.Halt(var _, var length) -> {
                network.chain().halt(millis(length));
                oracles.halted(end(length));
            }
            case Fault.Stale(var _, var node, var length) -> {
                network.chain().fallBehind(node, millis(length));
                oracles.fellBehind(node, end(length));
            }
            case Fault.Fees fees -> charge(fees);
        }
    }

    private Instant end(long length) {
        return world.loop().now().plusMillis(length);
    }

    private static Duration millis(long length) {
        return Duration.ofMillis(length);
    }

    private void crash(Fault.Crash crash) {
        if (!lives.crash(crash.node())) {
            return;
        }
        switch (crash.kept()) {
            case ALL -> {}
            case FORMER -> world.disks().tear(crash.node(), (int) crash.writes());
            case NOTHING -> world.disks().lose(crash.node());
        }
        after(crash.length(), () -> lives.raise(crash.node()));
    }

    private void fill(Fault.Full fault) {
        var end = world.loop().now().plusMillis(fault.length());
        full.merge(fault.node(), end, (one, other) -> one.isAfter(other) ? one : other);
        world.disks().fill(fault.node());
        after(fault.length(), () -> {
            if (!world.loop().now().isBefore(full.get(fault.node()))) {
                world.disks().free(fault.node());
            }
        });
    }

    private void charge(Fault.Fees fees) {
        var end = world.loop().now().plusMillis(fees.length());
        dear = end.isAfter(dear) ? end : dear;
        var ratio = new Prices.Ratio(fees.permille(), PERMILLE);
        vote(new Prices(ratio, Prices.KNOWN.storage()));
        after(fees.length(), () -> {
            if (!world.loop().now().isBefore(dear)) {
                vote(Prices.KNOWN);
            }
        });
    }

    private void vote(Prices prices) {
        network.chain().vote(prices);
        oracles.repriced();
    }
}
