package org.chrysalis.contract;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.ton.ton4j.cell.CellSlice;

/**
 * A wallet that funds and orders beside the owner, within bounds: a running node has its key. What
 * it does on two days of the calendar that follow each other stays within them.
 *
 * @param fundPerDay of all its Funds in any 24 hours
 * @param ordersPerDay u16
 * @param day of its last use: chain time in seconds / 86,400; 0 before the first
 * @param used on that day
 * @param usedBefore on the day before that
 */
public record HotWallet(
        Address address,
        Nanoton fundPerDay,
        int ordersPerDay,
        long day,
        Used used,
        Used usedBefore) {

    private static final int MAX_ORDERS = 0xffff;

    /**
     * What it did on a day.
     *
     * @param funded in all; what a channel sent back counts
     */
    public record Used(Nanoton funded, int ordered) {

        public static final Used NOTHING = new Used(Nanoton.ZERO, 0);
    }

    public HotWallet {
        if (ordersPerDay < 0 || ordersPerDay > MAX_ORDERS) {
            throw new IllegalArgumentException(
                    "a hot wallet orders 0 to " + MAX_ORDERS + " times a day, not " + ordersPerDay);
        }
    }

    /** One that was not used yet. */
    public static HotWallet of(Address address, Nanoton fundPerDay, int ordersPerDay) {
        return new HotWallet(address, fundPerDay, ordersPerDay, 0, Used.NOTHING, Used.NOTHING);
    }

    static HotWallet parse(CellSlice slice) {
        var address = Cells.address(slice);
        var fund = Cells.coins(slice);
        int orders = (int) Cells.uint(slice, 16);
        var day = Cells.uint(slice, 32);
        var used = used(slice);
        return new HotWallet(address, fund, orders, day, used, used(slice));
    }

    private static Used used(CellSlice slice) {
        var funded = Cells.coins(slice);
        return new Used(funded, (int) Cells.uint(slice, 16));
    }
}
