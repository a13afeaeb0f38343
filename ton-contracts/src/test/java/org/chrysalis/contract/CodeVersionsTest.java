package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.chrysalis.chain.Network;
import org.chrysalis.chain.StackValue;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Voucher;
import org.junit.jupiter.api.Test;
import org.ton.ton4j.cell.Cell;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Codes by version: in the registry, in a proxy's contract, and as Java reads them. */
class CodeVersionsTest {

    private static final Nanoton ONE = Nanoton.ton(1);
    private static final long DELAY = 100;

    /** Does what this build's does, and is another: it begins with a NOP. */
    private static final Cell NEXT = Cells.begin()
            .storeUint(0, 8)
            .storeSlice(Cells.slice(Contracts.channel().cell()))
            .endCell();

    private static final CodeId ID = new CodeId(Cells.hash(NEXT), Cells.depth(NEXT));
    private static final ChannelCode SECOND = new ChannelCode(2, ID);

    private final Network network = new Network().deployed();
    private final Address registry = network.registry.address();
    private final Address proxy = network.proxy.address();

    private RegistryState state() {
        return RegistryState.read(network.chain.account(registry));
    }

    /** This network's registry, but that additions wait. */
    private RegistryState slow() {
        var born = Network.registry(network.operator.address(), DELAY);
        network.send(network.operator, Transfers.KNOWN.openRegistry(born));
        return born;
    }

    private ChannelIdentity second() {
        var first = network.clientChannel;
        return new ChannelIdentity(
                first.payer(),
                first.payerKey(),
                first.payee(),
                first.payeeKey(),
                7,
                first.closeDelaySeconds(),
                SECOND);
    }

    private void openSecond() {
        var data = ChannelState.initial(second());
        network.send(
                network.client,
                Transfer.deploy(
                        second().address(),
                        Fees.KNOWN.topUpValue(ONE),
                        ChannelMessages.topUp(ONE),
                        Cells.boc(Cells.stateInit(NEXT, data))));
    }

    private void cashSecond() {
        var half = Nanoton.of(500_000_000);
        var voucher = Voucher.sign(Network.ID, second().address(), 0, half, network.clientKey);
        network.send(network.stranger, Transfers.KNOWN.cash(voucher));
    }

    @Test
    void theRegistrysOwnerListsFurtherVersions() {
        network.send(network.operator, OwnerTransfers.KNOWN.addChannelCode(registry, 2, ID));
        network.send(network.operator, OwnerTransfers.KNOWN.addProxyCode(registry, 9, ID));
        var listed = new ListedCode(ID, network.now());
        assertEquals(listed, state().channelCodes().listed().get(2L));
        assertEquals(listed, state().proxyCodes().get(9L));
        assertEquals(2, state().channelCodes().listed().size());
        assertEquals(2, state().proxyCodes().size());
        assertEquals(ID.hash(), get("channelCode", 2).get(0).asHash());
        assertEquals(ID.depth(), get("proxyCode", 9).get(1).asLong());
        assertEquals(network.now(), get("proxyCode", 9).get(2).asLong());
        assertEquals(-1, get("proxyCode", 2).get(2).asLong());
    }

    private List<StackValue> get(String method, long version) {
        return network.get(registry, method, List.of(StackValue.of(version)));
    }

    @Test
    void aListedVersionIsNeverReplaced() {
        network.refuses(
                ExitCode.LISTED,
                network.operator,
                OwnerTransfers.KNOWN.addChannelCode(registry, 1, ID));
        network.refuses(
                ExitCode.LISTED,
                network.operator,
                OwnerTransfers.KNOWN.addProxyCode(registry, 1, ID));
    }

    @Test
    void nobodyElseListsACode() {
        for (var other : List.of(network.client, network.worker, network.stranger)) {
            network.refuses(
                    ExitCode.SENDER, other, OwnerTransfers.KNOWN.addChannelCode(registry, 2, ID));
            network.refuses(
                    ExitCode.SENDER, other, OwnerTransfers.KNOWN.addProxyCode(registry, 2, ID));
        }
    }

