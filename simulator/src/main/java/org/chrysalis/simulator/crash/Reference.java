package org.chrysalis.simulator.crash;

import org.chrysalis.client.Answer;
import org.chrysalis.simulator.runtime.Seed;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.simulator.runtime.Write;
import org.chrysalis.simulator.scenario.SimulatedNetwork;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The run that nothing breaks: which entries of its trace a fault can follow, and which writes a
 * disk can be rolled back to.
 *
 * @param entries from when the request was asked to the last write that it caused
 * @param end entries when all was quiet again
 * @param hash of the trace: two references with one hash have the same points
 */
public record Reference(
        long seed, List<Long> entries, long end, List<Write.Logged> writes, String hash) {

    /** A recovery's messages: a start, the handshakes, and what the books tell each other. */
    private static final long RECOVERY = 100;

    public Reference {
        entries = List.copyOf(entries);
        writes = List.copyOf(writes);
    }

    /** @throws IllegalStateException if the request does not complete even so */
    public static Reference run(long seed) {
        var world = SimulatedWorld.of(seed);
        var network = new SimulatedNetwork(world, Trial.WORKERS);
        network.untilServing(Trial.WORKERS);
        var answers = Trial.ask(network);
        var seen = new TreeSet<Long>();
        var loop = world.loop();
        loop.runUntil(
                () -> {
                    seen.add(world.trace().count());
                    return false;
                },
                loop.now().plus(Duration.ofSeconds(10)));
        if (answers.stream().noneMatch(Answer.Completed.class::isInstance)) {
            throw new IllegalStateException("the request does not complete: " + answers.getLast());
        }
        var writes = world.disks().log();
        long last = writes.getLast().traced();
        var entries = seen.headSet(last, true).stream().toList();
        return new Reference(
                seed, entries, world.trace().count(), writes, world.trace().hex());
    }

    /** All of them, in an order that depends on nothing but this. */
    public List<Point> points() {
        var points = new ArrayList<Point>();
        for (var entry : entries) {
            var chance = Seed.of(seed).fork("points " + entry);
            var single = singles();
            var pairs = pairs();
            var links = links();
            add(points, entry, single, List.of());
            add(points, entry, pairs, List.of());
            add(points, entry, links, List.of());
            for (var fault : single) {
                add(points, entry, List.of(fault), List.of(second(chance)));
            }
            add(points, entry, List.of(one(pairs, chance)), List.of(second(chance)));
            add(points, entry, List.of(one(links, chance)), List.of(second(chance)));
            rolledBackAt(entry, chance).ifPresent(points::add);
        }
        points.addAll(rolledBackAtTheEnd());
        return points;
    }

    private void add(List<Point> to, long entry, List<Fault> faults, List<Point.Second> second) {
        faults.forEach(fault -> to.add(new Point(seed, entry, fault, second)));
    }

    private static List<Fault> singles() {
        return Trial.NODES.stream()
                .<Fault>map(node -> new Fault.Kill(List.of(node)))
                .toList();
    }

    private static List<Fault> pairs() {
        var pairs = new ArrayList<Fault>();
        for (int i = 0; i < Trial.NODES.size(); i++) {
            for (int j = i + 1; j < Trial.NODES.size(); j++) {
                pairs.add(new Fault.Kill(List.of(Trial.NODES.get(i), Trial.NODES.get(j))));
            }
        }
        return pairs;
    }

    /** Every link is the proxy's. */
    private static List<Fault> links() {
        var links = new ArrayList<Fault>();
        for (var node : Trial.NODES) {
            if (!node.equals(SimulatedNetwork.PROXY)) {
                links.add(new Fault.Cut(node, SimulatedNetwork.PROXY));
                links.add(new Fault.Silence(node, SimulatedNetwork.PROXY));
                links.add(new Fault.Silence(SimulatedNetwork.PROXY, node));
            }
        }
        return links;
    }

    private static <T> T one(List<T> all, Seed chance) {
        return all.get((int) Math.floorMod(chance.next(), (long) all.size()));
    }

    private static Point.Second second(Seed chance) {
        return new Point.Second(one(Trial.NODES, chance), Math.floorMod(chance.next(), RECOVERY));
    }

    /** In the middle of the request: one node, to one of its writes before the last. */
    private Optional<Point> rolledBackAt(long entry, Seed chance) {
        var node = one(Trial.NODES, chance);
        long draw = chance.next();
        long had = writes.stream()
                .filter(write -> write.owner().equals(node) && write.traced() <= entry)
                .count();
        return had == 0
                ? Optional.empty()
                : Optional.of(rollBack(entry, node, (int) Math.floorMod(draw, had)));
    }

    /** After the request: every node, to each of its writes before the last, and to none. */
    private List<Point> rolledBackAtTheEnd() {
        var points = new ArrayList<Point>();
        for (var node : Trial.NODES) {
            long had =
                    writes.stream().filter(write -> write.owner().equals(node)).count();
            for (int kept = 0; kept < had; kept++) {
                points.add(rollBack(end, node, kept));
            }
        }
        return points;
    }

    private Point rollBack(long entry, String node, int kept) {
        return new Point(seed, entry, new Fault.RollBack(node, kept), List.of());
    }
}
