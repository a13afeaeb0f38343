package org.chrysalis.house.breach.other;

import org.chrysalis.house.breach.one.Circle;

/** Knows who knows it. */
public final class Round {

    /** Not a constant, which javac would copy. */
    public static final String NAME = Circle.name();

    private Round() {}
}
