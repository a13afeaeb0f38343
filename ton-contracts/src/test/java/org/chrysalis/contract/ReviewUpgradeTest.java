package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.chrysalis.chain.Network;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

/** docs/decisions/stake.md: for the addition delay the code that a proxy registered under answers. */
class ReviewUpgradeTest {

    private static final long DELAY = 100;
    private static final OwnerTransfers SEND = OwnerTransfers.KNOWN;

    private final Network network = new Network().deployed();
    private final Address registry = slow();

    private Address slow() {
        var born = Network.registry(network.operator.address(), DELAY);
        network.send(network.operator, Transfers.KNOWN.openRegistry(born));
        return born.address();
    }

    /** A plan of long ago never expires: whoever registers then has no delay at all. */
    @Test
    void theCodeThatAProxyRegistersUnderStaysForTheDelay() {
        network.send(network.operator, SEND.planUpgrade(registry, NextRegistry.CODE));
        network.pass(400L * 24 * 3_600);
        var proxy = new ProxyIdentity(
                network.operator.address(), registry, network.proxyKey.publicKey());
        network.send(
                network.operator,
                Transfers.KNOWN.openProxy(proxy, Network.STAKE, Nanoton.ZERO),
                SEND.register(Registration.sign(Network.ID, proxy, "there:2", network.proxyKey)));
        var entries = RegistryState.read(network.chain.account(registry)).proxies();
        assertEquals(1, entries.size());
        network.send(network.operator, SEND.upgrade(registry, NextRegistry.CODE.hash()));
        var code = Code.of(network.chain.account(registry).code()).hash();
        assertEquals(Contracts.registry().hash(), code, "replaced in the block after");
    }
}
