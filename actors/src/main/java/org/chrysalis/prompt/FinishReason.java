package org.chrysalis.prompt;

/** Why a generation ended. */
public enum FinishReason {
    /** The model ended its turn, or a stop string came. */
    STOP(0),
    /** max_tokens, or the end of the context. */
    LENGTH(1),
    CANCELLED(2),
    /** Parked too long without a grant. */
    UNFUNDED(3);

    private final int code;

    FinishReason(int code) {
        this.code = code;
    }

    /** One byte of the sealed format. */
    public int code() {
        return code;
    }
}
