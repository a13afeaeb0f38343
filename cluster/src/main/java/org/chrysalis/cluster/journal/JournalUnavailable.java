package org.chrysalis.cluster.journal;

/** A file of the journal cannot be opened. The message is one sentence that names the remedy. */
@SuppressWarnings("serial")
public final class JournalUnavailable extends RuntimeException {

    JournalUnavailable(String sentence) {
        super(sentence);
    }

    JournalUnavailable(String sentence, Exception cause) {
        super(sentence, cause);
    }
}
