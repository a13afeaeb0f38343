package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.chrysalis.chain.Network;
import org.chrysalis.chain.StackValue;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.ton.Voucher;
import org.junit.jupiter.api.Test;

import java.util.List;

/** The payer's new key: it takes effect late, so that no voucher that was earned becomes void. */
class ChannelKeyTest {

    private static final Nanoton ONE = Nanoton.ton(1);
    private static final Nanoton TWO = Nanoton.ton(2);
    private static final SigningKey NEXT = Network.key(9);

    private final Network network = new Network().deployed();
    private final Address channel = network.clientChannel.address();

    private ChannelState state() {
        return network.channel(network.clientChannel);
    }

    private Transfer cashed(Nanoton total, SigningKey payer) {
        return Transfers.KNOWN.cash(Voucher.sign(Network.ID, channel, 0, total, payer));
    }

    private Bytes keyInForce() {
        var told = network.get(channel, "state", List.<StackValue>of()).get(6).asHash();
        assertEquals(state().payerKey(network.now()), told);
        return told;
    }

    @Test
    void aNewKeyVoidsNoVoucherThatWasEarnedUnderTheOldOne() {
        network.send(network.client, Transfers.KNOWN.setKey(channel, NEXT.publicKey()));
        network.refuses(ExitCode.SIGNATURE, network.stranger, cashed(ONE, NEXT));
        network.pass(Network.CLOSE_DELAY - 1);
        network.send(network.stranger, cashed(ONE, network.clientKey));
        assertEquals(network.clientKey.publicKey(), keyInForce());
        network.pass(1);
        network.send(network.stranger, cashed(TWO, NEXT));
        network.refuses(
                ExitCode.SIGNATURE, network.stranger, cashed(Nanoton.ton(3), network.clientKey));
        assertEquals(NEXT.publicKey(), keyInForce());
        assertEquals(TWO, network.proxyState().revenue());
    }

    @Test
    void aSecondNewKeyStartsTheDelayAnew() {
        network.send(network.client, Transfers.KNOWN.setKey(channel, NEXT.publicKey()));
        network.pass(Network.CLOSE_DELAY - 1);
        var third = Network.key(10);
        network.send(network.client, Transfers.KNOWN.setKey(channel, third.publicKey()));
        network.pass(Network.CLOSE_DELAY - 1);
        network.send(network.stranger, cashed(ONE, network.clientKey));
        network.refuses(ExitCode.SIGNATURE, network.stranger, cashed(TWO, NEXT));
        network.pass(1);
        network.send(network.stranger, cashed(TWO, third));
        assertEquals(TWO, state().cashed());
    }

    @Test
    void onlyThePayerReplacesItsKey() {
        for (var other : List.of(network.stranger, network.operator, network.worker)) {
            network.refuses(
                    ExitCode.SENDER, other, Transfers.KNOWN.setKey(channel, NEXT.publicKey()));
        }
    }

    @Test
    void getMethodsSayWhatJavaReads() {
        network.send(network.stranger, Transfers.KNOWN.cash(network.voucher(ONE)));
        var state = network.channel(network.clientChannel);
        var told = network.get(channel, "state", List.of());
        assertEquals(
                List.of(0L, 0L, state.deposited().value(), ONE.value(), 0L, 0L),
                told.subList(0, 6).stream().map(StackValue::asLong).toList());
        assertEquals(network.clientKey.publicKey(), told.get(6).asHash());
        var identity = network.get(channel, "identity", List.of());
        assertEquals(network.client.address(), identity.get(0).asAddress());
        assertEquals(network.proxy.address(), identity.get(2).asAddress());
        assertEquals(Network.CLOSE_DELAY, identity.get(5).asLong());
    }
}
