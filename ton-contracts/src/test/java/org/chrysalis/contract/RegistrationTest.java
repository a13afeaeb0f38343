package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.Network;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.junit.jupiter.api.Test;
import org.ton.ton4j.cell.Cell;

import java.util.List;

/** A proxy registers by its own stake, and by nothing else. */
class RegistrationTest {

    private static final long DELAY = 100;
    private static final Nanoton VALUE = Nanoton.of(60_000_000);

    private final Network network = new Network().deployed();
    private final Address registry = network.registry.address();
    private final Address proxy = network.proxy.address();
    private final Bytes key = network.proxyKey.publicKey();

    private RegistryState.ProxyEntry entry(Address registry, Bytes key) {
        return RegistryState.read(network.chain.account(registry)).proxies().get(key);
    }

    /** Demands that the registry refuses what the proxy's contract passes on, and loses nothing. */
    private void registryRefuses(ExitCode reason, Wallet from, Transfer register) {
        var before = network.chain.account(registry);
        var money = network.balance(register.to());
        var trace = network.send(from, register);
        assertEquals(reason.number(), Network.exitCode(trace, registry));
        network.assertUnchanged(before);
        assertTrue(network.balance(register.to()).isMoreThan(money), "the value is not back");
    }

    private ProxyIdentity open(ProxyIdentity identity, Nanoton stake) {
        network.send(network.operator, Transfers.KNOWN.openProxy(identity, stake, Nanoton.ZERO));
        return identity;
    }

    private ProxyIdentity another(SigningKey key) {
        return new ProxyIdentity(network.operator.address(), registry, key.publicKey());
    }

    private Transfer register(ProxyIdentity proxy, SigningKey key) {
        return OwnerTransfers.KNOWN.register(Registration.sign(Network.ID, proxy, "there:2", key));
    }

    @Test
    void aProxyRegistersAndPaysTheRentOfItsEntry() {
        var other = open(another(Network.key(40)), Network.STAKE);
        var before = network.balance(registry);
        var trace = LeastValue.send(network, network.operator, register(other, Network.key(40)));
        LeastValue.assertLength(4, trace);
        assertEquals(network.operator.address(), trace.get(3).account());
        var expected = new RegistryState.ProxyEntry(network.now(), other.address(), "there:2");
        assertEquals(expected, entry(registry, Network.key(40).publicKey()));
        assertEquals(Network.ENTRY_RENT, network.balance(registry).minus(before));
        assertEquals(proxy, entry(registry, key).contract());
    }

    @Test
    void onlyItsOwnerRegistersIt() {
        for (var other : List.of(network.stranger, network.client, network.worker)) {
            network.refuses(ExitCode.SENDER, other, register(network.proxy, network.proxyKey));
        }
        assertEquals("localhost:4711", entry(registry, key).endpoint());
    }

    @Test
    void aContractThatIsNotOpenRegistersNothing() {
        var identity = another(Network.key(40));
        network.send(
                network.operator,
                Transfer.deploy(identity.address(), VALUE, Bytes.EMPTY, identity.stateInit()));
        network.refuses(ExitCode.NOT_OPEN, network.operator, register(identity, Network.key(40)));
    }

    /** Storage has eaten a part of it: the registry would believe what nobody has. */
    @Test
    void noProxyRegistersAStakeThatItDoesNotHold() {
        var other = open(another(Network.key(40)), Network.STAKE);
        network.pass(15 * 365 * 86_400L);
        network.chain.mint(registry, Nanoton.ton(1));
        network.send(network.client, Transfer.pay(other.address(), Nanoton.of(1)));
        var register = register(other, Network.key(40));
        network.refuses(ExitCode.STAKE, network.operator, register);
        var reserve = Nanoton.of(
                network.get(other.address(), "reserve", List.of()).getFirst().asLong());
        var whole = Network.STAKE.plus(reserve);
        network.chain.mint(
                other.address(),
                whole.minus(network.balance(other.address())).minus(Nanoton.of(1)));
        network.refuses(ExitCode.STAKE, network.operator, register);
        network.chain.mint(other.address(), Nanoton.of(1));
        network.send(network.operator, register);
        assertEquals(
                other.address(), entry(registry, Network.key(40).publicKey()).contract());
    }

    /** Its message straight to the registry, from a wallet that claims to be a proxy. */
    private Transfer posing(long version, Nanoton stake, Cell identity, Bytes signature) {
        return Transfer.call(
                registry,
                VALUE,
                Cells.boc(Cells.message(0x5247_5052L)
                        .storeUint(version, 32)
                        .storeCoins(Cells.coins(stake))
                        .storeBytes(signature.toArray())
                        .storeRef(RegistryMessages.endpoint("evil:1"))
                        .storeRef(identity)));
    }

    @Test
    void whatIsNoProxysContractRegistersNothing() {
        var signature = network.registration("evil:1").signature();
        for (var poser : List.of(network.operator, network.stranger)) {
            network.refuses(
                    ExitCode.SENDER,
                    poser,
                    posing(1, Network.STAKE, network.proxy.cell(), signature));
        }
        network.refuses(
                ExitCode.CODE,
                network.operator,
                posing(2, Network.STAKE, network.proxy.cell(), signature));
    }

