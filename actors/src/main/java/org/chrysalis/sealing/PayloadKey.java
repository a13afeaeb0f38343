package org.chrysalis.sealing;

import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.chrysalis.encoding.Hashes;
import org.chrysalis.encoding.Malformed;
import org.chrysalis.port.Randomness;
import org.chrysalis.ton.Bytes;

/** A worker's X-Wing key pair. In RAM only: a new one at each boot. */
public final class PayloadKey {

    private final AsymmetricCipherKeyPair pair;

    private PayloadKey(AsymmetricCipherKeyPair pair) {
        this.pair = pair;
    }

    public static PayloadKey generate(Randomness randomness) {
        return new PayloadKey(Suite.hpke().deriveKeyPair(randomness.bytes(32).toArray()));
    }

    /** 1 216 bytes. */
    public Bytes publicKey() {
        return Bytes.of(Suite.hpke().serializePublicKey(pair.getPublic()));
    }

    /**
     * A request that was opened.
     *
     * @param responseSecret what the answer is sealed with
     * @param encapsulation the recipient's own, bound into the answer
     */
    public record Opened(
            SealedRequest request,
            Plaintext plaintext,
            Bytes responseSecret,
            Bytes encapsulation,
            Bytes contentKeyHash) {
        @Override
        public String toString() {
            return "Opened[" + request.envHash() + "]";
        }
    }

    /**
     * Opens the body. It checks nothing but the sealing: expiry, replay and addressee are the
     * worker's to judge.
     *
     * @param own this key's config
     */
    public Opened open(SealedRequest request, KeyConfig own) throws Malformed {
        var mine = request.recipients().stream()
                .filter(recipient -> recipient.keyId().equals(own.keyId()))
                .findFirst()
                .orElseThrow(() -> new Malformed("not sealed for this key"));
        try {
            var receiver = Suite.hpke()
                    .setupBaseR(mine.encapsulation().toArray(), pair, Suite.info(own.hash()));
            var contentKey = Bytes.of(
                    receiver.open(request.envHash().toArray(), mine.wrappedKey().toArray()));
            var plaintext = Plaintext.decode(RequestSealer.openBody(request, contentKey));
            return new Opened(
                    request,
                    plaintext,
                    Bytes.of(receiver.export(RequestSealer.RESPONSE_LABEL, 32)),
                    mine.encapsulation(),
                    Hashes.sha256(contentKey));
        } catch (InvalidCipherTextException altered) {
            throw new Malformed("not authentic");
        } catch (IllegalArgumentException | IllegalStateException altered) {
            // the latter: a point of small order, with which X25519 agrees on nothing
            throw new Malformed("not an encapsulation");
        }
    }

    @Override
    public String toString() {
        return "PayloadKey";
    }
}
