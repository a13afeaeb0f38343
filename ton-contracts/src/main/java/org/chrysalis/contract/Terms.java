package org.chrysalis.contract;

import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.ton.ton4j.cell.Cell;
import org.ton.ton4j.cell.CellSlice;

/**
 * One version of what all of the network's members agree to.
 *
 * @param from chain time in seconds from which they hold
 * @param price nanoton per 10^6 weighted tokens, at most 10^12
 * @param workerFee nanoton per 10^6 weighted tokens, of the price
 * @param minStake of a proxy
 * @param minClientDeposit of a client's channel
 * @param minWorkerDeposit of a worker's channel
 * @param clientCloseDelay seconds, at most a year
 * @param workerCloseDelay seconds, at most a year
 */
public record Terms(
        long from,
        Nanoton price,
        Nanoton workerFee,
        Multipliers multipliers,
        Nanoton minStake,
        Nanoton minClientDeposit,
        Nanoton minWorkerDeposit,
        long clientCloseDelay,
        long workerCloseDelay) {

    private static final Nanoton MAX_PRICE = Nanoton.ton(1_000);

    /** The weights of the four classes of tokens, per 10^4, each at most 10^5. */
    public record Multipliers(long fresh, long cached, long visible, long reasoning) {

        private static final long MAX = 100_000;

        public Multipliers {
            check(fresh);
            check(cached);
            check(visible);
            check(reasoning);
        }

        private static void check(long multiplier) {
            if (multiplier < 0 || multiplier > MAX) {
                throw new IllegalArgumentException(
                        "a multiplier is 0 to " + MAX + " per ten thousand, not " + multiplier);
            }
        }
    }

    public Terms {
        if (price.isMoreThan(MAX_PRICE)) {
            throw new IllegalArgumentException(
                    "a price is at most " + MAX_PRICE + ", not " + price);
        }
        if (workerFee.isMoreThan(price)) {
            throw new IllegalArgumentException(
                    "the worker's fee " + workerFee + " is more than the price " + price);
        }
        Checks.u32("start of the terms", from);
        Checks.closeDelay("client close delay", clientCloseDelay);
        Checks.closeDelay("worker close delay", workerCloseDelay);
    }

    Cell cell() {
        return Cells.begin()
                .storeUint(from, 32)
                .storeUint(price.value(), 64)
                .storeUint(workerFee.value(), 64)
                .storeUint(multipliers.fresh(), 32)
                .storeUint(multipliers.cached(), 32)
                .storeUint(multipliers.visible(), 32)
                .storeUint(multipliers.reasoning(), 32)
                .storeCoins(Cells.coins(minStake))
                .storeCoins(Cells.coins(minClientDeposit))
                .storeCoins(Cells.coins(minWorkerDeposit))
                .storeUint(clientCloseDelay, 32)
                .storeUint(workerCloseDelay, 32)
                .endCell();
    }

    static Terms parse(CellSlice slice) {
        var from = Cells.uint(slice, 32);
        var price = Nanoton.of(slice.loadUint(64).longValueExact());
        var fee = Nanoton.of(slice.loadUint(64).longValueExact());
        var fresh = Cells.uint(slice, 32);
        var cached = Cells.uint(slice, 32);
        var visible = Cells.uint(slice, 32);
        var multipliers = new Multipliers(fresh, cached, visible, Cells.uint(slice, 32));
        var stake = Cells.coins(slice);
        var client = Cells.coins(slice);
        var worker = Cells.coins(slice);
        var clientDelay = Cells.uint(slice, 32);
        return new Terms(
                from,
                price,
                fee,
                multipliers,
                stake,
                client,
                worker,
                clientDelay,
                Cells.uint(slice, 32));
    }
}
