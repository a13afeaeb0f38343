package org.chrysalis.contract;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;

/** Bodies of the messages that a proxy's contract understands. */
public final class ProxyMessages {

    static final long OPEN = 0x4f50_454eL; // "OPEN"
    static final long FUND = 0x4655_4e44L; // "FUND"
    static final long ORDER = 0x4f52_4452L; // "ORDR"

    private ProxyMessages() {}

    /** Sets the stake aside; from the owner, once. */
    public static Bytes open(Nanoton stake) {
        return Cells.boc(Cells.message(OPEN).storeCoins(Cells.coins(stake)));
    }

    /**
     * Deploys a worker's channel if need be and tops it up, out of what lies above the stake.
     *
     * @param channel whose payer is the contract that gets this message
     */
    public static Bytes fund(ChannelIdentity channel, Nanoton amount) {
        return Cells.boc(Cells.message(FUND)
                .storeUint(channel.codeVersion(), 32)
                .storeUint(channel.index(), 32)
                .storeUint(channel.closeDelaySeconds(), 32)
                .storeCoins(Cells.coins(amount))
                .storeAddress(channel.payee().toTon4j())
                .storeBytes(channel.payeeKey().toArray())
                .storeUint(1, 1)
                .storeRef(Contracts.channel().cell()));
    }

    /**
     * Passes a message on to a channel that this contract pays; a new key only from the owner.
     *
     * @param body RequestClose, Withdraw, SetKey or CloseTogether, of {@link ChannelMessages}
     */
    public static Bytes order(Address channel, Bytes body) {
        return Cells.boc(
                Cells.message(ORDER).storeAddress(channel.toTon4j()).storeRef(Cells.cell(body)));
    }
}
