package org.chrysalis.contract;

import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.ton.ton4j.cell.Cell;
import org.ton.ton4j.cell.CellBuilder;
import org.ton.ton4j.cell.CellSlice;
import org.ton.ton4j.cell.TonHashMap;

import java.math.BigInteger;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** {@code HashmapE} with keys of 32 or 256 bits, sorted. */
final class Dictionaries {

    private Dictionaries() {}

    static <K, V> void store(
            CellBuilder builder,
            int keyBits,
            SortedMap<K, V> entries,
            Function<K, BigInteger> key,
            Function<V, Cell> value) {
        if (entries.isEmpty()) {
            builder.storeUint(0, 1);
            return;
        }
        var map = new TonHashMap(keyBits);
        entries.forEach((k, v) -> map.elements.put(key.apply(k), value.apply(v)));
        builder.storeUint(1, 1)
                .storeRef(map.serialize(
                        k -> Cells.begin()
                                .storeUint((BigInteger) k, keyBits)
                                .endCell()
                                .getBits(),
                        v -> (Cell) v));
    }

    static <K extends Comparable<K>, V> SortedMap<K, V> load(
            CellSlice slice,
            int keyBits,
            Function<BigInteger, K> key,
            Function<CellSlice, V> value) {
        var loaded = new TreeMap<K, V>();
        var map = slice.loadDictE(keyBits, bits -> bits.readUint(keyBits), Cells::slice);
        for (Map.Entry<Object, Object> entry : map.elements.entrySet()) {
            loaded.put(key.apply((BigInteger) entry.getKey()), value.apply((CellSlice)
                    entry.getValue()));
        }
        return Collections.unmodifiableSortedMap(loaded);
    }

    static BigInteger number(Bytes hash) {
        return new BigInteger(1, hash.toArray());
    }

    static Bytes hash(BigInteger number) {
        return Cells.bytes(Cells.slice(Cells.begin().storeUint(number, 256).endCell()), 32);
    }
}
