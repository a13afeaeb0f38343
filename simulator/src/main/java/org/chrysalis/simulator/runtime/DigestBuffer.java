package org.chrysalis.simulator.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** Bytes that gather until a hash takes all of them at once, which costs it one call. */
final class DigestBuffer {

    private static final int USUAL = 1_024;
    private static final VarHandle NUMBER =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes = new byte[USUAL];
    private int length;

    void clear() {
        length = 0;
    }

    void tag(char tag) {
        reserve(1);
        bytes[length++] = (byte) tag;
    }

    /** Eight bytes, the highest first. */
    void number(long value) {
        reserve(Long.BYTES);
        NUMBER.set(bytes, length, value);
        length += Long.BYTES;
    }

    void number(char tag, long value) {
        tag(tag);
        number(value);
    }

    /** As they are, without their length. */
    void raw(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    /** With their length before. */
    void sized(byte[] more) {
        number(more.length);
        raw(more);
    }

    /** In UTF-8, with its length before. */
    void text(String text) {
        sized(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Hands all bytes to {@code hash}. */
    void drainTo(MessageDigest hash) {
        hash.update(bytes, 0, length);
        length = 0;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
