package org.chrysalis.simulator.runtime;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * SHA-256 over all that happened in a run, in order. Two runs with one hash did the same things at
 * the same virtual times. The seed is no part of it, so it differs between seeds only because what
 * happens does.
 */
public final class TraceHash {

    private final MessageDigest sha256 = Sha256.start();
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
    private final Consumer<Occurrence> observer;
    private long count;

    public TraceHash() {
        this(_ -> {});
    }

    /** @param observer is shown every occurrence, which tells where two runs part */
    public TraceHash(Consumer<Occurrence> observer) {
        this.observer = observer;
    }

    public void add(Occurrence occurrence) {
        switch (occurrence) {
            case Occurrence.Delivery delivery -> put(delivery);
            case Occurrence.Append append -> put(append);
            case Occurrence.Transaction transaction -> put('t', transaction);
        }
        count++;
        observer.accept(occurrence);
    }

    /** Occurrences so far. */
    public long count() {
        return count;
    }

    /** The hash of all so far, 64 hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(Sha256.soFar(sha256));
    }

    private void put(Occurrence.Delivery delivery) {
        put('d', delivery);
        put(delivery.from());
        put(delivery.to());
    }

    private void put(Occurrence.Append append) {
        put('a', append);
        put(append.persistenceId());
        put(append.sequenceNumber());
    }

    private void put(char kind, Occurrence occurrence) {
        sha256.update((byte) kind);
        put(occurrence.nanos());
        sha256.update(occurrence.digest().toArray());
    }

    private void put(String text) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        put(utf8.length);
        sha256.update(utf8);
    }

    private void put(long value) {
        sha256.update(number.clear().putLong(value).flip());
    }
}
