package org.chrysalis.worker;

import org.chrysalis.port.Randomness;
import org.chrysalis.sealing.KeyConfig;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;

import java.util.List;

/**
 * A worker's payload keys: the one on offer, for a while the one before it, and the one whose
 * evidence is awaited. All live in RAM only: what was sealed for a key that has left the ring can
 * never be opened again, by whoever takes this machine.
 */
final class KeyRing {

    private final WorkerSettings settings;
    private final Bytes modelHash;
    private final Randomness randomness;

    /** The one on offer first; empty before the first evidence. */
    private List<RequestOpener> serving = List.of();

    private RequestOpener coming;
    private Bytes evidence = Bytes.EMPTY;

    /** @param now ms UTC */
    KeyRing(WorkerSettings settings, Bytes modelHash, Randomness randomness, long now) {
        this.settings = settings;
        this.modelHash = modelHash;
        this.randomness = randomness;
        this.coming = new RequestOpener(settings, modelHash, randomness, now);
    }

    /** Draws the next key. */
    void renew(long now) {
        coming = new RequestOpener(settings, modelHash, randomness, now);
    }

    /** Of the key to be attested, 32 bytes. */
    Bytes claim() {
        return coming.config().hash();
    }

    /** There is evidence for the next key: it is on offer from now on. */
    void attested(Bytes shown) {
        serving = serving.isEmpty() ? List.of(coming) : List.of(coming, serving.getFirst());
        evidence = shown;
    }

    /** What was sealed for the key before has expired: it is forgotten. */
    void retire() {
        serving = serving.subList(0, 1);
    }

    KeyConfig config() {
        return serving.getFirst().config();
    }

    Bytes evidence() {
        return evidence;
    }

    /** @param now ms UTC */
    RequestOpener.Result open(Wire.Dispatch dispatch, long now) {
        return serving.stream()
                .filter(key -> key.isAddressed(dispatch))
                .findFirst()
                .orElse(serving.getFirst())
                .open(dispatch, now);
    }
}
