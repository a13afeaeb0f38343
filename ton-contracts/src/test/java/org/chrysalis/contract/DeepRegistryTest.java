package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.chrysalis.chain.Network;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whoever makes keys can make the path to one of them deep, and what is done there dear. That must
 * cost the owner of that key fees, and neither its money nor its way out.
 */
class DeepRegistryTest {

    private static final int DEPTH = 100;

    private final Network network = new Network();
    private final Bytes key = network.proxyKey.publicKey();
    private final RegistryState registry = born();
    private final ProxyIdentity proxy =
            new ProxyIdentity(network.operator.address(), registry.address(), key);

    DeepRegistryTest() {
        network.send(
                network.operator,
                Transfers.KNOWN.openRegistry(registry),
                Transfers.KNOWN.openProxy(proxy, Network.STAKE, Nanoton.ZERO));
    }

    /** Each key has one more bit in common with ours. */
    private SortedMap<Bytes, RegistryState.ProxyEntry> neighbours() {
        var entries = new TreeMap<Bytes, RegistryState.ProxyEntry>();
        for (int bit = 0; bit < DEPTH; bit++) {
            var near = key.toArray();
            near[bit / 8] ^= (byte) (0x80 >> bit % 8);
            var entry = new RegistryState.ProxyEntry(0, network.client.address(), "near:1");
            entries.put(Bytes.of(near), entry);
        }
        return entries;
    }

    private RegistryState born() {
        var usual = network.registry;
        return new RegistryState(
                usual.owner(),
                usual.nextOwner(),
                usual.version(),
                0,
                usual.status(),
                usual.terms(),
                usual.channelCodes(),
                usual.proxyCodes(),
                usual.plan(),
                usual.models(),
                usual.proxyMeasurements(),
                usual.workerMeasurements(),
                neighbours());
    }

    private Transfer with(Nanoton value, Bytes body) {
        return Transfer.call(proxy.address(), value, body);
    }

    private RegistryState.ProxyEntry entry() {
        var account = network.chain.account(registry.address());
        return RegistryState.read(account).proxies().get(key);
    }

    private ProxyState state() {
        return ProxyState.read(network.chain.account(proxy.address()));
    }

    @Test
    void registrationAndRetirementTakeMoreAndThenSucceed() {
        var signed = Registration.sign(Network.ID, proxy, "there:2", network.proxyKey);
        var register = ProxyMessages.register(Contracts.PROXY_VERSION, signed);
        network.send(network.operator, with(Nanoton.of(30_000_000), register));
        assertNull(entry());
        network.send(network.operator, with(Nanoton.of(200_000_000), register));
        assertNotNull(entry());
        var before = network.chain.account(registry.address());
        network.send(network.operator, with(Nanoton.of(12_000_000), ProxyMessages.retire()));
        assertEquals(before.data(), network.chain.account(registry.address()).data());
        assertEquals(ProxyState.Status.RETIRING, state().status());
        network.send(network.operator, with(Nanoton.of(200_000_000), ProxyMessages.retire()));
        assertNull(entry());
        assertEquals(ProxyState.Status.CLOSING, state().status());
        assertEquals(2, state().retirements());
        assertEquals(Network.STAKE, state().stake());
    }
}
