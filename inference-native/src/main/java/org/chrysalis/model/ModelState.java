package org.chrysalis.model;

import java.nio.file.Path;

/**
 * What the store has of a model, by the size of its file.
 *
 * @param bytes there so far
 */
public record ModelState(Model model, Path file, Presence presence, long bytes) {

    /** How much of a model is there. */
    public enum Presence {
        MISSING,
        /** A pull was interrupted; the next one goes on there. */
        PARTIAL,
        /** A file of that name, not of that size. */
        WRONG_SIZE,
        /** Whole by its size; {@link ModelStore#verify} tells whether by its hash. */
        PRESENT
    }
}
