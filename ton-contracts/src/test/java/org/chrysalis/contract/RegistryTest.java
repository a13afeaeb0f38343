package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.Account;
import org.chrysalis.chain.Network;
import org.chrysalis.chain.StackValue;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

import java.util.List;

class RegistryTest {

    private final Network network = new Network().deployed();
    private final Address registry = network.registry.address();

    private RegistryState state() {
        return RegistryState.read(network.chain.account(registry));
    }

    @Test
    void itSaysWhatItWasBornWithAndWhatItsOwnerPublished() {
        var state = state();
        assertEquals(RegistryState.Status.OPEN, state.status());
        assertEquals(network.registry.terms(), state.terms());
        assertEquals(network.registry.channelCodes(), state.channelCodes());
        assertEquals(network.registry.models(), state.models());
        assertEquals(network.registry.proxyMeasurements(), state.proxyMeasurements());
        assertEquals(network.registry.workerMeasurements(), state.workerMeasurements());
        assertEquals(network.operator.address(), state.owner());
        var entry = new RegistryState.ProxyEntry(
                network.now(), network.proxy.address(), "localhost:4711");
        assertEquals(entry, state.proxies().get(network.proxyKey.publicKey()));
    }

    @Test
    void nobodyButTheOwnerRetracts() {
        for (var other : List.of(network.stranger, network.client)) {
            network.refuses(
                    ExitCode.SENDER,
                    other,
                    OwnerTransfers.KNOWN.retractProxy(registry, network.proxyKey.publicKey()));
        }
    }

    @Test
    void aRetractedProxyIsGoneAtOnce() {
        network.send(
                network.operator,
                OwnerTransfers.KNOWN.retractProxy(registry, network.proxyKey.publicKey()));
        assertTrue(state().proxies().isEmpty());
    }

    @Test
    void itOpensOnceAndNotWithoutItsReserve() {
        network.refuses(
                ExitCode.OPENED, network.operator, Transfers.KNOWN.openRegistry(network.registry));
        var other = Network.registry(network.client.address());
        var trace = network.send(
                network.client,
                Transfer.deploy(
                        other.address(),
                        Fees.KNOWN.callValue(),
                        RegistryMessages.open(),
                        other.stateInit()));
        assertEquals(ExitCode.VALUE.number(), Network.exitCode(trace, other.address()));
    }

    @Test
    void whatTheIssueLeavesOutIsRefusedByName() {
        for (var name : List.of("PUTE", "PUMO", "SETC", "OWNR")) {
            var opcode = Cells.message(Long.parseLong(Bytes.ofUtf8(name).hex(), 16));
            network.refuses(
                    ExitCode.UNKNOWN,
                    network.operator,
                    Transfer.call(registry, Fees.KNOWN.callValue(), Cells.boc(opcode)));
        }
    }

    @Test
    void getMethodsSayWhatJavaReads() {
        var model = network.registry.models().firstKey();
        assertEquals(0, get("modelAllowedFrom", StackValue.of(model)).asLong());
        var unknown = Network.key(77).publicKey();
        assertEquals(-1, get("modelAllowedFrom", StackValue.of(unknown)).asLong());
        var proxies = network.registry.proxyMeasurements().firstKey();
        assertEquals(
                5, get("proxyMeasurementAllowedFrom", StackValue.of(proxies)).asLong());
        assertEquals(
                -1, get("workerMeasurementAllowedFrom", StackValue.of(proxies)).asLong());
        var terms = network.registry.terms().get(1L).cell();
        assertEquals(new StackValue.CellValue(Cells.boc(terms)), get("terms", StackValue.of(1)));
        assertEquals(new StackValue.Nothing(), get("terms", StackValue.of(2)));
        assertEquals(
                Contracts.channel().hash(), get("channelCode", StackValue.of(1)).asHash());
        assertEquals(
                Contracts.proxy().hash(), get("proxyCode", StackValue.of(1)).asHash());
    }

    private StackValue get(String method, StackValue argument) {
        return network.get(registry, method, List.of(argument)).getFirst();
    }

    @Test
    void termsThatPayWorkersMoreThanClientsPayAreNoTerms() {
        var good = network.registry.terms().get(1L);
        assertThrows(
                IllegalArgumentException.class,
                () -> new Terms(
                        0,
                        good.price(),
                        good.price().plus(Nanoton.of(1)),
                        good.multipliers(),
                        good.minStake(),
                        good.minClientDeposit(),
                        good.minWorkerDeposit(),
                        0,
                        0));
    }

    @Test
    void foreignContractsAreRecognised() {
        var client = network.client.address();
        var absent = network.chain.account(Address.of(Network.key(50).publicKey()));
        var wallet = network.chain.account(client);
        for (var account : List.of(absent, wallet)) {
            assertThrows(ForeignContract.class, () -> RegistryState.read(account));
            assertThrows(ForeignContract.class, () -> ProxyState.read(account));
            assertThrows(ForeignContract.class, () -> ChannelState.read(account));
        }
        var channel = network.chain.account(network.clientChannel.address());
        var moved = with(client, channel, channel.data());
        assertThrows(ForeignContract.class, () -> ChannelState.read(moved));
        var broken = with(client, channel, Cells.boc(Cells.begin()));
        assertThrows(ForeignContract.class, () -> ChannelState.read(broken));
        var noise = with(client, channel, Bytes.ofHex("00"));
        assertThrows(ForeignContract.class, () -> ChannelState.read(noise));
    }

    private static Account with(Address at, Account like, Bytes data) {
        return Account.active(at, like.balance(), like.code(), data, like.lastLt());
    }
}
