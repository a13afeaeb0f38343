package org.chrysalis.chain;

import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.ton.ton4j.cell.CellSlice;

import java.math.BigInteger;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What the basechain of a network charges: params 18, 21 and 25 of its configuration (block.tlb),
 * and the formulas of TON's transaction executor. Prices are nanoton per 2^16 units but for {@code
 * flatGasPrice} and {@code lumpPrice}.
 *
 * @param flatGas up to so much gas costs {@code flatGasPrice}
 * @param lumpPrice of each message
 * @param bitPrice of a message's bit below its root cell
 * @param cellPrice of a message's cell below its root cell
 * @param storageBit a second
 * @param storageCell a second
 */
public record FeePrices(
        long flatGas,
        long flatGasPrice,
        long gasPrice,
        long lumpPrice,
        long bitPrice,
        long cellPrice,
        long storageBit,
        long storageCell) {

    /** Mainnet's of April 2026, as {@code @ton/sandbox} holds them. */
    public static final FeePrices KNOWN =
            new FeePrices(100, 40_000, 26_214_400, 400_000, 26_214_400, 2_621_440_000L, 1, 500);

    /**
     * Reads three parameters of a configuration, each a bag of cells.
     *
     * @param unixSeconds chain time: a vote may have set storage prices that begin later
     * @throws IllegalArgumentException if one of them is none
     */
    public static FeePrices read(Bytes param18, Bytes param21, Bytes param25, long unixSeconds) {
        return at(all(param18, param21, param25), unixSeconds);
    }

    /** Of {@link #all} prices those that began last. */
    static FeePrices at(NavigableMap<Long, FeePrices> all, long unixSeconds) {
        var begun = all.floorEntry(unixSeconds);
        if (begun == null) {
            throw new IllegalArgumentException("no storage prices yet");
        }
        return begun.getValue();
    }

    /** As {@link #read}, for all times: by the chain time in seconds from which they hold. */
    static NavigableMap<Long, FeePrices> all(Bytes param18, Bytes param21, Bytes param25) {
        return Cells.read("the prices of a network", () -> {
            var all = new TreeMap<Long, FeePrices>();
            Cells.slice(Cells.cell(param18))
                    .loadDict(32, bits -> bits.readUint(32).longValueExact(), Cells::slice)
                    .elements
                    .forEach((since, storage) -> all.put(
                            (Long) since,
                            of(
                                    Cells.slice(Cells.cell(param21)),
                                    Cells.slice(Cells.cell(param25)),
                                    (CellSlice) storage)));
            return all;
        });
    }

    private static FeePrices of(CellSlice gas, CellSlice forward, CellSlice storage) {
        gas.skipBits(8);
        long flatGas = number(gas);
        long flatGasPrice = number(gas);
        gas.skipBits(8);
        forward.skipBits(8);
        storage.skipBits(8 + 32);
        return new FeePrices(
                flatGas,
                flatGasPrice,
                number(gas),
                number(forward),
                number(forward),
                number(forward),
                number(storage),
                number(storage));
    }

    private static long number(CellSlice slice) {
        return slice.loadUint(64).longValueExact();
    }

    /** Of a compute phase. */
    public Nanoton gas(long gas) {
        return gas <= flatGas
                ? Nanoton.of(flatGasPrice)
                : Nanoton.of(flatGasPrice).plus(per64k(gas - flatGas, gasPrice));
    }

    /**
     * Of a message.
     *
     * @param bits below its root cell
     * @param cells below its root cell
     */
    public Nanoton forward(long bits, long cells) {
        return Nanoton.of(lumpPrice).plus(rounded(product(bits, bitPrice, cells, cellPrice)));
    }

    /** Of an account. */
    public Nanoton storage(long seconds, long bits, long cells) {
        return rounded(product(bits, storageBit, cells, storageCell)
                .multiply(BigInteger.valueOf(seconds)));
    }

    private static Nanoton per64k(long units, long price) {
        return rounded(BigInteger.valueOf(units).multiply(BigInteger.valueOf(price)));
    }

    private static BigInteger product(long bits, long bitPrice, long cells, long cellPrice) {
        var ofBits = BigInteger.valueOf(bits).multiply(BigInteger.valueOf(bitPrice));
        return ofBits.add(BigInteger.valueOf(cells).multiply(BigInteger.valueOf(cellPrice)));
    }

    private static Nanoton rounded(BigInteger times64k) {
        return Nanoton.of(
                times64k.add(BigInteger.valueOf(0xffff)).shiftRight(16).longValueExact());
    }
}
