package org.chrysalis.ton;

import java.math.BigDecimal;

/**
 * An amount of TON in nanotons; 1 TON is 10^9 nanotons.
 *
 * <p>Never negative. Arithmetic that would overflow or go below zero throws {@link
 * ArithmeticException}: it is a bug in the caller, never an answer for a user.
 */
public record Nanoton(long value) implements Comparable<Nanoton> {

    public static final Nanoton ZERO = new Nanoton(0);

    public Nanoton {
        if (value < 0) {
            throw new ArithmeticException("negative amount: " + value);
        }
    }

    public static Nanoton of(long value) {
        return new Nanoton(value);
    }

    /** Whole TON. */
    public static Nanoton ton(long tons) {
        return new Nanoton(Math.multiplyExact(tons, 1_000_000_000L));
    }

    public Nanoton plus(Nanoton other) {
        return new Nanoton(Math.addExact(value, other.value));
    }

    public Nanoton minus(Nanoton other) {
        return new Nanoton(Math.subtractExact(value, other.value));
    }

    /** This less {@code other}, or nothing if that is more. */
    public Nanoton minusOrZero(Nanoton other) {
        return other.value >= value ? ZERO : minus(other);
    }

    public Nanoton times(long count) {
        return new Nanoton(Math.multiplyExact(value, count));
    }

    public Nanoton max(Nanoton other) {
        return value >= other.value ? this : other;
    }

    public Nanoton min(Nanoton other) {
        return value <= other.value ? this : other;
    }

    public boolean isMoreThan(Nanoton other) {
        return value > other.value;
    }

    @Override
    public int compareTo(Nanoton other) {
        return Long.compare(value, other.value);
    }

    /** Exact, in TON: {@code 1.5 TON}, {@code 0.000000001 TON}. */
    @Override
    public String toString() {
        return BigDecimal.valueOf(value, 9).stripTrailingZeros().toPlainString() + " TON";
    }
}
