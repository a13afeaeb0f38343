package org.chrysalis.contract;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Statement;
import org.ton.ton4j.cell.Cell;
import org.ton.ton4j.cell.CellBuilder;

/** Bodies of the messages that a proxy's contract understands. */
public final class ProxyMessages {

    static final long OPEN = 0x4f50_454eL; // "OPEN"
    static final long FUND = 0x4655_4e44L; // "FUND"
    static final long ADD_CHANNEL_CODE = 0x4144_4343L; // "ADCC"
    static final long REGISTER = 0x5247_5354L; // "RGST"
    static final long RAISE_STAKE = 0x5253_544bL; // "RSTK"
    static final long WITHDRAW_FREE = 0x5744_4652L; // "WDFR"
    static final long SET_HOT_WALLET = 0x5348_574cL; // "SHWL"
    static final long RETIRE = 0x5245_5449L; // "RETI"
    static final long FINISH_RETIRE = 0x464e_5254L; // "FNRT"
    static final long FRAUD = 0x4652_4155L; // "FRAU"
    static final long ORDER = 0x4f52_4452L; // "ORDR"

    private ProxyMessages() {}

    /** Sets the stake aside; from the owner, once. */
    public static Bytes open(Nanoton stake) {
        return Cells.boc(Cells.message(OPEN).storeCoins(Cells.coins(stake)));
    }

    /**
     * Tops a worker's channel up, out of what lies above the stake.
     *
     * @param channel whose payer is the contract that gets this message
     * @param reserve what the channel lacks for its storage; out of this message's value
     */
    public static Bytes fund(ChannelIdentity channel, Nanoton amount, Nanoton reserve) {
        return Cells.boc(funding(channel, amount, reserve).storeUint(0, 1));
    }

    /** As {@link #fund}, of a channel that this deploys. */
    public static Bytes fundNew(ChannelIdentity channel, Nanoton amount, Nanoton reserve) {
        return Cells.boc(funding(channel, amount, reserve)
                .storeUint(1, 1)
                .storeRef(channel.code().compiled().cell()));
    }

    private static CellBuilder funding(ChannelIdentity channel, Nanoton amount, Nanoton reserve) {
        return Cells.message(FUND)
                .storeUint(channel.codeVersion(), 32)
                .storeUint(channel.index(), 32)
                .storeUint(channel.closeDelaySeconds(), 32)
                .storeCoins(Cells.coins(amount))
                .storeCoins(Cells.coins(reserve))
                .storeAddress(channel.payee().toTon4j())
                .storeBytes(channel.payeeKey().toArray());
    }

    /** Adds to the stake; from the owner, with that amount. */
    public static Bytes raiseStake(Nanoton amount) {
        return Cells.boc(Cells.message(RAISE_STAKE).storeCoins(Cells.coins(amount)));
    }

    /** Takes out of what lies above stake and reserve; from the owner. */
    public static Bytes withdrawFree(Nanoton amount) {
        return Cells.boc(Cells.message(WITHDRAW_FREE).storeCoins(Cells.coins(amount)));
    }

    /** Replaces the hot wallet and its bounds, of which nothing is used up; from the owner. */
    public static Bytes setHotWallet(HotWallet wallet) {
        return Cells.boc(Cells.message(SET_HOT_WALLET)
                .storeAddress(wallet.address().toTon4j())
                .storeCoins(Cells.coins(wallet.fundPerDay()))
                .storeUint(wallet.ordersPerDay(), 16));
    }

    /** No hot wallet from now on; from the owner. */
    public static Bytes removeHotWallet() {
        return Cells.boc(Cells.message(SET_HOT_WALLET).storeUint(0, 2 + 4 + 16));
    }

    /** Leaves the registry, and closes once it has; from the owner. */
    public static Bytes retire() {
        return Cells.boc(Cells.message(RETIRE));
    }

    /** Frees the stake once the delay is over; from anyone. */
    public static Bytes finishRetire() {
        return Cells.boc(Cells.message(FINISH_RETIRE));
    }

    /**
     * Burns the stake of who signed two statements about one thing; from anyone.
     *
     * @param network the chain's id, which both name
     */
    public static Bytes fraud(int network, Statement first, Statement second) {
        return Cells.boc(Cells.message(FRAUD)
                .storeRef(signed(network, first))
                .storeRef(signed(network, second)));
    }

    private static Cell signed(int network, Statement statement) {
        return Cells.begin()
                .storeBytes(statement.signature().toArray())
                .storeRef(Cells.cell(statement.root(network)))
                .endCell();
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
