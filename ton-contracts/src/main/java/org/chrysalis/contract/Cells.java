package org.chrysalis.contract;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.ton.ton4j.cell.Cell;
import org.ton.ton4j.cell.CellBuilder;
import org.ton.ton4j.cell.CellSlice;

import java.math.BigInteger;

/** The few cell idioms that all messages and storages share. */
final class Cells {

    private Cells() {}

    static CellBuilder begin() {
        return CellBuilder.beginCell();
    }

    /** A body that starts with its opcode. */
    static CellBuilder message(long opcode) {
        return begin().storeUint(opcode, 32);
    }

    static BigInteger coins(Nanoton amount) {
        return BigInteger.valueOf(amount.value());
    }

    static Bytes boc(CellBuilder builder) {
        return boc(builder.endCell());
    }

    static Bytes boc(Cell cell) {
        return Bytes.of(cell.toBoc(false));
    }

    /** @throws ForeignContract if {@code boc} is not a bag of cells */
    static Cell cell(Bytes boc) {
        try {
            return Cell.fromBoc(boc.toArray());
        } catch (RuntimeException | Error malformed) {
            throw new ForeignContract("not a bag of cells: " + malformed.getMessage());
        }
    }

    static Bytes hash(Cell cell) {
        return Bytes.of(cell.hash());
    }

    static long uint(CellSlice slice, int bits) {
        return slice.loadUint(bits).longValueExact();
    }

    static Nanoton coins(CellSlice slice) {
        return Nanoton.of(slice.loadCoins().longValueExact());
    }

    static Bytes bytes(CellSlice slice, int length) {
        return Bytes.of(slice.loadBytes(length * 8));
    }

    /** An {@code addr_std}. @throws ForeignContract if it is another kind of address */
    static Address address(CellSlice slice) {
        var address = slice.loadAddress();
        if (address == null) {
            throw new ForeignContract("an address is missing");
        }
        return Address.parse(address.toRaw());
    }

    /** {@code StateInit} with code and data only; its hash is the account's address. */
    static Cell stateInit(Cell code, Cell data) {
        return begin().storeUint(0b00110, 5).storeRef(code).storeRef(data).endCell();
    }
}
