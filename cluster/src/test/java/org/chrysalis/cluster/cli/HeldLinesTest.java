package org.chrysalis.cluster.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Events that wait for an answer to end are said afterwards, all of them and in order. */
class HeldLinesTest {

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final HeldLines lines = new HeldLines(terminal);
    private final PrintStream events = new PrintStream(lines, true, StandardCharsets.UTF_8);

    @Test
    void anEventBesidesAnAnswerIsSaidAtOnce() {
        events.print("asked…");
        assertEquals("asked…", said());
    }

    @Test
    void eventsDuringAnAnswerFollowIt() throws IOException {
        events.print("a");
        lines.hold();
        events.print("b");
        events.write('c');
        assertEquals("a", said());
        lines.release();
        events.print("d");
        assertEquals("abcd", said());
        lines.hold();
        lines.release();
        assertEquals("abcd", said(), "nothing twice");
    }

    private String said() {
        return terminal.toString(StandardCharsets.UTF_8);
    }
}
