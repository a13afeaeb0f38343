package org.chrysalis.contract;

import org.chrysalis.ton.Bytes;
import org.ton.ton4j.cell.Cell;

/**
 * A contract's compiled code.
 *
 * @param boc a bag of cells
 * @param hash 32 bytes, the representation hash of the root cell
 * @param depth of the root cell; with the hash it is all that an address needs
 */
public record Code(Bytes boc, Bytes hash, int depth) {

    static Code of(Bytes boc) {
        var cell = Cells.cell(boc);
        return new Code(boc, Cells.hash(cell), depth(cell));
    }

    Cell cell() {
        return Cells.cell(boc);
    }

    private static int depth(Cell cell) {
        int below = -1;
        for (var child : cell.getRefs()) {
            below = Math.max(below, depth(child));
        }
        return below + 1;
    }
}
