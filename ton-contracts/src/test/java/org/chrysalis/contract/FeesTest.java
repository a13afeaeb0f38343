package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.FeePrices;
import org.chrysalis.chain.Network;
import org.chrysalis.chain.Prices;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is attached to messages at any prices, and what no price is believed. */
class FeesTest {

    private static final Pattern CONSTANT = Pattern.compile("const (\\w+) = (\\d+)(?! \\*)\\b");
    private static final Nanoton ONE = Nanoton.ton(1);

    @Test
    void everyAmountStandsInTheContractsAsInJava() throws Exception {
        int compared = 0;
        for (var line : Files.readAllLines(Path.of("src/main/tolk/fees.tolk"))) {
            var matcher = CONSTANT.matcher(line);
            if (matcher.lookingAt() && named(matcher.group(1)).isPresent()) {
                assertEquals(
                        Long.valueOf(matcher.group(2)), named(matcher.group(1)).get());
                compared++;
            }
        }
        assertEquals(25, compared);
    }

    private static Optional<Long> named(String constant) throws Exception {
        for (var field : Fees.class.getDeclaredFields()) {
            if (field.getName().equals(constant) && Modifier.isStatic(field.getModifiers())) {
                field.setAccessible(true);
                return Optional.of(field.getLong(null));
            }
        }
        return Optional.empty();
    }

    @Test
    void pricesOutsideAHundredthToAThousandTimesAreNotBelieved() {
        assertEquals(1, Fees.of(gas(FeePrices.KNOWN.gasPrice() / 100)).times());
        assertEquals(1, Fees.of(gas(FeePrices.KNOWN.gasPrice() * 1_000)).times());
        for (long price : new long[] {
            -1,
            0,
            FeePrices.KNOWN.gasPrice() / 100 - 1,
            FeePrices.KNOWN.gasPrice() * 1_000 + 1,
            Long.MAX_VALUE
        }) {
            var refused = assertThrows(UnusualPrices.class, () -> Fees.of(gas(price)));
            assertTrue(refused.getMessage().contains(price + " as its gas price"));
        }
    }

    private static FeePrices gas(long price) {
        var known = FeePrices.KNOWN;
        return new FeePrices(
                known.flatGas(),
                known.flatGasPrice(),
                price,
                known.lumpPrice(),
                known.bitPrice(),
                known.cellPrice(),
                known.storageBit(),
                known.storageCell());
    }

    @Test
    void cashingCostsItsSenderWhatIsSaid() {
        var network = new Network(Prices.KNOWN).deployed();
        network.send(network.stranger, Transfers.KNOWN.cash(network.voucher(Nanoton.of(1))));
        var before = network.balance(network.stranger.address());
        network.send(network.stranger, Transfers.KNOWN.cash(network.voucher(ONE)));
        var paid = before.minus(network.balance(network.stranger.address()));
        assertTrue(!paid.isMoreThan(Fees.KNOWN.cashFee()), paid::toString);
        assertTrue(paid.times(2).isMoreThan(Fees.KNOWN.cashFee()), paid::toString);
    }
}
