package org.chrysalis.ton;

import org.ton.ton4j.cell.Cell;
import org.ton.ton4j.cell.CellBuilder;
import org.ton.ton4j.cell.CellSlice;

import java.math.BigInteger;
import java.util.function.Supplier;

/** The few cell idioms that messages, storages and transactions share. */
public final class Cells {

    private Cells() {}

    public static CellBuilder begin() {
        return CellBuilder.beginCell();
    }

    /** A body that starts with its opcode, u32. */
    public static CellBuilder message(long opcode) {
        return begin().storeUint(opcode, 32);
    }

    public static BigInteger coins(Nanoton amount) {
        return BigInteger.valueOf(amount.value());
    }

    public static Bytes boc(CellBuilder builder) {
        return boc(builder.endCell());
    }

    public static Bytes boc(Cell cell) {
        return Bytes.of(cell.toBoc(false));
    }

    /** @throws IllegalArgumentException if {@code boc} is not a bag of cells */
    public static Cell cell(Bytes boc) {
        return read("a bag of cells", () -> {
            checkCount(boc);
            return Cell.fromBoc(boc.toArray());
        });
    }

    /** Each cell takes two bytes at least: a header that promises more would only waste memory. */
    private static void checkCount(Bytes boc) {
        int size = boc.at(4) & 7;
        long count = 0;
        for (int i = 0; i < size; i++) {
            count = (count << 8) | (boc.at(6 + i) & 0xff);
        }
        if (count > boc.length() / 2) {
            throw new IllegalArgumentException("its header promises " + count + " cells");
        }
    }

    /**
     * Runs a parser on what anyone may have sent.
     *
     * @throws IllegalArgumentException for whatever ton4j throws, also its bare {@link Error}s
     */
    public static <T> T read(String what, Supplier<T> parser) {
        try {
            return parser.get();
        } catch (OutOfMemoryError exhausted) {
            throw exhausted;
        } catch (RuntimeException | Error malformed) {
            throw new IllegalArgumentException(
                    "not " + what + ": " + malformed.getMessage(), malformed);
        }
    }

    public static CellSlice slice(Cell cell) {
        return CellSlice.beginParse(cell);
    }

    /** The representation hash, 32 bytes. */
    public static Bytes hash(Cell cell) {
        return Bytes.of(cell.hash());
    }

    /** 0 for a cell without references. */
    public static int depth(Cell cell) {
        return cell.getDepthLevels()[0];
    }

    /** @param bits at most 63 */
    public static long uint(CellSlice slice, int bits) {
        return slice.loadUint(bits).longValueExact();
    }

    public static Nanoton coins(CellSlice slice) {
        return Nanoton.of(slice.loadCoins().longValueExact());
    }

    public static Bytes bytes(CellSlice slice, int length) {
        return Bytes.of(slice.loadBytes(length * 8));
    }

    /** An {@code addr_std}. @throws IllegalArgumentException if it is another kind of address */
    public static Address address(CellSlice slice) {
        var address = slice.loadAddress();
        if (address == null) {
            throw new IllegalArgumentException("an address is missing");
        }
        return Address.parse(address.toRaw());
    }

    /** {@code StateInit} with code and data only; its hash is the account's address. */
    public static Cell stateInit(Cell code, Cell data) {
        return begin().storeUint(0b00110, 5).storeRef(code).storeRef(data).endCell();
    }
}
