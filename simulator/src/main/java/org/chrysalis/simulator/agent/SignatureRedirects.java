package org.chrysalis.simulator.agent;

import org.bouncycastle.math.ec.rfc8032.Ed25519;

import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/**
 * Bouncy Castle's Ed25519, without proving twice in one world what its mathematics says once. A
 * signature that a node of the world has just made is right, and its points are sound: all other
 * nodes of it would only find that out again, in a third of the time of a request. Whatever is not
 * known is computed, so a forged or foreign signature is judged as ever.
 */
public final class SignatureRedirects {

    private static final String CURVE = "org/bouncycastle/math/ec/rfc8032/Ed25519";
    private static final int POINT_BYTES = 32;
    private static final int SIGNATURE_BYTES = 64;

    private SignatureRedirects() {}

    /** Whether the point is of the curve's subgroup of prime order. */
    @Instead(named = CURVE, call = "validatePublicKeyFull")
    public static boolean isSound(byte[] point, int at) {
        return isKnown(point(point, at), () -> Ed25519.validatePublicKeyFull(point, at));
    }

    @Instead(named = CURVE, call = "verify")
    public static boolean verify(
            byte[] signature, int at, byte[] key, int keyAt, byte[] message, int from, int length) {
        return isKnown(
                signed(signature, at, key, keyAt, message, from, length),
                () -> Ed25519.verify(signature, at, key, keyAt, message, from, length));
    }

    /** @param key that of {@code secret}, as Bouncy Castle's own key pairs have it */
    @Instead(named = CURVE, call = "sign")
    public static void sign(
            byte[] secret,
            int secretAt,
            byte[] key,
            int keyAt,
            byte[] message,
            int from,
            int length,
            byte[] signature,
            int at) {
        Ed25519.sign(secret, secretAt, key, keyAt, message, from, length, signature, at);
        if (Redirects.isInside()) {
            var world = Redirects.WORLD.get();
            world.learn(point(key, keyAt));
            world.learn(point(signature, at));
            world.learn(signed(signature, at, key, keyAt, message, from, length));
        }
    }

    private static boolean isKnown(ByteBuffer fact, BooleanSupplier proof) {
        if (!Redirects.isInside()) {
            return proof.getAsBoolean();
        }
        var world = Redirects.WORLD.get();
        if (world.knows(fact)) {
            return true;
        }
        boolean holds = proof.getAsBoolean();
        if (holds) {
            world.learn(fact);
        }
        return holds;
    }

    private static ByteBuffer point(byte[] bytes, int at) {
        return ByteBuffer.allocate(POINT_BYTES).put(bytes, at, POINT_BYTES).flip();
    }

    private static ByteBuffer signed(
            byte[] signature, int at, byte[] key, int keyAt, byte[] message, int from, int length) {
        return ByteBuffer.allocate(SIGNATURE_BYTES + POINT_BYTES + length)
                .put(signature, at, SIGNATURE_BYTES)
                .put(key, keyAt, POINT_BYTES)
                .put(message, from, length)
                .flip();
    }
}
