package org.chrysalis.simulator.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/** One line on stderr that grows while points are played; nothing if nobody is at a terminal. */
final class ProgressLine {

    private static final int WIDTH = 24;
    private static final double NANOS = 1e9;

    private final PrintWriter err;
    private final boolean shown;
    private final int total;
    private final int before;
    private final long start = System.nanoTime();
    private int done;

    private ProgressLine(PrintWriter err, boolean shown, int total, int before) {
        this.err = err;
        this.shown = shown;
        this.total = total;
        this.before = before;
        this.done = before;
    }

    /** @param before those that were done when it began */
    static ProgressLine of(PrintWriter err, int total, int before) {
        boolean atTerminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        return new ProgressLine(err, atTerminal, total, before);
    }

    void advance(long violations) {
        done++;
        show(violations);
    }

    void show(long violations) {
        if (shown) {
            err.print("\r\033[K" + text(violations, (System.nanoTime() - start) / NANOS));
            err.flush();
        }
    }

    void clear() {
        if (shown) {
            err.print("\r\033[K");
            err.flush();
        }
    }

    private String text(long violations, double seconds) {
        int filled = (int) ((long) WIDTH * done / Math.max(1, total));
        double rate = seconds == 0 ? 0 : (done - before) / seconds;
        long left = rate == 0 ? 0 : Math.round((total - done) / rate);
        return String.format(
                Locale.ROOT,
                "points %s%s %,d/%,d  %.1f/s  %d:%02d left  %,d violated",
                "█".repeat(filled),
                " ".repeat(WIDTH - filled),
                done,
                total,
                rate,
                left / 60,
                left % 60,
                violations);
    }
}
