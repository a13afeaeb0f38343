package org.chrysalis.simulator.runtime;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/**
 * SHA-256 over all that happened in a run, in order. Two runs with one hash did the same things at
 * the same virtual times. The seed is no part of it, so it differs between seeds only because what
 * happens does.
 */
public final class TraceHash {

    /** Entries from one checkpoint to the next. */
    public static final int CHECKPOINT_EVERY = 1_000;

    private final MessageDigest sha256 = Sha256.start();
    private final List<Checkpoint> checkpoints = new ArrayList<>();
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
        if (count % CHECKPOINT_EVERY == 0) {
            checkpoints.add(end());
        }
        observer.accept(occurrence);
    }

    /** Occurrences so far. */
    public long count() {
        return count;
    }

    /** After each thousand entries so far, in order. */
    public List<Checkpoint> checkpoints() {
        return List.copyOf(checkpoints);
    }

    /** After all so far. */
    public Checkpoint end() {
        return new Checkpoint(count, hex());
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
