package org.chrysalis.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.contract.ChannelState;
import org.chrysalis.contract.ProxyState;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

class SandboxChainTest {

    @Test
    void oneMessageOfTheOperatorAndOneOfTheClientDeployTheWholeNetwork() {
        var network = new Network().deployed();
        for (var identity : new org.chrysalis.contract.ChannelIdentity[] {
            network.clientChannel, network.workerChannel
        }) {
            var channel = network.channel(identity);
            assertEquals(ChannelState.Status.OPEN, channel.status());
            assertEquals(identity, channel.identity());
            assertEquals(Network.DEPOSIT, channel.deposited());
        }
        assertEquals(ProxyState.Status.OPEN, network.proxyState().status());
        assertEquals(Network.STAKE, network.proxyState().stake());
        assertTrue(network.chain.audit().burn().isMoreThan(Nanoton.ZERO));
    }

    @Test
    void oneNanotonTooManyBreaksConservation() {
        var network = new Network().deployed();
        assertTrue(network.chain.audit().conserved());
        network.chain.credit(network.client.address(), Nanoton.of(1));
        assertFalse(network.chain.audit().conserved());
    }
}
