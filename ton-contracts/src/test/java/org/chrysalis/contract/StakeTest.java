package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.chrysalis.chain.Network;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

import java.util.List;

/** What the owner adds to the stake, and what it may take out. */
class StakeTest {

    private static final Nanoton ONE = Nanoton.ton(1);
    private static final Nanoton BIT = Nanoton.of(1);

    private final Network network = new Network().deployed();
    private final Address proxy = network.proxy.address();

    private Nanoton free() {
        return Nanoton.of(network.get(proxy, "fundable", List.of()).getFirst().asLong());
    }

    @Test
    void theOwnerRaisesTheStakeOutOfTheValue() {
        var free = free();
        var before = network.balance(proxy);
        LeastValue.send(
                network, network.operator, OwnerTransfers.KNOWN.raiseStake(network.proxy, ONE));
        assertEquals(Network.STAKE.plus(ONE), network.proxyState().stake());
        assertEquals(before.plus(ONE), network.balance(proxy));
        assertEquals(free, free());
    }

    @Test
    void theOwnerTakesOutAllThatIsFreeAndNotOneMore() {
        var free = free();
        var before = network.balance(proxy);
        network.refuses(
                ExitCode.STAKE,
                network.operator,
                OwnerTransfers.KNOWN.withdrawFree(network.proxy, free.plus(BIT)));
        var wallet = network.balance(network.operator.address());
        LeastValue.send(
                network, network.operator, OwnerTransfers.KNOWN.withdrawFree(network.proxy, free));
        assertEquals(before.minus(free), network.balance(proxy));
        assertEquals(Nanoton.ZERO, free());
        var back = network.balance(network.operator.address()).minus(wallet);
        assertEquals(true, back.plus(ONE).isMoreThan(free));
        assertEquals(Network.STAKE, network.proxyState().stake());
        network.refuses(
                ExitCode.STAKE,
                network.operator,
                OwnerTransfers.KNOWN.withdrawFree(network.proxy, BIT));
    }

    @Test
    void noAmountOverflows() {
        var all = Nanoton.of(Long.MAX_VALUE);
        network.refuses(
                ExitCode.STAKE,
                network.operator,
                OwnerTransfers.KNOWN.withdrawFree(network.proxy, all));
        network.refuses(
                ExitCode.VALUE,
                network.operator,
                Transfer.call(proxy, Fees.KNOWN.callValue(), ProxyMessages.raiseStake(all)));
    }

    @Test
    void nobodyElseMovesTheStake() {
        var hot = HotWallet.of(network.worker.address(), ONE, 9);
        network.send(network.operator, OwnerTransfers.KNOWN.setHotWallet(network.proxy, hot));
        for (var other : List.of(network.worker, network.client, network.stranger)) {
            network.refuses(
                    ExitCode.SENDER, other, OwnerTransfers.KNOWN.withdrawFree(network.proxy, BIT));
            network.refuses(
                    ExitCode.SENDER, other, OwnerTransfers.KNOWN.raiseStake(network.proxy, BIT));
        }
    }
}
