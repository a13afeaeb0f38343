package org.chrysalis.contract;

import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.ton.ton4j.cell.Cell;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an account is charged for: each of its cells once, however often it is referred to.
 *
 * @param bits of all cells together
 */
record StoredSize(long bits, long cells) {

    static StoredSize of(Cell... roots) {
        var found = new TreeMap<Bytes, Integer>();
        for (var root : roots) {
            collect(root, found);
        }
        long bits = found.values().stream().mapToLong(Integer::longValue).sum();
        return new StoredSize(bits, found.size());
    }

    private static void collect(Cell cell, SortedMap<Bytes, Integer> found) {
        if (found.putIfAbsent(Cells.hash(cell), cell.getBitLength()) == null) {
            cell.getRefs().forEach(child -> collect(child, found));
        }
    }
}
