package org.chrysalis.contract;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;

/** Bodies of the messages that a proxy's contract understands. */
public final class ProxyMessages {

    static final long OPEN = 0x4f50_454eL; // "OPEN"
    static final long FUND = 0x4655_4e44L; // "FUND"
    static final long ADD_CHANNEL_CODE = 0x4144_4343L; // "ADCC"
    static final long REGISTER = 0x5247_5354L; // "RGST"
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
                .storeRef(channel.code().compiled().cell()));
    }

    /** Has the contract tell the registry where the proxy is found; from the owner. */
    public static Bytes register(long codeVersion, Registration registration) {
        return Cells.boc(Cells.message(REGISTER)
                .storeUint(codeVersion, 32)
                .storeBytes(registration.signature().toArray())
                .storeRef(registration.cell()));
    }

    /** Has the contract know one more channel code; from the owner. */
    public static Bytes addChannelCode(ChannelCode code) {
        return Cells.boc(Cells.message(ADD_CHANNEL_CODE)
                .storeUint(code.version(), 32)
                .storeBytes(code.id().hash().toArray())
                .storeUint(code.id().depth(), 16));
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
