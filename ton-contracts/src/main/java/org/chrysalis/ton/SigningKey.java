package org.chrysalis.ton;

import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** An Ed25519 key pair (RFC 8032), made from a 32-byte seed; it never shows the seed. */
public final class SigningKey {

    public static final int SEED_BYTES = 32;
    public static final int SIGNATURE_BYTES = 64;

    private final Ed25519PrivateKeyParameters secret;
    private final Bytes publicKey;

    private SigningKey(byte[] seed) {
        secret = new Ed25519PrivateKeyParameters(seed, 0);
        publicKey = Bytes.of(secret.generatePublicKey().getEncoded());
    }

    /** @param seed 32 bytes drawn from {@code Randomness}, or read from the wallet's file */
    public static SigningKey fromSeed(Bytes seed) {
        if (seed.length() != SEED_BYTES) {
            throw new IllegalArgumentException("a seed has 32 bytes, not " + seed.length());
        }
        return new SigningKey(seed.toArray());
    }

    /** 32 bytes. */
    public Bytes publicKey() {
        return publicKey;
    }

    /** 64 bytes; the same for the same message. */
    public Bytes sign(Bytes message) {
        var signature = new byte[SIGNATURE_BYTES];
        var bytes = message.toArray();
        secret.sign(Ed25519.Algorithm.Ed25519, null, bytes, 0, bytes.length, signature, 0);
        return Bytes.of(signature);
    }

    /**
     * Whether {@code signature} is {@code publicKey}'s; false for whatever is malformed.
     *
     * <p>Never true where the TVM's CHKSIGNU says no. RFC 8032 lets Bouncy Castle multiply the
     * equation by the cofactor 8, which forgives points of small order in key and signature; the
     * TVM does not, and so a voucher with one would be work for nothing. Both points must
     * therefore be in the subgroup that every honest signer's are in.
     */
    public static boolean verifies(Bytes publicKey, Bytes message, Bytes signature) {
        if (publicKey.length() != 32 || signature.length() != SIGNATURE_BYTES) {
            return false;
        }
        var key = publicKey.toArray();
        var points = signature.toArray();
        var bytes = message.toArray();
        return Ed25519.validatePublicKeyFull(key, 0)
                && Ed25519.validatePublicKeyFull(points, 0)
                && Ed25519.verify(points, 0, key, 0, bytes, 0, bytes.length);
    }

    @Override
    public String toString() {
        return "SigningKey[" + publicKey + "]";
    }
}
