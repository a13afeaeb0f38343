package org.chrysalis.contract;

/** Why our contracts refuse a message: the constants of {@code errors.tolk}. */
public enum ExitCode {
    VALUE(700, "the value does not pay for the whole path"),
    SENDER(701, "this message is not for this sender to send"),
    EPOCH(702, "signed for another epoch of the channel"),
    SIGNATURE(703, "not the right key's signature over this, here"),
    NOT_OPEN(704, "only an open channel or proxy can do this"),
    CLOSING(705, "a closing channel takes no money"),
    NOT_CLOSING(706, "nobody asked to close or to retire"),
    TOO_EARLY(707, "a delay is not over"),
    ZERO(708, "an amount of nothing"),
    STAKE(709, "above stake and reserve is less; or too low a stake"),
    CODE(710, "not a code that this contract allows"),
    ORDER(711, "not an order that may be passed on to a channel"),
    OPENED(712, "opened before"),
    DELAY(713, "a close delay of less than a minute or more than a year"),
    NONCE(714, "not the next withdrawal of this channel"),
    EXPIRED(715, "past the time until which it was valid"),
    LOWER(716, "a deposit below what is cashed, or no less than it is"),
    LISTED(717, "it is there already, and is never replaced"),
    ENDPOINT(718, "an endpoint is 1 to 120 whole bytes"),
    TERMS(719, "no terms are in force, or none that could be"),
    LIMIT(720, "more than the hot wallet may fund or order in a day"),
    PROOF(721, "not two statements that differ about one thing"),
    UNKNOWN(0xffff, "no message of this contract, or none yet");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    /** For people; other numbers are TVM's own. */
    public static String describe(int number) {
        for (var code : values()) {
            if (code.number == number) {
                return code.meaning;
            }
        }
        return "exit code " + number;
    }
}
