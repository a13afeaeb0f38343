package org.chrysalis.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Voucher;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** Which vouchers are kept, and which of them is cashed. */
class KeptVouchersTest {

    private static final Address CHANNEL = Address.of(Bytes.ofHex("05".repeat(32)));

    private static Voucher voucher(long total) {
        return new Voucher(CHANNEL, 0, Nanoton.of(total), Bytes.ofHex("07".repeat(64)));
    }

    private static KeptVouchers kept(long... totals) {
        var kept = KeptVouchers.NONE;
        for (long total : totals) {
            kept = kept.with(voucher(total), Nanoton.ZERO);
        }
        return kept;
    }

    private static List<Long> totals(KeptVouchers kept) {
        return kept.all().stream().map(one -> one.total().value()).toList();
    }

    private static long total(Optional<Voucher> voucher) {
        return voucher.map(one -> one.total().value()).orElse(-1L);
    }

    @Test
    void theyAreKeptByRisingTotalHoweverTheyCome() {
        assertEquals(List.of(10L, 20L, 30L), totals(kept(30, 10, 20)));
        assertEquals(List.of(10L, 20L), totals(kept(10, 20, 10)));
    }

    @Test
    void ofThoseThatWereUsedUpOnlyTheHighestStays() {
        assertEquals(List.of(20L, 30L), totals(kept(10, 20, 30).above(Nanoton.of(29))));
        assertEquals(List.of(30L), totals(kept(10, 20, 30).above(Nanoton.of(30))));
        assertEquals(List.of(10L, 20L), totals(kept(10, 20).above(Nanoton.of(9))));
    }

    @Test
    void nothingAboveWhatWasUsedIsCashedFromAnOpenChannel() {
        assertEquals(-1, total(kept(10, 20).within(Nanoton.of(9))));
        assertEquals(10, total(kept(10, 20).within(Nanoton.of(19))));
        assertEquals(20, total(kept(10, 20).within(Nanoton.of(20))));
    }

    @Test
    void theLowestThatCoversWhatWasEarnedIsCashedAtTheEnd() {
        assertEquals(20, total(kept(10, 20, 30).covering(Nanoton.of(11))));
        assertEquals(20, total(kept(10, 20, 30).covering(Nanoton.of(20))));
        assertEquals(30, total(kept(10, 20, 30).covering(Nanoton.of(99))));
        assertEquals(-1, total(KeptVouchers.NONE.covering(Nanoton.of(1))));
    }

    /** With the widest gaps between those that stay, a payer loses least. */
    @Test
    void ofManyTheHighestAndTheLowestStayAndNoGapIsWide() {
        var kept = KeptVouchers.NONE;
        for (int i = 1; i <= 1_000; i++) {
            kept = kept.with(voucher(i * 100L), Nanoton.ZERO);
        }
        var all = totals(kept);
        assertEquals(KeptVouchers.MOST, all.size());
        assertEquals(100, all.getFirst());
        assertEquals(100_000, all.getLast());
        for (int i = 1; i < all.size(); i++) {
            assertTrue(
                    all.get(i) - all.get(i - 1) <= 100_000 / KeptVouchers.MOST * 4, kept::toString);
        }
    }
}
