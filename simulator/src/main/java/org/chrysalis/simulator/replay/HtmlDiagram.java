package org.chrysalis.simulator.replay;

import java.util.List;
import java.util.Locale;

/** A sequence chart as a page of its own: no script, nothing from elsewhere, light and dark. */
public final class HtmlDiagram {

    private static final int TIMES = 110;
    private static final int COLUMN = 170;
    private static final int ROW = 26;
    private static final int HEAD = 48;
    private static final double NANOS = 1e9;

    private static final String STYLE =
            """
            :root { color-scheme: light dark; --ink: #1c1f23; --paper: #fff; --line: #b9c0c8;
              --arrow: #0b5cad; --soft: #5b6570; }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #e6e9ec; --paper: #15181b; --line: #454d55; --arrow: #79b8ff;
                --soft: #9aa4ae; } }
            body { margin: 2rem; background: var(--paper); color: var(--ink);
              font: 15px/1.45 system-ui, sans-serif; }
            h1 { font-size: 1.2rem; } p { color: var(--soft); }
            svg { max-width: none; } .scroll { overflow-x: auto; }
            text { font: 12px ui-monospace, monospace; fill: var(--ink); }
            .life { stroke: var(--line); } .time { fill: var(--soft); }
            .arrow { stroke: var(--arrow); stroke-width: 1.5; marker-end: url(#tip); }
            #tip path { fill: var(--arrow); }
            """;

    private HtmlDiagram() {}

    /**
     * A page.
     *
     * @param title of it, and what is said below; neither shows what a request contains
     * @param nodes in the order of their columns
     */
    public static String of(String title, String said, List<String> nodes, List<Arrow> arrows) {
        return String.format(
                Locale.ROOT,
                """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy"
                  content="default-src 'none'; style-src 'unsafe-inline'">
            <title>%1$s</title>
            <style>
            %2$s</style>
            </head>
            <body>
            <h1>%1$s</h1>
            <p>%3$s</p>
            <div class="scroll">
            %4$s</div>
            </body>
            </html>
            """,
                escaped(title),
                STYLE,
                escaped(said),
                chart(nodes, arrows));
    }

    private static String chart(List<String> nodes, List<Arrow> arrows) {
        int width = TIMES + nodes.size() * COLUMN + TIMES;
        int height = HEAD + (arrows.size() + 1) * ROW;
        var svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg role=\"img\" aria-label=\"Messages between nodes\" width=\"%d\""
                        + " height=\"%d\" viewBox=\"0 0 %d %d\">\n",
                width,
                height,
                width,
                height));
        svg.append("<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\""
                + " markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\">"
                + "<path d=\"M0,0 L8,4 L0,8 z\"/></marker></defs>\n");
        for (int i = 0; i < nodes.size(); i++) {
            line(svg, "life", x(i), HEAD - ROW / 2, x(i), height);
            text(svg, "", "middle", x(i), ROW, nodes.get(i));
        }
        for (int i = 0; i < arrows.size(); i++) {
            row(svg, nodes, arrows.get(i), HEAD + (i + 1) * ROW);
        }
        return svg.append("</svg>\n").toString();
    }

    private static int x(int index) {
        return TIMES + index * COLUMN + COLUMN / 2;
    }

    private static void row(StringBuilder svg, List<String> nodes, Arrow arrow, int y) {
        int from = nodes.indexOf(arrow.from());
        int to = nodes.indexOf(arrow.to());
        var time = String.format(Locale.ROOT, "%.6f s", arrow.nanos() / NANOS);
        text(svg, "time", "start", 0, y, time);
        if (from >= 0 && to >= 0) {
            line(svg, "arrow", x(from), y, x(to), y);
            text(svg, "", "middle", (x(from) + x(to)) / 2, y - 5, arrow.label());
        }
        text(svg, "time", "start", TIMES + nodes.size() * COLUMN, y, arrow.about());
    }

    private static void line(StringBuilder svg, String type, int x1, int y1, int x2, int y2) {
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n",
                type,
                x1,
                y1,
                x2,
                y2));
    }

    private static void text(
            StringBuilder svg, String type, String anchor, int x, int y, String words) {
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"%s\" text-anchor=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n",
                type,
                anchor,
                x,
                y,
                escaped(words)));
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
