package org.chrysalis.contract;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.ton.ton4j.cell.CellSlice;

/**
 * A wallet that funds and orders beside the owner, within bounds: a running node has its key.
 *
 * @param fundPerDay of all its Funds in a day of chain time
 * @param ordersPerDay u16
 * @param windowStart chain time in seconds at which its day began; 0 before its first use
 * @param funded in that day; what a channel sent back counts
 * @param ordered in that day
 */
public record HotWallet(
        Address address,
        Nanoton fundPerDay,
        int ordersPerDay,
        long windowStart,
        Nanoton funded,
        int ordered) {

    private static final int MAX_ORDERS = 0xffff;

    public HotWallet {
        if (ordersPerDay < 0 || ordersPerDay > MAX_ORDERS) {
            throw new IllegalArgumentException(
                    "a hot wallet orders 0 to " + MAX_ORDERS + " times a day, not " + ordersPerDay);
        }
    }

    /** One that was not used yet. */
    public static HotWallet of(Address address, Nanoton fundPerDay, int ordersPerDay) {
        return new HotWallet(address, fundPerDay, ordersPerDay, 0, Nanoton.ZERO, 0);
    }

    static HotWallet parse(CellSlice slice) {
        var address = Cells.address(slice);
        var fund = Cells.coins(slice);
        int orders = (int) Cells.uint(slice, 16);
        var start = Cells.uint(slice, 32);
        var funded = Cells.coins(slice);
        return new HotWallet(address, fund, orders, start, funded, (int) Cells.uint(slice, 16));
    }
}
