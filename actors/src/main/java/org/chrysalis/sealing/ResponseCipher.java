package org.chrysalis.sealing;

import org.chrysalis.encoding.Malformed;
import org.chrysalis.ton.Bytes;

import java.security.GeneralSecurityException;

import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The response's key and running nonce (after chunked OHTTP), the same on both ends. */
final class ResponseCipher {

    private final Bytes key;
    private final Bytes iv;
    private long counter;

    private ResponseCipher(Bytes key, Bytes iv) {
        this.key = key;
        this.iv = iv;
    }

    /** @param nonce 32 bytes, drawn by the worker and sent in the prelude */
    static ResponseCipher create(Bytes secret, Bytes encapsulation, Bytes nonce, Bytes envHash) {
        try {
            var hkdf = KDF.getInstance("HKDF-SHA256");
            var prk = hkdf.deriveKey(
                    "Generic",
                    HKDFParameterSpec.ofExtract()
                            .addSalt(Bytes.concat(encapsulation, nonce, envHash).toArray())
                            .addIKM(secret.toArray())
                            .extractOnly());
            var generic = new SecretKeySpec(prk.getEncoded(), "Generic");
            return new ResponseCipher(
                    expand(hkdf, generic, "key", 32), expand(hkdf, generic, "nonce", 12));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("JDK 25 has HKDF-SHA256", impossible);
        }
    }

    Bytes seal(Bytes clear, Bytes plaintext) {
        return Gcm.seal(key, nextNonce(), clear, plaintext);
    }

    Bytes open(Bytes clear, Bytes ciphertext) throws Malformed {
        return Gcm.open(key, nextNonce(), clear, ciphertext);
    }

    private Bytes nextNonce() {
        var nonce = iv.toArray();
        for (int i = 0; i < 8; i++) {
            nonce[nonce.length - 1 - i] ^= (byte) (counter >>> (8 * i));
        }
        counter++;
        return Bytes.of(nonce);
    }

    private static Bytes expand(KDF hkdf, SecretKeySpec prk, String label, int length)
            throws GeneralSecurityException {
        return Bytes.of(hkdf.deriveData(
                HKDFParameterSpec.expandOnly(prk, Bytes.ofUtf8(label).toArray(), length)));
    }
}
