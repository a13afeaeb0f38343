package org.chrysalis.ton;

import org.ton.ton4j.cell.CellBuilder;

import java.math.BigInteger;

/**
 * What a channel's payer owes its payee in all, signed by the payer; the payee may cash it on
 * chain. Cumulative: a higher one replaces all below it (PAYMENTS §2).
 *
 * @param channel the channel's address
 * @param epoch u32; a channel that was closed and opened again starts the next one
 * @param total since the epoch's start
 * @param signature Ed25519 by the payer's key over {@link #hash}
 */
public record Voucher(Address channel, long epoch, Nanoton total, Bytes signature) {

    /** First field of what is signed; no message of any contract begins with it. */
    public static final long OPCODE = 0x564f_5543L; // "VOUC"

    public static Voucher sign(
            int network, Address channel, long epoch, Nanoton total, SigningKey payer) {
        return new Voucher(channel, epoch, total, payer.sign(hash(network, channel, epoch, total)));
    }

    public boolean verifies(int network, Bytes payerKey) {
        return SigningKey.verifies(payerKey, hash(network, channel, epoch, total), signature);
    }

    /** {@code voucher#564f5543 network:int32 channel:MsgAddressInt epoch:uint32 total:Coins}. */
    public static Bytes hash(int network, Address channel, long epoch, Nanoton total) {
        return Bytes.of(CellBuilder.beginCell()
                .storeUint(OPCODE, 32)
                .storeInt(network, 32)
                .storeAddress(channel.toTon4j())
                .storeUint(epoch, 32)
                .storeCoins(BigInteger.valueOf(total.value()))
                .endCell()
                .hash());
    }
}
