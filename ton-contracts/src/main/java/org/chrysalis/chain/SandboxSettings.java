package org.chrysalis.chain;

import org.chrysalis.ton.Bytes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What makes one embedded network differ from another.
 *
 * @param networkId its {@code global_id}, bound into all that is signed; never mainnet's −239 or
 *     testnet's −3, lest a signature made here be worth money there
 */
public record SandboxSettings(int networkId, Prices prices) {

    private static final int MAINNET = -239;
    private static final int TESTNET = -3;

    public SandboxSettings {
        if (networkId == MAINNET || networkId == TESTNET) {
            throw new IllegalArgumentException("network id " + networkId
                    + " belongs to a public network: give an embedded chain another one");
        }
    }

    public SandboxSettings(int networkId) {
        this(networkId, Prices.KNOWN);
    }

    /** Contracts that draw get what the network and the logical time determine. */
    Bytes seed(long lt) {
        try {
            var material = "chrysalis sandbox " + networkId + " " + lt;
            var digest = MessageDigest.getInstance("SHA-256");
            return Bytes.of(digest.digest(material.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
