package org.chrysalis.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** What people see of a long step. */
class ProgressBarTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final AtomicLong millis = new AtomicLong();

    private Instant now() {
        return Instant.ofEpochMilli(millis.get());
    }

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void writesOneLineForEveryTenth() {
        var bar = ProgressBar.inLines(out, this::now);
        for (var done = 0; done <= 1000; done++) {
            bar.at("fetching a", done * 1_000_000L, 1_000_000_000L);
            millis.set(1000);
        }
        bar.end();
        assertEquals(11, shown().lines().count());
        assertTrue(shown().startsWith("fetching a   0 %  0.0 of 1,000.0 MB"), shown());
    }

    @Test
    void writesNothingOfWhatIsDoneInASecond() {
        var bar = ProgressBar.inLines(out, this::now);
        for (var done = 1; done <= 1000; done++) {
            millis.set(done * 9 / 10);
            bar.at("verifying a", done, 1000);
        }
        bar.end();
        assertEquals("", shown());
    }

    @Test
    void saysHowLongItStillTakes() {
        var bar = ProgressBar.inLines(out, this::now);
        bar.at("fetching a", 500_000_000L, 1_000_000_000L);
        millis.set(10_000);
        bar.at("fetching a", 600_000_000L, 1_000_000_000L);
        assertTrue(shown().endsWith("600.0 of 1,000.0 MB, 0:40 left" + System.lineSeparator()));
    }

    @Test
    void drawsOverTheSameLineAndNotTooOften() {
        var bar = ProgressBar.onTerminal(out, this::now);
        for (var done = 0; done <= 1000; done++) {
            millis.addAndGet(1);
            bar.at("fetching a", done, 1000);
        }
        bar.end();
        assertEquals(11, shown().chars().filter(letter -> letter == '\r').count());
        assertTrue(shown().contains("[##############################] 100 %"));
    }

    @Test
    void worksWithoutATerminal() {
        ProgressBar.forProcess().end();
        assertEquals("", shown());
    }
}