    /** The channel sends what its identity says, but no RegisterProxy, and lives elsewhere. */
    @Test
    void aContractOfAnotherCodeRegistersNothing() {
        network.send(
                network.operator,
                OwnerTransfers.KNOWN.addProxyCode(registry, 2, CodeId.of(Contracts.channel())));
        var register = Transfer.call(
                proxy, VALUE, ProxyMessages.register(2, network.registration("there:2")));
        registryRefuses(ExitCode.SENDER, network.operator, register);
        var unknown = Transfer.call(
                proxy, VALUE, ProxyMessages.register(3, network.registration("there:2")));
        registryRefuses(ExitCode.CODE, network.operator, unknown);
    }

    /** An open status and a stake, written into the storage by who deploys it. */
    @Test
    void aProxyBornWithAStakeRegistersNothing() {
        var data = Cells.begin()
                .storeUint(1, 8)
                .storeCoins(Cells.coins(Network.STAKE))
                .storeUint(0, 4 + 32 + 32 + 1 + 1)
                .storeRef(network.proxy.cell())
                .endCell();
        var init = Cells.stateInit(Contracts.proxy().cell(), data);
        var born = Address.of(Cells.hash(init));
        network.chain.mint(born, Network.STAKE.times(2));
        var body = ProxyMessages.register(1, network.registration("evil:1"));
        var trace =
                network.send(network.operator, Transfer.deploy(born, VALUE, body, Cells.boc(init)));
        assertEquals(ExitCode.SENDER.number(), Network.exitCode(trace, registry));
        assertEquals(proxy, entry(registry, key).contract());
    }

    @Test
    void theStakeMustBeWhatTheTermsAskFor() {
        var low = open(another(Network.key(40)), Network.STAKE.minus(Nanoton.of(1)));
        registryRefuses(ExitCode.STAKE, network.operator, register(low, Network.key(40)));
    }

    @Test
    void theSigningKeyMustAgree() {
        var foreign = open(another(network.clientKey), Network.STAKE);
        registryRefuses(ExitCode.SIGNATURE, network.operator, register(foreign, network.proxyKey));
        var elsewhere =
                Registration.sign(Network.ID + 1, network.proxy, "there:2", network.proxyKey);
        registryRefuses(
                ExitCode.SIGNATURE, network.operator, OwnerTransfers.KNOWN.register(elsewhere));
        var other = open(another(Network.key(40)), Network.STAKE);
        var sibling = Registration.sign(Network.ID, other, "there:2", network.proxyKey);
        var borrowed = new Registration(network.proxy, "there:2", sibling.signature());
        registryRefuses(
                ExitCode.SIGNATURE, network.operator, OwnerTransfers.KNOWN.register(borrowed));
        var signed = network.registration("there:2").signature();
        var changed = new Registration(network.proxy, "evil:1", signed);
        registryRefuses(
                ExitCode.SIGNATURE, network.operator, OwnerTransfers.KNOWN.register(changed));
    }

    @Test
    void aSignatureForAnotherRegistryIsNone() {
        var slow = Network.registry(network.operator.address(), DELAY);
        var there = new ProxyIdentity(network.operator.address(), slow.address(), key);
        var signed = Registration.sign(Network.ID, there, "there:2", network.proxyKey);
        var replayed = new Registration(network.proxy, "there:2", signed.signature());
        registryRefuses(
                ExitCode.SIGNATURE, network.operator, OwnerTransfers.KNOWN.register(replayed));
    }

    @Test
    void anotherContractOfTheSameKeyDisplacesNobody() {
        var owner = network.client;
        var second = new ProxyIdentity(owner.address(), registry, key);
        network.send(owner, Transfers.KNOWN.openProxy(second, Network.STAKE, Nanoton.ZERO));
        registryRefuses(ExitCode.LISTED, owner, register(second, network.proxyKey));
        network.send(network.operator, OwnerTransfers.KNOWN.retractProxy(registry, key));
        network.send(owner, register(second, network.proxyKey));
        assertEquals(second.address(), entry(registry, key).contract());
    }

    private void refusesEndpoint(Cell endpoint) {
        var body = Cells.boc(Cells.message(ProxyMessages.REGISTER)
                .storeUint(1, 32)
                .storeBytes(new byte[64])
                .storeRef(endpoint));
        registryRefuses(ExitCode.ENDPOINT, network.operator, Transfer.call(proxy, VALUE, body));
    }

    @Test
    void anEndpointIsOneTo120WholeBytes() {
        refusesEndpoint(Cells.begin().endCell());
        refusesEndpoint(Cells.begin().storeUint(1, 9).endCell());
        refusesEndpoint(Cells.begin().storeBytes(new byte[121]).endCell());
        var leaf = Cells.begin().storeUint(1, 8).endCell();
        refusesEndpoint(Cells.begin().storeUint(1, 8).storeRef(leaf).endCell());
        var longest = "x".repeat(120);
        network.send(
                network.operator, OwnerTransfers.KNOWN.register(network.registration(longest)));
        assertEquals(longest, entry(registry, key).endpoint());
        network.send(network.operator, OwnerTransfers.KNOWN.register(network.registration("x")));
        assertEquals("x", entry(registry, key).endpoint());
    }

    @Test
    void aRegistryThatIsNotOpenTakesNobody() {
        var born = Network.registry(network.client.address());
        network.send(
                network.client,
                Transfer.deploy(born.address(), VALUE, Bytes.EMPTY, born.stateInit()));
        var identity = open(
                new ProxyIdentity(network.operator.address(), born.address(), key), Network.STAKE);
        var trace = network.send(network.operator, register(identity, network.proxyKey));
        assertEquals(ExitCode.NOT_OPEN.number(), Network.exitCode(trace, born.address()));
    }
}
