package org.chrysalis.contract;

/** Why our contracts refuse a message: the constants of {@code errors.tolk}. */
public enum ExitCode {
    VALUE(700, "the value does not pay for the whole path", "send more; the excess returns"),
    SENDER(701, "this message is not for this sender to send", "send it from its owner's wallet"),
    EPOCH(702, "signed for another epoch of the channel", "sign for the epoch it has now"),
    SIGNATURE(
            703,
            "not the right key's signature over this, here",
            "sign it with the key in force, for this network and this contract"),
    NOT_OPEN(704, "only an open channel or proxy can do this", "open it, or leave it"),
    CLOSING(705, "a closing channel takes no money", "wait until it is closed, then reopen it"),
    NOT_CLOSING(706, "nobody asked to close or to retire", "ask for it first, then wait"),
    TOO_EARLY(707, "a delay is not over", "wait until it is"),
    ZERO(708, "an amount of nothing", "name an amount"),
    STAKE(
            709,
            "above stake and reserve is less; or too low a stake",
            "take out less, or raise the stake to what the terms ask for"),
    CODE(710, "not a code that this contract allows", "use a version that is listed"),
    ORDER(
            711,
            "not an order that may be passed on to a channel",
            "order RequestClose, Withdraw, SetKey or CloseTogether"),
    OPENED(712, "opened before", "nothing is left to do"),
    DELAY(
            713,
            "a close delay of less than a minute or more than a year",
            "choose one from 60 seconds to 365 days"),
    NONCE(714, "not the next withdrawal of this channel", "sign the one with its nonce"),
    EXPIRED(715, "past the time until which it was valid", "have it signed anew"),
    LOWER(716, "a deposit below what is cashed, or no less than it is", "agree to one in between"),
    LISTED(717, "it is there already, and is never replaced", "choose the next version"),
    ENDPOINT(718, "an endpoint is 1 to 120 whole bytes", "shorten it"),
    TERMS(
            719,
            "no terms are in force, or none that could be",
            "wait for the first, or stay within their bounds"),
    LIMIT(
            720,
            "more than the hot wallet may fund or order in a day",
            "wait, or have the owner send it or raise the bound"),
    PROOF(
            721,
            "not two statements that differ about one thing",
            "bring two of one channel, epoch, life and request"),
    PLAN(
            722,
            "not the code that is planned, or none is any more",
            "name the hash that the registry shows, or plan it first"),
    SIZE(723, "a code of too many cells", "plan a smaller one"),
    UNKNOWN(0xffff, "no message of this contract, or none yet", "update, or send what it knows");

    private final int number;
    private final String meaning;
    private final String remedy;

    ExitCode(int number, String meaning, String remedy) {
        this.number = number;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    public int number() {
        return number;
    }

    /** For people: what it means and what helps; other numbers are TVM's own. */
    public static String describe(int number) {
        for (var code : values()) {
            if (code.number == number) {
                return code.meaning + ": " + code.remedy;
            }
        }
        return "exit code " + number;
    }
}
