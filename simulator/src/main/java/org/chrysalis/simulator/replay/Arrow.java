package org.chrysalis.simulator.replay;

/**
 * Something that a node sent to another, or the same thing several times on end. What a message
 * contains is never part of it: a diagram goes to people who may not read prompts.
 *
 * @param nanos virtual, of the first one
 * @param type of the message
 * @param about the attempt; empty if it is the session's
 * @param times how often
 */
public record Arrow(long nanos, String from, String to, String type, String about, int times) {

    boolean isLike(Arrow other) {
        return from.equals(other.from)
                && to.equals(other.to)
                && type.equals(other.type)
                && about.equals(other.about);
    }

    Arrow again() {
        return new Arrow(nanos, from, to, type, about, times + 1);
    }

    /** What stands on it. */
    String label() {
        return times == 1 ? type : type + " ×" + times;
    }
}
