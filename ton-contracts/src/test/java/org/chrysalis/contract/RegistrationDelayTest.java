package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.chrysalis.chain.Network;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** From when on codes and terms count for a proxy that registers. */
class RegistrationDelayTest {

    private static final long DELAY = 100;

    private final Network network = new Network().deployed();
    private final Bytes key = network.proxyKey.publicKey();

    private RegistryState.ProxyEntry entry(Address registry, Bytes key) {
        return RegistryState.read(network.chain.account(registry)).proxies().get(key);
    }

    private ProxyIdentity open(ProxyIdentity identity, Nanoton stake) {
        network.send(network.operator, Transfers.KNOWN.openProxy(identity, stake, Nanoton.ZERO));
        return identity;
    }

    private Transfer register(ProxyIdentity proxy, SigningKey key) {
        return OwnerTransfers.KNOWN.register(Registration.sign(Network.ID, proxy, "there:2", key));
    }

    @Test
    void itMovesAtOnceAlthoughAdditionsWait() {
        var slow = Network.registry(network.operator.address(), DELAY);
        network.send(network.operator, Transfers.KNOWN.openRegistry(slow));
        var identity = open(
                new ProxyIdentity(network.operator.address(), slow.address(), key), Network.STAKE);
        network.send(network.operator, register(identity, network.proxyKey));
        long from = network.now() + DELAY;
        assertEquals(from, entry(slow.address(), key).from());
        network.pass(DELAY + 1);
        var moved = Registration.sign(Network.ID, identity, "elsewhere:3", network.proxyKey);
        network.send(network.operator, OwnerTransfers.KNOWN.register(moved));
        var expected = new RegistryState.ProxyEntry(from, identity.address(), "elsewhere:3");
        assertEquals(expected, entry(slow.address(), key));
    }

    private RegistryState born(long delay, SortedMap<Long, Terms> terms, boolean code) {
        return new RegistryState(
                network.operator.address(),
                network.operator.address(),
                1,
                delay,
                RegistryState.Status.NEW,
                terms,
                network.registry.channelCodes(),
                code ? network.registry.proxyCodes() : new TreeMap<>(),
                Optional.empty(),
                network.registry.models(),
                network.registry.proxyMeasurements(),
                network.registry.workerMeasurements(),
                new TreeMap<>());
    }

    private Terms terms(long from, Nanoton minStake) {
        var first = network.registry.terms().get(1L);
        return new Terms(
                from,
                first.price(),
                first.workerFee(),
                first.multipliers(),
                minStake,
                first.minClientDeposit(),
                first.minWorkerDeposit(),
                first.clientCloseDelay(),
                first.workerCloseDelay());
    }

    /** The instants -1 and 0 of the terms that ask for more, and for the first of all. */
    @Test
    void theNewestTermsThatAreInForceCount() {
        var terms = new TreeMap<Long, Terms>();
        terms.put(1L, terms(network.now() + 1, Network.STAKE));
        terms.put(2L, terms(network.now() + DELAY, Network.STAKE.plus(Nanoton.of(1))));
        var born = born(0, terms, true);
        network.send(network.operator, Transfers.KNOWN.openRegistry(born));
        var identity = open(
                new ProxyIdentity(network.operator.address(), born.address(), key), Network.STAKE);
        assertEquals(ExitCode.TERMS.number(), registered(identity));
        network.pass(1);
        assertEquals(0, registered(identity));
        network.pass(DELAY - 2);
        assertEquals(0, registered(identity));
        network.pass(1);
        assertEquals(ExitCode.STAKE.number(), registered(identity));
    }

    private int registered(ProxyIdentity identity) {
        var trace = network.send(network.operator, register(identity, network.proxyKey));
        return Network.exitCode(trace, identity.registry());
    }

    /** Listed, but its delay is not over: the instants -1 and 0. */
    @Test
    void aNewCodeRegistersOnceItHolds() {
        var born = born(DELAY, network.registry.terms(), false);
        network.send(
                network.operator,
                Transfers.KNOWN.openRegistry(born),
                OwnerTransfers.KNOWN.addProxyCode(born.address(), 1, CodeId.of(Contracts.proxy())));
        var identity = open(
                new ProxyIdentity(network.operator.address(), born.address(), key), Network.STAKE);
        network.pass(DELAY - 1);
        assertEquals(ExitCode.TOO_EARLY.number(), registered(identity));
        network.pass(1);
        assertEquals(0, registered(identity));
        assertEquals(identity.address(), entry(born.address(), key).contract());
    }
}
