package org.chrysalis.sealing;

import org.chrysalis.encoding.Malformed;
import org.chrysalis.ton.Bytes;

import java.security.GeneralSecurityException;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM of the JDK, forty times faster here than a pure Java one (SEALING §1). */
final class Gcm {

    static final int TAG_BYTES = 16;
    static final int NONCE_BYTES = 12;

    private Gcm() {}

    static Bytes seal(Bytes key, Bytes nonce, Bytes aad, Bytes plaintext) {
        try {
            return run(Cipher.ENCRYPT_MODE, key, nonce, aad, plaintext);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every Java platform has AES-GCM", impossible);
        }
    }

    static Bytes open(Bytes key, Bytes nonce, Bytes aad, Bytes ciphertext) throws Malformed {
        try {
            return run(Cipher.DECRYPT_MODE, key, nonce, aad, ciphertext);
        } catch (AEADBadTagException altered) {
            throw new Malformed("not authentic");
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every Java platform has AES-GCM", impossible);
        }
    }

    private static Bytes run(int mode, Bytes key, Bytes nonce, Bytes aad, Bytes input)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode,
                new SecretKeySpec(key.toArray(), "AES"),
                new GCMParameterSpec(8 * TAG_BYTES, nonce.toArray()));
        cipher.updateAAD(aad.toArray());
        return Bytes.of(cipher.doFinal(input.toArray()));
    }
}
