package org.chrysalis.sealing;

import org.bouncycastle.crypto.InvalidCipherTextException;
import org.chrysalis.encoding.Hashes;
import org.chrysalis.encoding.Malformed;
import org.chrysalis.port.Randomness;
import org.chrysalis.ton.Bytes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The client's side: seals a prompt once, for n workers that share no key. */
public final class RequestSealer {

    private static final Bytes ZERO_NONCE = Bytes.of(new byte[Gcm.NONCE_BYTES]);
    static final byte[] RESPONSE_LABEL = Bytes.ofUtf8("chrysalis resp v1").toArray();

    private RequestSealer() {}

    /**
     * A sealed request and what opens the responses to it.
     *
     * @param secrets by key id: whichever of the n answers
     * @param contentKeyHash SHA-256 of the content key: GCM does not commit to its key
     */
    public record Sealed(
            SealedRequest request, Map<Bytes, ResponseSecret> secrets, Bytes contentKeyHash) {}

    /** Of one recipient. Neither part is ever shown. */
    public record ResponseSecret(Bytes secret, Bytes encapsulation) {
        @Override
        public String toString() {
            return "ResponseSecret";
        }
    }

    /**
     * @param recipients 1 to 5, distinct
     * @param randomness the content key is fresh at every sealing, so the nonce can be constant
     */
    public static Sealed seal(
            Envelope envelope,
            Plaintext plaintext,
            List<KeyConfig> recipients,
            Randomness randomness) {
        var contentKey = randomness.bytes(32);
        var unwrapped = recipients.stream()
                .map(config ->
                        new SealedRequest.Recipient(config.keyId(), Bytes.EMPTY, Bytes.EMPTY))
                .toList();
        var envHash = new SealedRequest(envelope, unwrapped, Bytes.EMPTY).envHash();
        var wrapped = new ArrayList<SealedRequest.Recipient>();
        var secrets = new LinkedHashMap<Bytes, ResponseSecret>();
        for (var config : recipients) {
            wrap(config, contentKey, envHash, randomness, wrapped, secrets);
        }
        var aad = new SealedRequest(envelope, wrapped, Bytes.EMPTY).bodyAad();
        var body = Gcm.seal(contentKey, ZERO_NONCE, aad, plaintext.encode());
        return new Sealed(
                new SealedRequest(envelope, wrapped, body), secrets, Hashes.sha256(contentKey));
    }

    static Bytes openBody(SealedRequest request, Bytes contentKey) throws Malformed {
        return Gcm.open(contentKey, ZERO_NONCE, request.bodyAad(), request.body());
    }

    private static void wrap(
            KeyConfig config,
            Bytes contentKey,
            Bytes envHash,
            Randomness randomness,
            List<SealedRequest.Recipient> wrapped,
            Map<Bytes, ResponseSecret> secrets) {
        var hpke = Suite.hpke();
        var sender = hpke.setupBaseS(
                hpke.deserializePublicKey(config.kemKey().toArray()),
                Suite.info(config.hash()),
                randomness.bytes(64).toArray());
        try {
            var encapsulation = Bytes.of(sender.getEncapsulation());
            wrapped.add(new SealedRequest.Recipient(
                    config.keyId(),
                    encapsulation,
                    Bytes.of(sender.seal(envHash.toArray(), contentKey.toArray()))));
            secrets.put(
                    config.keyId(),
                    new ResponseSecret(Bytes.of(sender.export(RESPONSE_LABEL, 32)), encapsulation));
        } catch (InvalidCipherTextException impossible) {
            throw new AssertionError("sealing does not fail", impossible);
        }
    }
}
