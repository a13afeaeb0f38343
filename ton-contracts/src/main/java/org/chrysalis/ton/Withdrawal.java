package org.chrysalis.ton;

/**
 * The payee agrees that a channel's deposit becomes less; the payer sends it (PAYMENTS §2).
 *
 * @param epoch u32
 * @param nonce u32: the channel's, so that it applies once
 * @param deposited from then on, since the epoch's start; what was cashed counts
 * @param validUntil chain time in seconds, u32: later the channel refuses it
 * @param signature Ed25519 by the payee's key over {@link #hash}
 */
public record Withdrawal(
        Address channel,
        long epoch,
        long nonce,
        Nanoton deposited,
        long validUntil,
        Bytes signature) {

    /** Also the message's opcode: what is signed and what is sent are never the same cell. */
    public static final long OPCODE = 0x5744_5257L; // "WDRW"

    public static Withdrawal sign(
            int network,
            Address channel,
            long epoch,
            long nonce,
            Nanoton deposited,
            long validUntil,
            SigningKey payee) {
        var hash = hash(network, channel, epoch, nonce, deposited, validUntil);
        return new Withdrawal(channel, epoch, nonce, deposited, validUntil, payee.sign(hash));
    }

    public boolean verifies(int network, Bytes payeeKey) {
        var hash = hash(network, channel, epoch, nonce, deposited, validUntil);
        return SigningKey.verifies(payeeKey, hash, signature);
    }

    /**
     * {@code withdraw#57445257 network:int32 channel:MsgAddressInt epoch:uint32 nonce:uint32
     * deposited:Coins valid_until:uint32}.
     */
    public static Bytes hash(
            int network,
            Address channel,
            long epoch,
            long nonce,
            Nanoton deposited,
            long validUntil) {
        return Cells.hash(Cells.begin()
                .storeUint(OPCODE, 32)
                .storeInt(network, 32)
                .storeAddress(channel.toTon4j())
                .storeUint(epoch, 32)
                .storeUint(nonce, 32)
                .storeCoins(Cells.coins(deposited))
                .storeUint(validUntil, 32)
                .endCell());
    }
}
