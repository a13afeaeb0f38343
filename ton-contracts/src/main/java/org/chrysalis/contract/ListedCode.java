package org.chrysalis.contract;

import org.chrysalis.ton.Cells;
import org.ton.ton4j.cell.Cell;
import org.ton.ton4j.cell.CellSlice;

/**
 * A version of a code as the registry lists it; it stays what it is.
 *
 * @param from chain time in seconds from which it may be used
 */
public record ListedCode(CodeId id, long from) {

    /** From the beginning. */
    public static ListedCode of(Code code) {
        return new ListedCode(CodeId.of(code), 0);
    }

    Cell cell() {
        return Cells.begin()
                .storeBytes(id.hash().toArray())
                .storeUint(id.depth(), 16)
                .storeUint(from, 32)
                .endCell();
    }

    static ListedCode parse(CellSlice slice) {
        var id = CodeId.parse(slice);
        return new ListedCode(id, Cells.uint(slice, 32));
    }
}
