package org.chrysalis.contract;

import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.ton.ton4j.cell.Cell;
import org.ton.ton4j.cell.CellSlice;

/**
 * A code as far as an address needs it.
 *
 * @param hash 32 bytes
 * @param depth u16
 */
public record CodeId(Bytes hash, int depth) {

    public static CodeId of(Code code) {
        return new CodeId(code.hash(), code.depth());
    }

    Cell cell() {
        return Cells.begin().storeBytes(hash.toArray()).storeUint(depth, 16).endCell();
    }

    static CodeId parse(CellSlice slice) {
        return new CodeId(Cells.bytes(slice, 32), (int) Cells.uint(slice, 16));
    }
}
