package org.chrysalis.worker;

import org.chrysalis.port.Randomness;
import org.chrysalis.sealing.KeyConfig;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;

/**
 * A worker's payload keys: the one on offer, the one before it, for what was sealed while the new
 * one travelled, and the one whose evidence is awaited. All live in RAM only, and what was sealed
 * for a key that has left the ring can never be opened again.
 */
final class KeyRing {

    private final WorkerSettings settings;
    private final Bytes modelHash;
    private final Randomness randomness;
    private Opening former;
    private Opening offered;
    private Opening coming;
    private Bytes evidence = Bytes.EMPTY;

    KeyRing(WorkerSettings settings, Bytes modelHash, Randomness randomness, long now) {
        this.settings = settings;
        this.modelHash = modelHash;
        this.randomness = randomness;
        this.coming = new Opening(settings, modelHash, randomness, now);
        this.offered = coming;
        this.former = coming;
    }

    /** Draws the next key. */
    void renew(long now) {
        coming = new Opening(settings, modelHash, randomness, now);
    }

    /** Of the key to be attested, 32 bytes. */
    Bytes claim() {
        return coming.config().hash();
    }

    /** There is evidence for the next key: it is on offer from now on. */
    void attested(Bytes shown) {
        former = offered;
        offered = coming;
        evidence = shown;
    }

    KeyConfig config() {
        return offered.config();
    }

    Bytes evidence() {
        return evidence;
    }

    /** @param now ms UTC */
    Opening.Result open(Wire.Dispatch dispatch, long now) {
        return offered.isAddressed(dispatch)
                ? offered.open(dispatch, now)
                : former.open(dispatch, now);
    }
}
