package org.chrysalis.simulator.crash;

import java.util.ArrayList;
import java.util.List;

/**
 * One way to break a request: in one line, which {@code --point} takes.
 *
 * @param entry of the run's trace, after which the fault happens
 * @param second none, or one
 */
public record Point(long seed, long entry, Fault fault, List<Second> second) {

    /**
     * A crash in the middle of a recovery.
     *
     * @param entry of the trace, from when the last node was raised or the link was whole again
     */
    public record Second(String node, long entry) {

        @Override
        public String toString() {
            return "second=" + node + "@" + entry;
        }

        private static Second parse(String text) {
            var parts = text.split("@", -1);
            if (parts.length != 2) {
                throw new IllegalArgumentException(
                        "'second=" + text + "' is not like second=worker-1@40");
            }
            return new Second(parts[0], Long.parseLong(parts[1]));
        }
    }

    public Point {
        second = List.copyOf(second);
    }

    /** Whether two nodes die at one instant. */
    public boolean isPair() {
        return fault instanceof Fault.Kill(var nodes) && nodes.size() == 2;
    }

    public boolean isRollBack() {
        return fault instanceof Fault.RollBack;
    }

    /** Whether {@code node} dies of it, be it the second time. */
    boolean kills(String node) {
        return fault.killed().contains(node)
                || second.stream().anyMatch(one -> one.node().equals(node));
    }

    @Override
    public String toString() {
        var line = "seed=" + seed + " entry=" + entry + " " + fault;
        return second.isEmpty() ? line : line + " " + second.getFirst();
    }

    /**
     * Reads what {@code toString} wrote.
     *
     * @throws IllegalArgumentException if {@code line} is no point, saying what one looks like
     */
    public static Point parse(String line) {
        var words = new ArrayList<>(List.of(line.strip().split("\\s+", -1)));
        if (words.size() < 3 || words.size() > 4) {
            throw new IllegalArgumentException("'" + line + "' is no point; one looks like"
                    + " 'seed=1 entry=300 kill=proxy second=client@40'");
        }
        long seed = number("seed", words.get(0));
        long entry = number("entry", words.get(1));
        var second = words.size() == 3
                ? List.<Second>of()
                : List.of(Second.parse(value("second", words.get(3))));
        return new Point(seed, entry, Fault.parse(words.get(2)), second).known();
    }

    /** A name that is mistyped would break nothing, and all would hold. */
    private Point known() {
        var named = new ArrayList<>(fault.named());
        second.forEach(one -> named.add(one.node()));
        named.removeAll(Trial.NODES);
        if (!named.isEmpty()) {
            throw new IllegalArgumentException("there is no node '" + named.getFirst()
                    + "'; there are " + String.join(", ", Trial.NODES));
        }
        return this;
    }

    private static long number(String key, String word) {
        var value = value(key, word);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException malformed) {
            throw new IllegalArgumentException("'" + word + "' has no number", malformed);
        }
    }

    private static String value(String key, String word) {
        if (!word.startsWith(key + "=")) {
            throw new IllegalArgumentException("'" + word + "' should start with " + key + "=");
        }
        return word.substring(key.length() + 1);
    }
}
