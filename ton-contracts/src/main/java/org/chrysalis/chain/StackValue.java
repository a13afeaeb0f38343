package org.chrysalis.chain;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.ton.ton4j.cell.Cell;
import org.ton.ton4j.cell.CellSlice;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** What a get-method takes and gives (block.tlb, {@code VmStackValue}); tuples are not among it. */
public sealed interface StackValue {

    /** A 257-bit integer; booleans are −1 and 0. */
    record Int(BigInteger value) implements StackValue {}

    /** A bag of cells. */
    record CellValue(Bytes boc) implements StackValue {}

    /** What is left of a slice, as a bag of cells; an address is one. */
    record Slice(Bytes boc) implements StackValue {}

    /** TVM's null. */
    record Nothing() implements StackValue {}

    static StackValue of(long value) {
        return new Int(BigInteger.valueOf(value));
    }

    /** An unsigned 256-bit integer: a key or a hash. */
    static StackValue of(Bytes unsigned) {
        return new Int(new BigInteger(1, unsigned.toArray()));
    }

    /** @throws IllegalArgumentException if this is no number that fits a long */
    default long asLong() {
        if (this instanceof Int number && number.value().bitLength() < Long.SIZE) {
            return number.value().longValueExact();
        }
        throw new IllegalArgumentException("not a number: " + this);
    }

    /** The 32 bytes of an unsigned integer. */
    default Bytes asHash() {
        if (this instanceof Int number && number.value().signum() >= 0) {
            var cell = Cells.begin().storeUint(number.value(), 256).endCell();
            return Cells.bytes(Cells.slice(cell), 32);
        }
        throw new IllegalArgumentException("not a hash: " + this);
    }

    /** @throws IllegalArgumentException if this is no address */
    default Address asAddress() {
        if (this instanceof Slice slice) {
            return Cells.address(Cells.slice(Cells.cell(slice.boc())));
        }
        throw new IllegalArgumentException("not an address: " + this);
    }

    /** A {@code VmStack}; the last of {@code values} is its top. */
    static Bytes encode(List<StackValue> values) {
        var list = Cells.begin().endCell();
        for (int i = 0; i < values.size(); i++) {
            var cons = Cells.begin().storeRef(list);
            list = cons.storeCell(encode(values.get(i))).endCell();
        }
        return Cells.boc(Cells.begin().storeUint(values.size(), 24).storeCell(list));
    }

    private static Cell encode(StackValue value) {
        return switch (value) {
            case Nothing ignored -> Cells.begin().storeUint(0, 8).endCell();
            case Int number -> encode(number.value());
            case CellValue cell ->
                Cells.begin().storeUint(3, 8).storeRef(Cells.cell(cell.boc())).endCell();
            case Slice slice -> encodeSlice(Cells.cell(slice.boc()));
        };
    }

    private static Cell encode(BigInteger value) {
        return Cells.begin().storeUint(0x0200 >> 1, 15).storeInt(value, 257).endCell();
    }

    private static Cell encodeSlice(Cell cell) {
        return Cells.begin()
                .storeUint(4, 8)
                .storeRef(cell)
                .storeUint(0, 10)
                .storeUint(cell.getBitLength(), 10)
                .storeUint(0, 3)
                .storeUint(cell.getRefsCount(), 3)
                .endCell();
    }

    /** Of a {@code VmStack}, top last. */
    static List<StackValue> decode(Bytes stack) {
        var slice = Cells.slice(Cells.cell(stack));
        int depth = slice.loadUint(24).intValueExact();
        var values = new ArrayList<StackValue>();
        for (int i = 0; i < depth; i++) {
            var rest = slice.loadRef();
            values.addFirst(decode(slice));
            slice = Cells.slice(rest);
        }
        return List.copyOf(values);
    }

    private static StackValue decode(CellSlice slice) {
        int tag = slice.loadUint(8).intValueExact();
        return switch (tag) {
            case 0 -> new Nothing();
            case 1 -> new Int(slice.loadInt(64));
            case 2 -> new Int(slice.skipBits(7).loadInt(257));
            case 3 -> new CellValue(Cells.boc(slice.loadRef()));
            case 4 -> decodeSlice(slice);
            default ->
                throw new IllegalArgumentException("a get-method gave a value of kind " + tag);
        };
    }

    private static Slice decodeSlice(CellSlice slice) {
        var cell = Cells.slice(slice.loadRef());
        int firstBit = slice.loadUint(10).intValueExact();
        int endBit = slice.loadUint(10).intValueExact();
        int firstRef = slice.loadUint(3).intValueExact();
        int endRef = slice.loadUint(3).intValueExact();
        var part =
                Cells.begin().storeBitString(cell.skipBits(firstBit).loadBits(endBit - firstBit));
        cell.skipRefs(firstRef);
        for (int ref = firstRef; ref < endRef; ref++) {
            part.storeRef(cell.loadRef());
        }
        return new Slice(Cells.boc(part));
    }
}
