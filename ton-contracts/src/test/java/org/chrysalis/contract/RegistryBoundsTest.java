package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.Network;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

import java.util.List;

/** What lies just outside of what the registry does. */
class RegistryBoundsTest {

    private final Network network = new Network().deployed();

    @Test
    void beforeItOpensItPublishesNothing() {
        var fresh = Network.registry(network.client.address());
        var publish = RegistryMessages.publishProxy(
                network.proxyKey.publicKey(), network.proxy.address(), "localhost:4711");
        var trace = network.send(
                network.client,
                Transfer.deploy(fresh.address(), Nanoton.ton(1), publish, fresh.stateInit()));
        assertEquals(ExitCode.NOT_OPEN.number(), Network.exitCode(trace, fresh.address()));
        var account = network.chain.account(fresh.address());
        assertEquals(Nanoton.ZERO, account.balance());
        assertTrue(RegistryState.read(account).proxies().isEmpty());
    }

    @Test
    void whatDoesNotPayForItselfIsRefused() {
        var registry = network.registry.address();
        var key = network.proxyKey.publicKey();
        for (var body : List.of(
                RegistryMessages.publishProxy(key, network.proxy.address(), "evil:1"),
                RegistryMessages.retractProxy(key))) {
            var poor = Transfer.call(registry, Nanoton.of(3_500_000), body);
            network.refuses(ExitCode.VALUE, network.operator, poor);
        }
    }
}
