package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.chrysalis.chain.Network;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

/** What lies just outside of what the registry does. */
class RegistryBoundsTest {

    private final Network network = new Network().deployed();

    @Test
    void whatDoesNotPayForItselfIsRefused() {
        var registry = network.registry.address();
        var key = network.proxyKey.publicKey();
        var body = RegistryMessages.retractProxy(key);
        var poor = Transfer.call(registry, Nanoton.of(1_500_000), body);
        network.refuses(ExitCode.VALUE, network.operator, poor);
    }

    /** 2,203 gas until it looks, 4,000 for the rest, and what the answer takes. */
    @Test
    void aDeregistrationTakesWhatItIsKnownToTakeAndNotANanotonMore() {
        var registry = network.registry.address();
        var body = Cells.boc(Cells.message(0x4445_5247L)
                .storeUint(0, 32)
                .storeBytes(network.proxyKey.publicKey().toArray())
                .storeAddress(network.stranger.address().toTon4j()));
        long answer =
                KnownPrices.forward(600, 1) + KnownPrices.gas(7_000) + KnownPrices.forward(0, 0);
        long least = KnownPrices.gas(6_203) + answer;
        network.refuses(
                ExitCode.VALUE,
                network.stranger,
                Transfer.call(registry, Nanoton.of(least - 1), body));
        var trace =
                network.send(network.stranger, Transfer.call(registry, Nanoton.of(least), body));
        assertEquals(0, Network.exitCode(trace, registry));
    }
}
