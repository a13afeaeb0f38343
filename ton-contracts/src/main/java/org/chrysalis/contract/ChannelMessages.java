package org.chrysalis.contract;

import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Voucher;
import org.chrysalis.ton.Withdrawal;

/** Bodies of the messages that a channel understands; what to attach to them says {@link Fees}. */
public final class ChannelMessages {

    static final long TOP_UP = 0x544f_5055L; // "TOPU"
    static final long CASH = 0x4341_5348L; // "CASH"
    static final long REQUEST_CLOSE = 0x5251_434cL; // "RQCL"
    static final long FINISH_CLOSE = 0x464e_434cL; // "FNCL"

    static final long SET_KEY = 0x534b_4559L; // "SKEY"

    private ChannelMessages() {}

    /** Raises the deposit; from anyone while open, from the payer to open a closed one again. */
    public static Bytes topUp(Nanoton amount) {
        return Cells.boc(Cells.message(TOP_UP).storeCoins(Cells.coins(amount)));
    }

    /** Pays the payee what {@code voucher} says above what was cashed; from anyone. */
    public static Bytes cash(Voucher voucher) {
        return Cells.boc(Cells.message(CASH)
                .storeUint(voucher.epoch(), 32)
                .storeCoins(Cells.coins(voucher.total()))
                .storeBytes(voucher.signature().toArray()));
    }

    /** Returns what the deposit becomes less to the payer; from the payer only. */
    public static Bytes withdraw(Withdrawal agreed) {
        return Cells.boc(Cells.message(Withdrawal.OPCODE)
                .storeUint(agreed.epoch(), 32)
                .storeUint(agreed.nonce(), 32)
                .storeCoins(Cells.coins(agreed.deposited()))
                .storeUint(agreed.validUntil(), 32)
                .storeBytes(agreed.signature().toArray()));
    }

    /**
     * Replaces the payer's key after the close delay; from the payer only.
     *
     * @param key 32 bytes
     */
    public static Bytes setKey(Bytes key) {
        Checks.key(key);
        return Cells.boc(Cells.message(SET_KEY).storeBytes(key.toArray()));
    }

    /**
     * Cashes, returns the rest and ends the epoch; from either side.
     *
     * @throws IllegalArgumentException if the two agree to different things
     */
    public static Bytes closeTogether(CloseTogether payer, CloseTogether payee) {
        boolean same = new CloseTogether(
                        payer.channel(),
                        payer.epoch(),
                        payer.total(),
                        payer.validUntil(),
                        payee.signature())
                .equals(payee);
        if (!same) {
            throw new IllegalArgumentException("payer and payee agree to different things");
        }
        var second = Cells.begin().storeBytes(payee.signature().toArray()).endCell();
        return Cells.boc(Cells.message(CloseTogether.OPCODE)
                .storeUint(payer.epoch(), 32)
                .storeCoins(Cells.coins(payer.total()))
                .storeUint(payer.validUntil(), 32)
                .storeBytes(payer.signature().toArray())
                .storeRef(second));
    }

    /** Starts the close delay; from the payer only. */
    public static Bytes requestClose() {
        return Cells.boc(Cells.message(REQUEST_CLOSE));
    }

    /** Returns the rest to the payer once the close delay is over; from anyone. */
    public static Bytes finishClose() {
        return Cells.boc(Cells.message(FINISH_CLOSE));
    }
}
