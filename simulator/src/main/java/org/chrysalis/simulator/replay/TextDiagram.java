package org.chrysalis.simulator.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A message diagram for a terminal: a column for each node, a line for each arrow. */
public final class TextDiagram {

    private static final int WIDTH = 18;
    private static final int CENTRE = WIDTH / 2;
    private static final double NANOS = 1e9;

    private TextDiagram() {}

    /** @param nodes in the order of their columns */
    public static List<String> of(List<String> nodes, List<Arrow> arrows) {
        var lines = new ArrayList<String>();
        lines.add(" ".repeat(WIDTH - 4)
                + nodes.stream().map(TextDiagram::centred).collect(Collectors.joining()));
        for (var arrow : arrows) {
            lines.add(line(nodes, arrow));
        }
        return lines;
    }

    private static String centred(String node) {
        int left = (WIDTH - node.length()) / 2;
        return " ".repeat(left) + node + " ".repeat(WIDTH - node.length() - left);
    }

    private static String line(List<String> nodes, Arrow arrow) {
        var line = new StringBuilder("         │        ".repeat(nodes.size()));
        int from = place(nodes, arrow.from());
        int to = place(nodes, arrow.to());
        if (from >= 0 && to >= 0 && from != to) {
            draw(line, from, to, arrow.label());
        }
        return String.format(
                        Locale.ROOT, "%12.6f  %s%s", arrow.nanos() / NANOS, line, arrow.about())
                .stripTrailing();
    }

    private static int place(List<String> nodes, String node) {
        int index = nodes.indexOf(node);
        return index < 0 ? -1 : index * WIDTH + CENTRE;
    }

    private static void draw(StringBuilder line, int from, int to, String label) {
        int left = Math.min(from, to);
        int right = Math.max(from, to);
        for (int at = left + 1; at < right; at++) {
            line.setCharAt(at, '─');
        }
        line.setCharAt(from < to ? right - 1 : left + 1, from < to ? '▶' : '◀');
        int room = right - left - 5;
        var shown = label.length() > room ? label.substring(0, room) : label;
        int begin = left + 3 + (room - shown.length()) / 2;
        line.replace(begin, begin + shown.length(), shown);
    }
}
