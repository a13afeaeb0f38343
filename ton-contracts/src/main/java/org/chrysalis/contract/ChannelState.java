package org.chrysalis.contract;

import org.chrysalis.chain.Account;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.ton.ton4j.cell.Cell;
import org.ton.ton4j.cell.CellSlice;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A channel's storage.
 *
 * @param epoch u32: how often the channel was closed
 * @param deposited since the epoch's start, what was paid out included
 * @param cashed of {@code deposited}, paid to the payee
 * @param withdrawNonce u32: the only one a Withdraw may name
 * @param closingTime chain time in seconds from which anyone may finish; 0 unless closing
 * @param keys the payer's keys after the identity's, or {@link Keys#NONE}
 */
public record ChannelState(
        ChannelIdentity identity,
        long epoch,
        Nanoton deposited,
        Nanoton cashed,
        long withdrawNonce,
        Status status,
        long closingTime,
        Keys keys) {

    /** In the order of their numbers on chain. */
    public enum Status {
        OPEN("open"),
        CLOSING("closing"),
        CLOSED("closed");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        /** For people. */
        public String word() {
            return word;
        }
    }

    /**
     * A change of the payer's key, which takes effect after the close delay.
     *
     * @param current 32 bytes: in force until {@code from}
     * @param next 32 bytes: in force from then on
     * @param from chain time in seconds
     */
    public record Keys(Bytes current, Bytes next, long from) {

        /** The identity's key is in force. */
        public static final Keys NONE = new Keys(Bytes.EMPTY, Bytes.EMPTY, 0);
    }

    /** What a voucher can still be paid from. */
    public Nanoton uncashed() {
        return deposited.minusOrZero(cashed);
    }

    /** The payer's key that vouchers are checked with at {@code chainSeconds}. */
    public Bytes payerKey(long chainSeconds) {
        if (keys.equals(Keys.NONE)) {
            return identity.payerKey();
        }
        return chainSeconds >= keys.from() ? keys.next() : keys.current();
    }

    /** Reads a channel of this build's own code, as {@link #read(Account, SortedMap)} does. */
    public static ChannelState read(Account account) {
        return read(account, Contracts.channelCodes());
    }

    /**
     * Reads an account that claims to be a channel, and checks that it was born as one: the code
     * and the address of its identity.
     *
     * @param codes by version, as {@link ChannelCodes#at} lists them. A newer one is
     *     read like this build's own: what it adds to the storage comes last
     * @throws ForeignContract if it is no channel of this network
     */
    public static ChannelState read(Account account, SortedMap<Long, CodeId> codes) {
        var data = Storages.data(account, codes.values(), "channel");
        var state = Storages.decode("channel", () -> parse(data, codes));
        if (!state.identity.address().equals(account.address())) {
            throw new ForeignContract(
                    account.address() + " was born with other data than a channel's");
        }
        return state;
    }

    /**
     * Reads the channel of this identity, by the code that it was born with.
     *
     * @throws ForeignContract if it is not there
     */
    public static ChannelState read(Account account, ChannelIdentity identity) {
        var codes = new TreeMap<Long, CodeId>();
        codes.put(identity.codeVersion(), identity.code().id());
        return read(account, codes);
    }

    private static ChannelState parse(Cell cell, SortedMap<Long, CodeId> codes) {
        var data = Cells.slice(cell);
        var status = Status.values()[(int) Cells.uint(data, 8)];
        var epoch = Cells.uint(data, 32);
        var deposited = Cells.coins(data);
        var cashed = Cells.coins(data);
        var nonce = Cells.uint(data, 32);
        var closingTime = Cells.uint(data, 32);
        boolean rotated = data.loadBit();
        var identity = ChannelIdentity.parse(data.loadRef(), codes);
        var keys = rotated ? keys(Cells.slice(data.loadRef())) : Keys.NONE;
        return new ChannelState(
                identity, epoch, deposited, cashed, nonce, status, closingTime, keys);
    }

    private static Keys keys(CellSlice slice) {
        var current = Cells.bytes(slice, 32);
        var next = Cells.bytes(slice, 32);
        return new Keys(current, next, Cells.uint(slice, 32));
    }

    /** All zero but for the identity: the storage a channel is born with. */
    static Cell initial(ChannelIdentity identity) {
        return Cells.begin()
                .storeUint(0, 8)
                .storeUint(0, 32)
                .storeUint(0, 4 + 4)
                .storeUint(0, 32)
                .storeUint(0, 32)
                .storeUint(0, 1)
                .storeRef(identity.cell())
                .endCell();
    }
}
