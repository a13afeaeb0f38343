package org.chrysalis.invariant;

import com.google.errorprone.annotations.FormatMethod;

import java.util.Locale;

/** Checks that stay on in production: a broken one is a bug, and the safe answer is to stop. */
public final class Invariant {

    private Invariant() {}

    /** @throws AssertionError with the figures, unless {@code condition} */
    @FormatMethod
    public static void holds(boolean condition, String format, Object... figures) {
        if (!condition) {
            throw new AssertionError(String.format(Locale.ROOT, format, figures));
        }
    }
}
