package org.chrysalis.cluster.node;

import org.chrysalis.cluster.link.Tap;
import org.chrysalis.ton.Bytes;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps all bytes that pass a dev proxy, so that anyone can look whether one can read them. A disk
 * that is full costs the proof, not the sessions.
 */
final class TapFile implements Tap, AutoCloseable {

    private final OutputStream file;
    private boolean whole = true;
    private long bytes;

    TapFile(Path path) throws IOException {
        file = new BufferedOutputStream(Files.newOutputStream(path));
    }

    @Override
    public synchronized void passed(Bytes serialized) {
        try {
            file.write(serialized.toArray());
            bytes += serialized.length();
        } catch (IOException full) {
            whole = false;
        }
    }

    /**
     * All that passed so far, and is in the file now.
     *
     * @throws IOException if anything is missing: then the file proves nothing
     */
    synchronized long flushed() throws IOException {
        if (!whole) {
            throw new IOException("not all that passed could be written: is the disk full?");
        }
        file.flush();
        return bytes;
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
