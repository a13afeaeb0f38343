package org.chrysalis.cluster.journal;

import org.chrysalis.ton.Bytes;

/**
 * One signed statement as it is stored, beside the event that bears it and longer than that.
 *
 * @param subject 32 bytes: what it is about; the first one of each subject is kept
 * @param seq by which statements are ordered
 * @param payload what the one who hands it over can read again
 */
public record StatementRow(Bytes subject, long seq, Bytes payload) {

    private static final int SUBJECT_BYTES = 32;

    public StatementRow {
        if (subject.length() != SUBJECT_BYTES) {
            throw new IllegalArgumentException(
                    "a statement's subject has 32 bytes, not " + subject.length());
        }
    }
}
