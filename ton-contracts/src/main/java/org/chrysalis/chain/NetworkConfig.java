package org.chrysalis.chain;

import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.tvm.Emulator;
import org.ton.ton4j.bitstring.BitString;
import org.ton.ton4j.cell.Cell;
import org.ton.ton4j.cell.CellSlice;

/**
 * The network's configuration dictionary: mainnet's prices, as {@code @ton/sandbox} holds them,
 * without the validator sets (params 32, 34, 36) that no transaction reads, and under another id.
 */
final class NetworkConfig {

    private static final int KEY_BITS = 32;

    /** {@code _ global_id:int32 = ConfigParam 19} (block.tlb). */
    private static final long GLOBAL_ID = 19;

    private NetworkConfig() {}

    /** A bag of cells. */
    static Bytes withId(int networkId) {
        var parameters = Cells.slice(Cells.cell(Emulator.defaultConfig()))
                .loadDict(KEY_BITS, NetworkConfig::key, value -> CellSlice.of(value)
                        .loadRef());
        parameters.elements.put(GLOBAL_ID, Cells.begin().storeInt(networkId, 32).endCell());
        return Cells.boc(parameters.serialize(
                key -> Cells.begin().storeUint((long) key, KEY_BITS).endCell().getBits(),
                value -> Cells.begin().storeRef((Cell) value).endCell()));
    }

    private static Object key(BitString bits) {
        return bits.readUint(KEY_BITS).longValueExact();
    }
}
