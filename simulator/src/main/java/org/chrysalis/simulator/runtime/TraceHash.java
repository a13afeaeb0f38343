package org.chrysalis.simulator.runtime;

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
    private final DigestBuffer out = new DigestBuffer();
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
        out.drainTo(sha256);
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
        out.text(delivery.from());
        out.text(delivery.to());
    }

    private void put(Occurrence.Append append) {
        put('a', append);
        out.text(append.persistenceId());
        out.number(append.sequenceNumber());
    }

    private void put(char kind, Occurrence occurrence) {
        out.number(kind, occurrence.nanos());
        out.raw(occurrence.digest().toArray());
    }
}
