package org.chrysalis.contract;

import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Voucher;

/** Bodies of the messages that a channel understands; what to attach to them says {@link Fees}. */
public final class ChannelMessages {

    static final long TOP_UP = 0x544f_5055L; // "TOPU"
    static final long CASH = 0x4341_5348L; // "CASH"
    static final long REQUEST_CLOSE = 0x5251_434cL; // "RQCL"
    static final long FINISH_CLOSE = 0x464e_434cL; // "FNCL"

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

    /** Starts the close delay; from the payer only. */
    public static Bytes requestClose() {
        return Cells.boc(Cells.message(REQUEST_CLOSE));
    }

    /** Returns the rest to the payer once the close delay is over; from anyone. */
    public static Bytes finishClose() {
        return Cells.boc(Cells.message(FINISH_CLOSE));
    }
}
