package org.chrysalis.cluster.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A terminal's stderr that can wait: events would stand in the middle of an answer's sentences, for
 * both are written to the same place.
 */
final class HeldLines extends OutputStream {

    private final OutputStream terminal;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean holding;

    HeldLines(OutputStream terminal) {
        this.terminal = terminal;
    }

    /** All that this process says from now on goes through it. */
    static HeldLines ofStderr() {
        var lines = new HeldLines(System.err);
        System.setErr(new PrintStream(lines, true, StandardCharsets.UTF_8));
        return lines;
    }

    /** What is said elsewhere goes its own way. */
    static HeldLines ofNothing() {
        return new HeldLines(nullOutputStream());
    }

    synchronized void hold() {
        holding = true;
    }

    /** Says what was held, and holds nothing more. */
    synchronized void release() throws IOException {
        holding = false;
        held.writeTo(terminal);
        held.reset();
        terminal.flush();
    }

    @Override
    public synchronized void write(int octet) throws IOException {
        where().write(octet);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) throws IOException {
        where().write(bytes, from, length);
    }

    @Override
    public synchronized void flush() throws IOException {
        where().flush();
    }

    private OutputStream where() {
        return holding ? held : terminal;
    }
}
