package org.chrysalis.ton;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable byte string with value equality; what records hold in place of {@code byte[]}. */
public final class Bytes implements Comparable<Bytes> {

    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] value;

    private Bytes(byte[] value) {
        this.value = value;
    }

    /** A copy of {@code value}. */
    public static Bytes of(byte[] value) {
        return new Bytes(value.clone());
    }

    /** Of {@code value[from, to)}. @throws IndexOutOfBoundsException if outside of it */
    public static Bytes of(byte[] value, int from, int to) {
        java.util.Objects.checkFromToIndex(from, to, value.length);
        return new Bytes(Arrays.copyOfRange(value, from, to));
    }

    /** @throws IllegalArgumentException if {@code hex} is not pairs of hexadecimal digits */
    public static Bytes ofHex(String hex) {
        return new Bytes(HexFormat.of().parseHex(hex));
    }

    public static Bytes ofUtf8(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** All {@code parts}, one after the other. */
    public static Bytes concat(Bytes... parts) {
        int length = 0;
        for (var part : parts) {
            length = Math.addExact(length, part.value.length);
        }
        var all = new byte[length];
        int at = 0;
        for (var part : parts) {
            System.arraycopy(part.value, 0, all, at, part.value.length);
            at += part.value.length;
        }
        return new Bytes(all);
    }

    /** A copy that the caller may change. */
    public byte[] toArray() {
        return value.clone();
    }

    /** The bytes [from, to). */
    public Bytes slice(int from, int to) {
        return of(value, from, to);
    }

    public int length() {
        return value.length;
    }

    public byte at(int index) {
        return value[index];
    }

    public boolean isEmpty() {
        return value.length == 0;
    }

    public String hex() {
        return HexFormat.of().formatHex(value);
    }

    /** Unsigned and lexicographic. */
    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(value, other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    /** At most 16 bytes in hexadecimal: ids stay readable, payloads stay out of logs. */
    @Override
    public String toString() {
        return value.length <= 16
                ? hex()
                : HexFormat.of().formatHex(value, 0, 8) + "…[" + value.length + "]";
    }
}
