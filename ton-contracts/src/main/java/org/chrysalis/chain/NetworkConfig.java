package org.chrysalis.chain;

import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.tvm.Emulator;
import org.ton.ton4j.bitstring.BitString;
import org.ton.ton4j.cell.Cell;
import org.ton.ton4j.cell.CellBuilder;
import org.ton.ton4j.cell.CellSlice;
import org.ton.ton4j.cell.TonHashMap;

import java.util.NavigableMap;

/**
 * The network's configuration dictionary: mainnet's, as {@code @ton/sandbox} holds it, without the
 * validator sets (params 32, 34, 36) that no transaction reads, under another id and at a multiple
 * of its prices.
 */
final class NetworkConfig {

    private static final int KEY_BITS = 32;

    /** {@code _ global_id:int32 = ConfigParam 19} (block.tlb). */
    private static final long GLOBAL_ID = 19;

    /** {@code _ (Hashmap 32 StoragePrices) = ConfigParam 18}. */
    private static final long STORAGE = 18;

    /** {@code config_gas_prices#_ GasLimitsPrices = ConfigParam 21}. */
    private static final long GAS = 21;

    /** {@code config_fwd_prices#_ MsgForwardPrices = ConfigParam 25}. */
    private static final long FORWARD = 25;

    private final Bytes boc;
    private final NavigableMap<Long, FeePrices> prices;

    private NetworkConfig(Bytes boc) {
        var all = parameters(boc).elements;
        this.boc = boc;
        this.prices = FeePrices.all(
                Cells.boc((Cell) all.get(STORAGE)), Cells.boc((Cell) all.get(GAS)), Cells.boc((Cell)
                        all.get(FORWARD)));
    }

    static NetworkConfig of(SandboxSettings settings) {
        var parameters = parameters(Emulator.defaultConfig());
        var prices = settings.prices();
        var all = parameters.elements;
        all.put(GLOBAL_ID, Cells.begin().storeInt(settings.networkId(), 32).endCell());
        all.put(GAS, gas((Cell) all.get(GAS), prices.gas()));
        all.put(FORWARD, forward((Cell) all.get(FORWARD), prices.gas()));
        all.put(STORAGE, storage((Cell) all.get(STORAGE), prices.storage()));
        return new NetworkConfig(Cells.boc(parameters.serialize(
                key -> Cells.begin().storeUint((long) key, KEY_BITS).endCell().getBits(),
                value -> Cells.begin().storeRef((Cell) value).endCell())));
    }

    /** A bag of cells. */
    Bytes boc() {
        return boc;
    }

    /** @param unixSeconds chain time */
    FeePrices prices(long unixSeconds) {
        return FeePrices.at(prices, unixSeconds);
    }

    private static TonHashMap parameters(Bytes config) {
        return Cells.slice(Cells.cell(config))
                .loadDict(KEY_BITS, NetworkConfig::key, value -> CellSlice.of(value)
                        .loadRef());
    }

    /** {@code gas_flat_pfx#d1 flat_gas_limit flat_gas_price gas_prices_ext#de gas_price …}. */
    private static Cell gas(Cell param, Prices.Ratio ratio) {
        var from = Cells.slice(param);
        var to = Cells.begin().storeUint(from.loadUint(8 + 64), 8 + 64);
        price(from, to, ratio);
        to.storeUint(from.loadUint(8), 8);
        price(from, to, ratio);
        return rest(from, to);
    }

    /** {@code msg_forward_prices#ea lump_price bit_price cell_price …}. */
    private static Cell forward(Cell param, Prices.Ratio ratio) {
        var from = Cells.slice(param);
        var to = Cells.begin().storeUint(from.loadUint(8), 8);
        for (int i = 0; i < 3; i++) {
            price(from, to, ratio);
        }
        return rest(from, to);
    }

    /** {@code #cc utime_since:uint32 bit_price_ps cell_price_ps …}, by the time they began. */
    private static Cell storage(Cell param, Prices.Ratio ratio) {
        TonHashMap all = Cells.slice(param).loadDict(KEY_BITS, NetworkConfig::key, value -> {
            var from = Cells.slice(value);
            var to = Cells.begin().storeUint(from.loadUint(8 + 32), 8 + 32);
            price(from, to, ratio);
            price(from, to, ratio);
            return rest(from, to);
        });
        return all.serialize(
                key -> Cells.begin().storeUint((long) key, KEY_BITS).endCell().getBits(),
                value -> (Cell) value);
    }

    private static void price(CellSlice from, CellBuilder to, Prices.Ratio ratio) {
        to.storeUint(ratio.of(from.loadUint(64)), 64);
    }

    private static Cell rest(CellSlice from, CellBuilder to) {
        return to.storeSlice(from).endCell();
    }

    private static Object key(BitString bits) {
        return bits.readUint(KEY_BITS).longValueExact();
    }
}
