package org.chrysalis.chain;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.ton.ton4j.cell.Cell;
import org.ton.ton4j.cell.CellSlice;

/** Reads the heads of messages (block.tlb, {@code CommonMsgInfo}). */
final class Messages {

    /** Limits of an external message (crypto/block/mc-config.h:394-417). */
    private static final int MAX_EXTERNAL_BYTES = 65_535;

    private static final int MAX_DEPTH = 512;

    private Messages() {}

    /**
     * An internal message on its way.
     *
     * @param message a bag of cells
     * @param value what the receiver is credited
     * @param forwardFee what is left of it, 2/3: it burns on delivery, in no transaction
     */
    record Internal(Bytes message, Address to, Nanoton value, Nanoton forwardFee) {}

    /** Whether {@code message} goes to an account, not out of the chain. */
    static boolean isInternal(Cell message) {
        return !Cells.slice(message).loadBit();
    }

    static Internal internal(Cell message) {
        var slice = Cells.slice(message).skipBits(4);
        slice.loadAddress();
        var to = Cells.address(slice);
        var value = Cells.coins(slice);
        slice.skipDictE();
        slice.loadCoins(); // extra_flags since version 12, no amount
        return new Internal(Cells.boc(message), to, value, Cells.coins(slice));
    }

    /** Hash of the body of an internal message, or of an external one from nowhere. */
    static Bytes bodyHash(Cell message) {
        var slice = Cells.slice(message);
        if (isInternal(message)) {
            slice.skipBits(4);
            slice.loadAddress();
            slice.loadAddress();
            slice.loadCoins();
            slice.skipDictE();
            slice.loadCoins();
            slice.loadCoins();
            slice.skipBits(64 + 32);
        } else {
            slice.skipBits(4);
            slice.loadAddress();
            slice.loadCoins();
        }
        skipStateInit(slice);
        return Cells.hash(slice.loadBit() ? slice.loadRef() : slice.sliceToCell());
    }

    /** {@code Maybe (Either StateInit ^StateInit)}. */
    private static void skipStateInit(CellSlice slice) {
        if (!slice.loadBit()) {
            return;
        }
        if (slice.loadBit()) {
            slice.loadRef();
            return;
        }
        slice.skipBits(slice.loadBit() ? 5 : 0);
        slice.skipBits(slice.loadBit() ? 2 : 0);
        for (int part = 0; part < 3; part++) {
            if (slice.loadBit()) {
                slice.loadRef();
            }
        }
    }

    /**
     * The receiver of an external message.
     *
     * @throws IllegalArgumentException if it is none, or beyond the network's limits
     */
    static Address receiver(Bytes external) {
        if (external.length() > MAX_EXTERNAL_BYTES) {
            throw new IllegalArgumentException("an external message has at most "
                    + MAX_EXTERNAL_BYTES + " bytes, not " + external.length());
        }
        var message = Cells.cell(external);
        if (Cells.depth(message) > MAX_DEPTH) {
            throw new IllegalArgumentException("an external message is at most " + MAX_DEPTH
                    + " cells deep, not " + Cells.depth(message));
        }
        return Cells.read("an inbound external message from nowhere", () -> {
            var slice = Cells.slice(message);
            if (slice.loadUint(4).intValueExact() != 0b1000) {
                throw new IllegalArgumentException("its head is another one");
            }
            return Cells.address(slice);
        });
    }
}
