package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.FeePrices;
import org.chrysalis.chain.Network;
import org.chrysalis.chain.Prices;
import org.chrysalis.chain.Prices.Ratio;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Withdrawal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        assertEquals(24, compared);
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

    /** Both legs from their first deposit to their end, and all that is in between. */
    @ParameterizedTest
    @CsvSource({"1,6,1", "1,1,1", "10,1,1", "100,1,1", "1,1,10", "100,1,10"})
    void bothLegsLiveTheirWholeLifeAtAnyPrices(long gas, long by, long storage) {
        var network = new Network(new Prices(new Ratio(gas, by), Ratio.of(storage)));
        var send = new Transfers(Fees.of(network.prices()));
        network.deploy(send);
        network.send(network.stranger, send.cash(network.voucher(ONE)));
        assertEquals(ONE, network.channel(network.clientChannel).cashed());

        var less = Withdrawal.sign(
                Network.ID,
                network.clientChannel.address(),
                0,
                0,
                Nanoton.ton(3),
                network.now() + 60,
                network.proxyKey);
        network.send(network.client, send.withdraw(less));
        assertEquals(Nanoton.ton(3), network.channel(network.clientChannel).deposited());

        var key = Network.key(9);
        network.send(network.client, send.setKey(network.clientChannel.address(), key.publicKey()));
        network.pass(Network.CLOSE_DELAY);
        var changed = network.channel(network.clientChannel);
        assertEquals(key.publicKey(), changed.payerKey(network.now()));

        var worker = network.workerChannel;
        network.send(network.operator, send.orderClose(worker));
        network.send(network.client, send.requestClose(network.clientChannel.address()));
        network.pass(Network.CLOSE_DELAY);
        network.send(network.stranger, send.finishClose(worker.address()));
        network.send(network.stranger, send.finishClose(network.clientChannel.address()));
        assertEquals(1, network.channel(worker).epoch());
        assertEquals(1, network.channel(network.clientChannel).epoch());

        closeTogether(network, send, key);
    }

    private static void closeTogether(Network network, Transfers send, SigningKey key) {
        network.send(network.client, send.topUp(network.clientChannel, ONE));
        long until = network.now() + 60;
        network.send(
                network.client,
                send.closeTogether(
                        close(network, key, until), close(network, network.proxyKey, until)));
        assertEquals(2, network.channel(network.clientChannel).epoch());
    }

    private static CloseTogether close(Network network, SigningKey key, long until) {
        return CloseTogether.sign(
                Network.ID, network.clientChannel.address(), 1, Nanoton.of(5), until, key);
    }

    /** A vote changes the price of storage for channels that live already. */
    @Test
    void aRiseOfStorageTakesNoDepositOfAnOldChannelButIsAskedForAtItsNextTopUp() {
        var network = new Network(Prices.KNOWN).deployed();
        network.chain = network.chain.under(new Prices(Ratio.of(1), Ratio.of(10)));
        var send = new Transfers(Fees.of(network.prices()));
        network.refuses(
                ExitCode.VALUE,
                network.client,
                Transfers.KNOWN.topUp(network.clientChannel, Nanoton.of(1)));
        network.send(network.client, send.topUp(network.clientChannel, ONE));
        network.send(network.stranger, send.cash(network.voucher(Nanoton.ton(6))));
        assertEquals(Nanoton.ton(6), network.channel(network.clientChannel).cashed());
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