    @Test
    void aNewVersionHoldsAfterTheAdditionDelay() {
        var slow = slow().address();
        network.send(network.operator, OwnerTransfers.KNOWN.addChannelCode(slow, 2, ID));
        var state = RegistryState.read(network.chain.account(slow));
        long from = network.now() + DELAY;
        assertEquals(Contracts.channelCodes(), state.channelCodes().at(from - 1));
        assertEquals(known(), state.channelCodes().at(from));
    }

    private static SortedMap<Long, CodeId> known() {
        var codes = new TreeMap<>(Contracts.channelCodes());
        codes.put(2L, ID);
        return codes;
    }

    @Test
    void aNewVersionPaysItsRentToTheRegistry() {
        var before = network.balance(registry);
        LeastValue.send(
                network, network.operator, OwnerTransfers.KNOWN.addChannelCode(registry, 2, ID));
        var rent = network.balance(registry).minus(before);
        assertEquals(Network.ENTRY_RENT, rent);
    }

    @Test
    void aChannelOfAListedVersionIsReadAndAnotherIsNot() {
        openSecond();
        var account = network.chain.account(second().address());
        var state = ChannelState.read(account, known());
        assertEquals(second(), state.identity());
        assertEquals(ONE, state.deposited());
        assertThrows(ForeignContract.class, () -> ChannelState.read(account));
        var renamed = new TreeMap<Long, CodeId>();
        renamed.put(3L, ID);
        assertThrows(ForeignContract.class, () -> ChannelState.read(account, renamed));
        assertThrows(IllegalStateException.class, () -> second().stateInit());
    }

    @Test
    void aProxyCountsWhatChannelsOfAVersionThatItsOwnerAddedPay() {
        openSecond();
        cashSecond();
        assertEquals(Nanoton.ZERO, network.proxyState().revenue());
        LeastValue.send(
                network,
                network.operator,
                OwnerTransfers.KNOWN.addChannelCode(network.proxy, SECOND));
        assertEquals(known(), network.proxyState().channelCodes());
        var voucher = Voucher.sign(Network.ID, second().address(), 0, ONE, network.clientKey);
        network.send(network.stranger, Transfers.KNOWN.cash(voucher));
        assertEquals(Nanoton.of(500_000_000), network.proxyState().revenue());
    }

    @Test
    void aProxysVersionIsItsOwnersToAddAndNobodysToReplace() {
        for (var other : List.of(network.client, network.worker, network.stranger)) {
            network.refuses(
                    ExitCode.SENDER,
                    other,
                    OwnerTransfers.KNOWN.addChannelCode(network.proxy, SECOND));
        }
        network.refuses(
                ExitCode.LISTED,
                network.operator,
                OwnerTransfers.KNOWN.addChannelCode(network.proxy, new ChannelCode(1, ID)));
        assertEquals(Contracts.channelCodes(), network.proxyState().channelCodes());
    }

    /** What a proxy is born with is a part of its address: nobody finds another one there. */
    @Test
    void aProxyBornWithOtherCodesIsAnotherProxy() {
        var other = new ProxyIdentity(
                network.operator.address(), registry, network.proxyKey.publicKey(), known());
        network.send(
                network.operator, Transfers.KNOWN.openProxy(other, Network.STAKE, Nanoton.ZERO));
        var state = ProxyState.read(network.chain.account(other.address()));
        assertEquals(other, state.identity());
        assertEquals(known(), state.channelCodes());
        assertNotEquals(proxy, other.address());
    }

    /** A dictionary takes the more gas the more it holds; who sends too little has it back. */
    @Test
    void anotherCodeCostsWhatItTakesHoweverManyThereAre() {
        var little = Nanoton.of(KnownPrices.gas(7_500) + KnownPrices.forward(0, 0));
        int refused = 0;
        for (long version = 2; version < 34; version++) {
            var add = OwnerTransfers.KNOWN.addChannelCode(
                    network.proxy, new ChannelCode(version, ID));
            var trace = network.send(network.operator, Transfer.call(proxy, little, add.body()));
            int exitCode = Network.exitCode(trace, proxy);
            if (exitCode != 0) {
                assertEquals(ExitCode.VALUE.number(), exitCode);
                network.send(network.operator, add);
                refused++;
            }
            assertEquals(ID, network.proxyState().channelCodes().get(version));
        }
        assertNotEquals(0, refused);
    }
}
