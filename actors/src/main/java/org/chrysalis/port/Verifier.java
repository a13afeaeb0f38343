package org.chrysalis.port;

import org.chrysalis.ton.Bytes;

/** Judges a peer's evidence. Pure, so it answers at once. */
public interface Verifier {

    /** @param keyConfigHash 32 bytes that the evidence must be about */
    Verdict judge(Bytes keyConfigHash, Bytes evidence);

    /** A decision on evidence. */
    sealed interface Verdict {

        /**
         * @param measurement 32 bytes: what was measured
         * @param confidentiality what may be claimed of the peer
         */
        record Accepted(Bytes measurement, Confidentiality confidentiality) implements Verdict {}

        record Refused(String reason) implements Verdict {}
    }

    /** What the evidence is worth. */
    enum Confidentiality {
        /**
         * A dev key said so: the host can read everything. Shown everywhere as "not confidential".
         */
        NOT_CONFIDENTIAL,
        /** A TEE's quote said so. */
        CONFIDENTIAL
    }
}
