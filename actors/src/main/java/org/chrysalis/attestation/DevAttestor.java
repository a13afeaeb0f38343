package org.chrysalis.attestation;

import org.chrysalis.encoding.Hashes;
import org.chrysalis.port.Attestor;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.SigningKey;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Evidence without a TEE: a dev key's Ed25519 signature over the key config's hash. It says who
 * vouches for a worker and nothing of what its host can see: not confidential.
 */
public record DevAttestor(SigningKey devKey) implements Attestor {

    /** Public key, then signature. */
    static final int EVIDENCE_BYTES = 32 + SigningKey.SIGNATURE_BYTES;

    /** 32 bytes, what the Registry allows: which dev key vouches. */
    public static Bytes measurement(Bytes devKey) {
        return Hashes.sha256(Bytes.ofUtf8("chrysalis dev attester v1"), devKey);
    }

    static Bytes signed(Bytes keyConfigHash) {
        return Bytes.concat(Bytes.ofUtf8("chrysalis dev evidence v1"), keyConfigHash);
    }

    @Override
    public CompletionStage<Bytes> attest(Bytes keyConfigHash) {
        return CompletableFuture.completedStage(
                Bytes.concat(devKey.publicKey(), devKey.sign(signed(keyConfigHash))));
    }
}
