package org.chrysalis.port;

import org.chrysalis.ton.Bytes;

import java.util.concurrent.CompletionStage;

/** Makes evidence that a key lives where it claims to live: a TEE, or a dev key. */
public interface Attestor {

    /** @param keyConfigHash 32 bytes */
    CompletionStage<Bytes> attest(Bytes keyConfigHash);
}
