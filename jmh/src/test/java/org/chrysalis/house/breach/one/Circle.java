package org.chrysalis.house.breach.one;

import org.chrysalis.house.breach.other.Round;

/** Knows who knows it. */
public final class Circle {

    private Circle() {}

    static String other() {
        return Round.NAME.strip();
    }

    /** Asked by the other. */
    public static String name() {
        return "circle";
    }
}
