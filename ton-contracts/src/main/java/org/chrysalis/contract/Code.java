package org.chrysalis.contract;

import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.ton.ton4j.cell.Cell;

/**
 * A contract's compiled code.
 *
 * @param boc a bag of cells
 * @param stored the same cells as accounts are read: two bags of the same cells may differ
 * @param hash 32 bytes, the representation hash of the root cell
 * @param depth of the root cell; with the hash it is all that an address needs
 */
public record Code(Bytes boc, Bytes stored, Bytes hash, int depth) {

    /** @throws IllegalArgumentException if {@code boc} is not a bag of cells */
    public static Code of(Bytes boc) {
        var cell = Cells.cell(boc);
        return new Code(boc, Cells.boc(cell), Cells.hash(cell), Cells.depth(cell));
    }

    Cell cell() {
        return Cells.cell(boc);
    }
}
