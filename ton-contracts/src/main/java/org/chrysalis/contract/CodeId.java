package org.chrysalis.contract;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.ton.ton4j.cell.Cell;
import org.ton.ton4j.cell.CellSlice;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

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

    /**
     * Where an account of this code and first data lives: the hash of its StateInit, which has five
     * bits and two references (TVM whitepaper, 3.1.4). It takes no code, only what is known of it.
     */
    Address addressWith(Cell data) {
        var init = ByteBuffer.allocate(3 + 2 + 2 + 32 + 32)
                .put(new byte[] {2, 1, 0x34})
                .putShort((short) depth)
                .putShort((short) Cells.depth(data))
                .put(hash.toArray())
                .put(Cells.hash(data).toArray());
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return Address.of(Bytes.of(sha.digest(init.array())));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    Cell cell() {
        return Cells.begin().storeBytes(hash.toArray()).storeUint(depth, 16).endCell();
    }

    static CodeId parse(CellSlice slice) {
        return new CodeId(Cells.bytes(slice, 32), (int) Cells.uint(slice, 16));
    }
}
