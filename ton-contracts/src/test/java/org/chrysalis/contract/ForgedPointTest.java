package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.chrysalis.chain.Network;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Voucher;
import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * RFC 8032 lets a verifier multiply its equation by the cofactor 8; the TVM does not. A payer that
 * adds a point of small order to its signature, or to its key, would have us serve it for vouchers
 * that the chain never pays.
 */
class ForgedPointTest {

    private static final BigInteger PRIME =
            BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
    private static final Nanoton ONE = Nanoton.ton(1);

    private final Network network = new Network().deployed();
    private final Bytes hash = Voucher.hash(Network.ID, network.clientChannel.address(), 0, ONE);

    @Test
    void aSignatureThatTheChainRefusesForItsCofactorIsRefusedHere()
            throws GeneralSecurityException {
        var point = plusOrderTwo(Network.key(60).publicKey());
        refusedEverywhere(signature(point, network.clientKey.publicKey()));
    }

    /** The discrete logarithm of the identity is known to all: S is the secret key times k. */
    @Test
    void aSignatureOverThePointOfOrderOneIsRefusedHere() throws GeneralSecurityException {
        var identity = new byte[32];
        identity[0] = 1;
        var key = network.clientKey.publicKey();
        var scalar = challenge(Bytes.of(identity), key).multiply(secret(3)).mod(ORDER);
        var signature = Bytes.concat(Bytes.of(identity), littleEndian(scalar));
        assertFalse(SigningKey.verifies(key, hash, signature));
    }

    @Test
    void aKeyWithAPointOfSmallOrderInItVerifiesNothing() throws GeneralSecurityException {
        var mixed = plusOrderTwo(network.clientKey.publicKey());
        var signature = signature(Network.key(60).publicKey(), mixed);
        assertFalse(SigningKey.verifies(mixed, hash, signature));
    }

    @Test
    void theSameScalarsWithoutTheForgedPointAreAGoodSignature() throws GeneralSecurityException {
        var key = network.clientKey.publicKey();
        var signature = signature(Network.key(60).publicKey(), key);
        assertTrue(SigningKey.verifies(key, hash, signature));
    }

    private void refusedEverywhere(Bytes signature) {
        var voucher = new Voucher(network.clientChannel.address(), 0, ONE, signature);
        network.refuses(ExitCode.SIGNATURE, network.stranger, Transfers.KNOWN.cash(voucher));
        assertFalse(voucher.verifies(Network.ID, network.clientKey.publicKey()));
    }

    /** S = r + k·a, for the secret r of {@code Network.key(60)} and a of {@code key(3)}. */
    private Bytes signature(Bytes point, Bytes key) throws GeneralSecurityException {
        var scalar = secret(60).add(challenge(point, key).multiply(secret(3))).mod(ORDER);
        return Bytes.concat(point, littleEndian(scalar));
    }

    private BigInteger challenge(Bytes point, Bytes key) throws GeneralSecurityException {
        return number(sha512(Bytes.concat(point, key, hash)));
    }

    /** Of {@link Network#key}, as RFC 8032 derives it from the seed. */
    private static BigInteger secret(int number) throws GeneralSecurityException {
        var seed = new byte[Ed25519.SECRET_KEY_SIZE];
        seed[0] = (byte) number;
        var half = Arrays.copyOf(sha512(Bytes.of(seed)), 32);
        half[0] &= (byte) 0xf8;
        half[31] = (byte) ((half[31] & 0x7f) | 0x40);
        return number(half);
    }

    /** (x, y) + (0, −1) = (−x, −y). */
    private static Bytes plusOrderTwo(Bytes point) {
        var y = point.toArray();
        int sign = y[31] & 0x80;
        y[31] &= 0x7f;
        var negated = littleEndian(PRIME.subtract(number(y))).toArray();
        negated[31] |= (byte) (sign ^ 0x80);
        return Bytes.of(negated);
    }

    private static byte[] sha512(Bytes bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-512").digest(bytes.toArray());
    }

    private static BigInteger number(byte[] littleEndian) {
        var bytes = new byte[littleEndian.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = littleEndian[bytes.length - 1 - i];
        }
        return new BigInteger(1, bytes);
    }

    private static Bytes littleEndian(BigInteger number) {
        var bytes = new byte[32];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = number.shiftRight(8 * i).byteValue();
        }
        return Bytes.of(bytes);
    }
}
