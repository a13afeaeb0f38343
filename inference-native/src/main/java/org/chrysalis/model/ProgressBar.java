package org.chrysalis.model;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/**
 * Progress for people: on a terminal one line that is drawn over, elsewhere a line every ten per
 * cent of a step that takes longer than a second. Both say how long it will still take.
 */
public final class ProgressBar implements Progress {

    private static final int WIDTH = 30;
    private static final Duration REDRAW = Duration.ofMillis(100);

    private static final Duration LONG = Duration.ofSeconds(1);

    private enum Style {
        TERMINAL,
        LINES
    }

    private final PrintStream out;
    private final InstantSource clock;
    private final Style style;
    private String what = "";
    private Instant began = Instant.EPOCH;
    private long beganAt;
    private Instant drawn = Instant.EPOCH;
    private long drawnTenth = -1;
    private int lineLength;

    private ProgressBar(PrintStream out, InstantSource clock, Style style) {
        this.out = out;
        this.clock = clock;
        this.style = style;
    }

    public static ProgressBar onTerminal(PrintStream out, InstantSource clock) {
        return new ProgressBar(out, clock, Style.TERMINAL);
    }

    public static ProgressBar inLines(PrintStream out, InstantSource clock) {
        return new ProgressBar(out, clock, Style.LINES);
    }

    /** On standard error, drawn over if a person watches. */
    @SuppressWarnings("SystemConsoleNull") // from JDK 25 it is null again without a terminal
    public static ProgressBar forProcess() {
        var console = System.console();
        var watched = console != null && console.isTerminal();
        return new ProgressBar(
                System.err, InstantSource.system(), watched ? Style.TERMINAL : Style.LINES);
    }

    @Override
    public void at(String step, long done, long total) {
        var now = clock.instant();
        if (!step.equals(what)) {
            end();
            what = step;
            began = now;
            beganAt = done;
        }
        switch (style) {
            case TERMINAL -> drawOver(now, done, total);
            case LINES -> drawLine(now, done, total);
        }
    }

    @Override
    public void end() {
        if (lineLength > 0) {
            out.println();
        }
        lineLength = 0;
        drawn = Instant.EPOCH;
        drawnTenth = -1;
        what = "";
    }

    private void drawOver(Instant now, long done, long total) {
        if (done < total && Duration.between(drawn, now).compareTo(REDRAW) < 0) {
            return;
        }
        drawn = now;
        var full = (int) (WIDTH * done / Math.max(1, total));
        var line = what + " [" + "#".repeat(full) + " ".repeat(WIDTH - full) + "] "
                + figures(now, done, total);
        out.print("\r" + line + " ".repeat(Math.max(0, lineLength - line.length())));
        out.flush();
        lineLength = line.length();
    }

    private void drawLine(Instant now, long done, long total) {
        var tenth = 10 * done / Math.max(1, total);
        var brief = done > 0 && Duration.between(began, now).compareTo(LONG) < 0;
        if (tenth == drawnTenth || brief) {
            return;
        }
        drawnTenth = tenth;
        out.println(what + " " + figures(now, done, total));
        out.flush();
    }

    private String figures(Instant now, long done, long total) {
        var text = String.format(
                Locale.ROOT,
                "%3d %%  %,.1f of %,.1f MB",
                100 * done / Math.max(1, total),
                done / 1e6,
                total / 1e6);
        var took = Duration.between(began, now).toMillis();
        var fetched = done - beganAt;
        if (took < 500 || fetched <= 0 || done >= total) {
            return text;
        }
        var left = Math.round((total - done) / 1000.0 * took / fetched);
        return text + String.format(Locale.ROOT, ", %d:%02d left", left / 60, left % 60);
    }
}
