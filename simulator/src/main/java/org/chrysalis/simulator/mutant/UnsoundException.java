package org.chrysalis.simulator.mutant;

import java.io.Serial;
import java.util.List;

/** Something is violated without any mutant: what else a hunt finds proves nothing. */
public final class UnsoundException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public UnsoundException(String message) {
        super(message);
    }

    public UnsoundException(long seed, List<String> violations) {
        super("seed " + seed
                + " is violated without any mutant, so that finds would prove nothing: "
                + String.join("; ", violations));
    }
}
