package org.chrysalis.simulator.crash;

import java.util.List;

/** What happens to the network at a point. Nodes are called as in the network. */
public sealed interface Fault {

    /** One node dies, or some at the same instant. */
    record Kill(List<String> nodes) implements Fault {

        public Kill {
            nodes = List.copyOf(nodes);
        }

        @Override
        public String toString() {
            return "kill=" + String.join("+", nodes);
        }
    }

    /** The session of two nodes breaks, and they cannot meet for a while. */
    record Cut(String one, String other) implements Fault {

        @Override
        public String toString() {
            return "cut=" + one + "/" + other;
        }
    }

    /** What one sends to the other vanishes for a while; the other way works. */
    record Silence(String from, String to) implements Fault {

        @Override
        public String toString() {
            return "silence=" + from + ">" + to;
        }
    }

    /** A node dies and comes back with the first {@code writes} of its disk only. */
    record RollBack(String node, int writes) implements Fault {

        @Override
        public String toString() {
            return "rollback=" + node + ":" + writes;
        }
    }

    /**
     * Reads what {@code toString} wrote.
     *
     * @throws IllegalArgumentException if {@code text} is no fault, naming it
     */
    static Fault parse(String text) {
        int equals = text.indexOf('=');
        var kind = text.substring(0, Math.max(0, equals));
        var what = text.substring(equals + 1);
        return switch (kind) {
            case "kill" -> new Kill(List.of(what.split("\\+", -1)));
            case "cut" -> {
                var ends = two(text, what, "/");
                yield new Cut(ends.getFirst(), ends.getLast());
            }
            case "silence" -> {
                var ends = two(text, what, ">");
                yield new Silence(ends.getFirst(), ends.getLast());
            }
            case "rollback" -> {
                var parts = two(text, what, ":");
                yield new RollBack(parts.getFirst(), Integer.parseInt(parts.getLast()));
            }
            default -> throw unknown(text);
        };
    }

    private static List<String> two(String text, String what, String separator) {
        var parts = List.of(what.split(separator, -1));
        if (parts.size() != 2) {
            throw unknown(text);
        }
        return parts;
    }

    private static IllegalArgumentException unknown(String text) {
        return new IllegalArgumentException("'" + text + "' is no fault; faults are kill=proxy,"
                + " kill=client+worker-1, cut=client/proxy, silence=proxy>worker-2 and"
                + " rollback=client:3");
    }

    /** Those that die of it. */
    default List<String> killed() {
        return switch (this) {
            case Kill(var nodes) -> nodes;
            case RollBack(var node, int _) -> List.of(node);
            case Cut _, Silence _ -> List.of();
        };
    }

    /** All that it names. */
    default List<String> named() {
        return switch (this) {
            case Kill(var nodes) -> nodes;
            case RollBack(var node, int _) -> List.of(node);
            case Cut(var one, var other) -> List.of(one, other);
            case Silence(var from, var to) -> List.of(from, to);
        };
    }
}
