package org.chrysalis.cluster.journal;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A journal lacks what it once held, or contradicts itself. The message is one sentence for the
 * operator; it never advises to begin anew, since whoever forgets what is owed pays for it.
 */
@SuppressWarnings("serial")
public final class JournalDamaged extends IOException {

    private JournalDamaged(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** @param what is wrong, a clause without its full stop */
    static JournalDamaged of(Path file, String what) {
        return because(file, what, null);
    }

    static JournalDamaged because(Path file, String what, Throwable cause) {
        return new JournalDamaged(
                file + " is damaged: " + what + "; stop the node, keep this file as it is, and put"
                        + " in its place the newest copy by chrysalis books backup that chrysalis"
                        + " books verify finds whole",
                cause);
    }

    /** @param what is wrong with the account, beginning with a verb */
    static JournalDamaged account(Path file, String persistenceId, String what) {
        return of(file, "account " + persistenceId + " " + what);
    }
}
