package org.chrysalis.chain;

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
}
