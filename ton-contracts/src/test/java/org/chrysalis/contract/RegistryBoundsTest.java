package org.chrysalis.contract;

import org.chrysalis.chain.Network;
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
}
