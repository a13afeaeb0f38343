package org.chrysalis.actor;

import org.apache.pekko.persistence.typed.EventRejectedException;
import org.apache.pekko.persistence.typed.internal.JournalFailureException;

/** What a journal's refusal to write looks like to the parent of an account. */
public final class WriteFailure {

    private WriteFailure() {}

    /** Pekko stops the account in both cases, whatever its supervision: its state ran ahead. */
    public static boolean is(Throwable cause) {
        return cause instanceof JournalFailureException || cause instanceof EventRejectedException;
    }
}
