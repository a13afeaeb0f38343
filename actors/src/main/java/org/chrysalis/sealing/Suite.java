package org.chrysalis.sealing;

import org.bouncycastle.crypto.hpke.HPKE;
import org.chrysalis.ton.Bytes;

import java.nio.ByteBuffer;

/** The one suite, 0x0001: X-Wing, HKDF-SHA256, AES-256-GCM. A number, never negotiated. */
final class Suite {

    static final byte VERSION = 1;
    static final short ID = 1;

    /** X-Wing: ML-KEM-768 and X25519. */
    static final int PUBLIC_KEY_BYTES = 1216;

    static final int ENCAPSULATION_BYTES = 1120;

    /** A 32-byte content key and its tag. */
    static final int WRAPPED_BYTES = 48;

    static final int KEY_ID_BYTES = 16;

    private Suite() {}

    static HPKE hpke() {
        return new HPKE(
                HPKE.mode_base, HPKE.kem_X_WING, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
    }

    /** Whether {@code kemKey} takes an encapsulation, tried with fixed and discarded randomness. */
    static boolean canEncapsulate(Bytes kemKey) {
        try {
            var hpke = hpke();
            var _ = hpke.setupBaseS(
                    hpke.deserializePublicKey(kemKey.toArray()), new byte[0], new byte[64]);
            return true;
        } catch (IllegalArgumentException | IllegalStateException notAKey) {
            return false;
        }
    }

    static byte[] info(Bytes keyConfigHash) {
        return Bytes.concat(
                        Bytes.ofUtf8("chrysalis req v1"),
                        Bytes.of(ByteBuffer.allocate(2).putShort(ID).array()),
                        keyConfigHash)
                .toArray();
    }
}
