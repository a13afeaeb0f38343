package org.chrysalis.simulator.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;

/** One line on stderr that changes while work is done; nothing if nobody is at a terminal. */
final class ProgressLine {

    private static final int WIDTH = 24;

    private final PrintWriter err;
    private final boolean shown;

    private ProgressLine(PrintWriter err, boolean shown) {
        this.err = err;
        this.shown = shown;
    }

    static ProgressLine of(PrintWriter err) {
        boolean atTerminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        return new ProgressLine(err, atTerminal);
    }

    /** In place of what it showed. */
    void show(String text) {
        if (shown) {
            err.print("\r\033[K" + text);
            err.flush();
        }
    }

    void clear() {
        show("");
    }

    /** A bar that is full to this part, from 0 to 1. */
    static String bar(double part) {
        int filled = (int) (WIDTH * Math.clamp(part, 0, 1));
        return "█".repeat(filled) + " ".repeat(WIDTH - filled);
    }

    /** Minutes and seconds. */
    static String time(double seconds) {
        long whole = Math.round(seconds);
        return whole / 60 + (whole % 60 < 10 ? ":0" : ":") + whole % 60;
    }
}
