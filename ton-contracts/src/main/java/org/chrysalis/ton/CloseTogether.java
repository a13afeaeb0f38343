package org.chrysalis.ton;

/**
 * One side's agreement to end a channel's epoch at once: the payee gets what {@code total} says
 * above what was cashed, the payer the rest (PAYMENTS §2). The channel needs both sides'.
 *
 * @param epoch u32
 * @param total since the epoch's start
 * @param validUntil chain time in seconds, u32: later the channel refuses it
 * @param signature Ed25519 over {@link #hash}
 */
public record CloseTogether(
        Address channel, long epoch, Nanoton total, long validUntil, Bytes signature) {

    /** Also the message's opcode: what is signed and what is sent are never the same cell. */
    public static final long OPCODE = 0x434c_5447L; // "CLTG"

    public static CloseTogether sign(
            int network,
            Address channel,
            long epoch,
            Nanoton total,
            long validUntil,
            SigningKey key) {
        var hash = hash(network, channel, epoch, total, validUntil);
        return new CloseTogether(channel, epoch, total, validUntil, key.sign(hash));
    }

    public boolean verifies(int network, Bytes key) {
        var hash = hash(network, channel, epoch, total, validUntil);
        return SigningKey.verifies(key, hash, signature);
    }

    /**
     * {@code close_together#434c5447 network:int32 channel:MsgAddressInt epoch:uint32 total:Coins
     * valid_until:uint32}.
     */
    public static Bytes hash(
            int network, Address channel, long epoch, Nanoton total, long validUntil) {
        return Cells.hash(Cells.begin()
                .storeUint(OPCODE, 32)
                .storeInt(network, 32)
                .storeAddress(channel.toTon4j())
                .storeUint(epoch, 32)
                .storeCoins(Cells.coins(total))
                .storeUint(validUntil, 32)
                .endCell());
    }
}
