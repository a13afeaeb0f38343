package org.chrysalis.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.chrysalis.chain.Chain.Submission;
import org.chrysalis.contract.Transfer;
import org.chrysalis.contract.Wallet;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ton.ton4j.cell.Cell;
import org.ton.ton4j.cell.TonHashMap;

import java.util.List;
import java.util.Map;

/** The prices of a network, and what they come to. */
class FeePricesTest {

    private static final Address NOBODY = Address.of(Network.key(90).publicKey());

    private static SandboxChain chain(Prices prices) {
        var wallet = new Wallet(Network.ID, Network.key(1));
        return SandboxChain.genesis(
                new SandboxSettings(Network.ID, prices), Map.of(wallet.address(), Nanoton.ton(90)));
    }

    @Test
    void theKnownPricesAreThoseOfTheEmbeddedChain() {
        assertEquals(FeePrices.KNOWN, chain(Prices.KNOWN).prices(0));
    }

    /** TON.md, measured with {@code @ton/sandbox}. */
    @Test
    void feesAreWhatTheirFormulasSay() {
        assertEquals(Nanoton.of(40_000), FeePrices.KNOWN.gas(100));
        assertEquals(Nanoton.of(400_000), FeePrices.KNOWN.gas(1_000));
        assertEquals(Nanoton.of(400_000), FeePrices.KNOWN.forward(0, 0));
        assertEquals(Nanoton.of(849_200), FeePrices.KNOWN.forward(1_023, 1));
        assertEquals(Nanoton.of(4_812_012), FeePrices.KNOWN.storage(365 * 86_400, 5_000, 10));
    }

    /** The wallet's transaction, by the gas that the same one takes at the known prices. */
    @ParameterizedTest
    @CsvSource({"1,6", "1,1", "3,1", "10,1", "100,1"})
    void gasCostsWhatThePricesSayAtEachLevel(long of, long to) {
        var prices = new Prices(new Prices.Ratio(of, to), Prices.Ratio.of(1));
        var known = gasFee(chain(Prices.KNOWN));
        long gas = 100 + (known.value() - 40_000) / 400;
        var dear = chain(prices);
        assertEquals(dear.prices(0).gas(gas), gasFee(dear));
    }

    private static Nanoton gasFee(SandboxChain chain) {
        var wallet = new Wallet(Network.ID, Network.key(1));
        var payment = Transfer.pay(NOBODY, Nanoton.ton(1));
        var done = assertInstanceOf(
                Submission.Committed.class,
                chain.submit(wallet.transfer(0, 100, List.of(payment)), 50));
        return done.transactions().getFirst().gasFees();
    }

    /** A vote sets them ahead; until they begin the former ones are charged. */
    @Test
    void storagePricesAreThoseThatBeganLast() {
        long first = 1_000_000_000;
        long next = 2_000_000_000;
        assertThrows(IllegalArgumentException.class, () -> storageBit(first - 1));
        assertEquals(10, storageBit(first));
        assertEquals(10, storageBit(next - 1));
        assertEquals(1, storageBit(next));
    }

    private static long storageBit(long unixSeconds) {
        var gas = Cells.begin()
                .storeUint(0xd1, 8)
                .storeUint(100, 64)
                .storeUint(40_000, 64)
                .storeUint(0xde, 8)
                .storeUint(26_214_400, 64);
        var forward = Cells.begin()
                .storeUint(0xea, 8)
                .storeUint(400_000, 64)
                .storeUint(26_214_400, 64)
                .storeUint(2_621_440_000L, 64);
        var storage = new TonHashMap(32);
        storage.elements.put(1_000_000_000L, storage(1_000_000_000L, 10));
        storage.elements.put(2_000_000_000L, storage(2_000_000_000L, 1));
        var param18 = storage.serialize(
                key -> Cells.begin().storeUint((long) key, 32).endCell().getBits(),
                value -> (Cell) value);
        return FeePrices.read(Cells.boc(param18), Cells.boc(gas), Cells.boc(forward), unixSeconds)
                .storageBit();
    }

    private static Cell storage(long from, long bit) {
        return Cells.begin()
                .storeUint(0xcc, 8)
                .storeUint(from, 32)
                .storeUint(bit, 64)
                .storeUint(500, 64)
                .storeUint(0, 128)
                .endCell();
    }

    @Test
    void whatIsNoPriceIsNotRead() {
        var none = Bytes.ofUtf8("no prices");
        assertThrows(IllegalArgumentException.class, () -> FeePrices.read(none, none, none, 0));
        assertThrows(IllegalArgumentException.class, () -> Prices.Ratio.of(0));
    }
}
