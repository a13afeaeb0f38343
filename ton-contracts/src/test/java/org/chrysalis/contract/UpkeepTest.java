package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.Network;
import org.chrysalis.contract.RegistryMessages.Kind;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ton.ton4j.cell.Cell;

import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;

/** What the registry's owner adds, what it takes away, and how it hands the registry on. */
class UpkeepTest {

    private static final long DELAY = 100;
    private static final Bytes HASH = Bytes.ofHex("ab".repeat(32));
    private static final Nanoton VALUE = Nanoton.of(60_000_000);

    private final Network network = new Network().deployed();
    private final Address registry = network.registry.address();

    private RegistryState state(Address registry) {
        return RegistryState.read(network.chain.account(registry));
    }

    private Address slow() {
        var born = Network.registry(network.operator.address(), DELAY);
        network.send(network.operator, Transfers.KNOWN.openRegistry(born));
        return born.address();
    }

    private static Terms next(long from) {
        var first = Network.registry(Address.of(HASH)).terms().get(1L);
        return new Terms(
                from,
                first.price(),
                first.price(),
                first.multipliers(),
                Nanoton.ton(20),
                Nanoton.ton(2),
                Nanoton.ton(3),
                ChannelIdentity.MIN_CLOSE_DELAY,
                ChannelIdentity.MAX_CLOSE_DELAY);
    }

    @Test
    void newTermsHoldAfterTheAdditionDelayWhateverTheySay() {
        var slow = slow();
        network.send(network.operator, OwnerTransfers.KNOWN.addTerms(slow, 2, next(7)));
        var terms = state(slow).terms();
        assertEquals(next(network.now() + DELAY), terms.get(2L));
        assertEquals(network.registry.terms().get(1L), terms.get(1L));
    }

    @Test
    void termsAreOnlyEverAdded() {
        for (long version : List.of(0L, 1L, 3L, 0xffff_ffffL)) {
            network.refuses(
                    ExitCode.LISTED,
                    network.operator,
                    OwnerTransfers.KNOWN.addTerms(registry, version, next(0)));
        }
        LeastValue.send(
                network, network.operator, OwnerTransfers.KNOWN.addTerms(registry, 2, next(0)));
        assertEquals(2, state(registry).terms().size());
    }

    /** The instants -1 and 0. */
    @Test
    void theNextTermsWaitUntilTheLastHold() {
        var slow = slow();
        network.send(network.operator, OwnerTransfers.KNOWN.addTerms(slow, 2, next(0)));
        var third = OwnerTransfers.KNOWN.addTerms(slow, 3, next(0));
        network.pass(DELAY - 1);
        var early = network.send(network.operator, third);
        assertEquals(ExitCode.TOO_EARLY.number(), Network.exitCode(early, slow));
        network.pass(1);
        network.send(network.operator, third);
        assertEquals(3, state(slow).terms().size());
    }

    /** What {@link Terms} does not let anyone say, said on chain. */
    @ParameterizedTest
    @CsvSource({
        "1000000000001, 0, 0, 0, 0, 0, 0, 0, 0, 60, 60, TERMS",
        "5, 6, 0, 0, 0, 0, 0, 0, 0, 60, 60, TERMS",
        "5, 5, 100001, 0, 0, 0, 0, 0, 0, 60, 60, TERMS",
        "5, 5, 0, 100001, 0, 0, 0, 0, 0, 60, 60, TERMS",
        "5, 5, 0, 0, 100001, 0, 0, 0, 0, 60, 60, TERMS",
        "5, 5, 0, 0, 0, 100001, 0, 0, 0, 60, 60, TERMS",
        "5, 5, 0, 0, 0, 0, 5000000000000000001, 0, 0, 60, 60, TERMS",
        "5, 5, 0, 0, 0, 0, 0, 5000000000000000001, 0, 60, 60, TERMS",
        "5, 5, 0, 0, 0, 0, 0, 0, 5000000000000000001, 60, 60, TERMS",
        "5, 5, 0, 0, 0, 0, 0, 0, 0, 59, 60, DELAY",
        "5, 5, 0, 0, 0, 0, 0, 0, 0, 60, 59, DELAY",
        "5, 5, 0, 0, 0, 0, 0, 0, 0, 31536001, 60, DELAY",
        "5, 5, 0, 0, 0, 0, 0, 0, 0, 60, 31536001, DELAY",
    })
    void termsThatNobodyCouldReadAreRefused(
            long price,
            long fee,
            long fresh,
            long cached,
            long visible,
            long reasoning,
            long stake,
            long client,
            long worker,
            long clientDelay,
            long workerDelay,
            ExitCode reason) {
        var terms = terms(
                price,
                fee,
                fresh,
                cached,
                visible,
                reasoning,
                stake,
                client,
                worker,
                clientDelay,
                workerDelay);
        network.refuses(reason, network.operator, add(terms));
    }

    private static Cell terms(
            long price,
            long fee,
            long fresh,
            long cached,
            long visible,
            long reasoning,
            long stake,
            long client,
            long worker,
            long clientDelay,
            long workerDelay) {
        return Cells.begin()
                .storeUint(0, 32)
                .storeUint(price, 64)
                .storeUint(fee, 64)
                .storeUint(fresh, 32)
                .storeUint(cached, 32)
                .storeUint(visible, 32)
                .storeUint(reasoning, 32)
                .storeCoins(BigInteger.valueOf(stake))
                .storeCoins(BigInteger.valueOf(client))
                .storeCoins(BigInteger.valueOf(worker))
                .storeUint(clientDelay, 32)
                .storeUint(workerDelay, 32)
                .endCell();
    }

    @Test
    void termsAtTheirBoundsAreReadByEverybody() {
        long price = 1_000_000_000_000L;
        long times = 100_000;
        long all = 5_000_000_000_000_000_000L;
        var most = terms(price, price, times, times, times, times, all, all, all, 60, 31_536_000);
        network.send(network.operator, add(most));
        assertEquals(Nanoton.of(price), state(registry).terms().get(2L).workerFee());
        assertEquals(Nanoton.of(all), state(registry).terms().get(2L).minStake());
    }

    private Transfer add(Cell terms) {
        var body = Cells.message(RegistryMessages.ADD_TERMS).storeUint(2, 32).storeRef(terms);
        return Transfer.call(registry, VALUE, Cells.boc(body));
    }

    private SortedMap<Bytes, Long> allowed(Address registry, Kind kind) {
        var state = state(registry);
        return switch (kind) {
            case MODEL -> state.models();
            case PROXY_MEASUREMENT -> state.proxyMeasurements();
            case WORKER_MEASUREMENT -> state.workerMeasurements();
        };
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatIsAllowedHoldsAfterADelayAndIsGoneAtOnce(Kind kind) {
        var slow = slow();
        int before = allowed(slow, kind).size();
        network.send(network.operator, OwnerTransfers.KNOWN.allow(slow, kind, HASH));
        assertEquals(network.now() + DELAY, allowed(slow, kind).get(HASH));
        assertEquals(before + 1, allowed(slow, kind).size());
        network.refuses(
                ExitCode.LISTED, network.operator, OwnerTransfers.KNOWN.allow(slow, kind, HASH));
        network.send(network.operator, OwnerTransfers.KNOWN.disallow(slow, kind, HASH));
        assertEquals(before, allowed(slow, kind).size());
        var state = state(slow);
        assertEquals(network.registry.models(), state.models());
        assertEquals(network.registry.proxyMeasurements(), state.proxyMeasurements());
        assertEquals(network.registry.workerMeasurements(), state.workerMeasurements());
    }

    @Test
    void whatIsAddedPaysItsRent() {
        var before = network.balance(registry);
        LeastValue.send(
                network, network.operator, OwnerTransfers.KNOWN.allow(registry, Kind.MODEL, HASH));
        assertEquals(Network.ENTRY_RENT, network.balance(registry).minus(before));
        LeastValue.send(
                network,
                network.operator,
                OwnerTransfers.KNOWN.disallow(registry, Kind.MODEL, HASH));
        assertEquals(Network.ENTRY_RENT, network.balance(registry).minus(before));
    }

    @Test
    void aNewOwnerIsOneThatAccepts() {
        var next = network.client;
        network.refuses(ExitCode.SENDER, next, OwnerTransfers.KNOWN.acceptOwner(registry));
        LeastValue.send(
                network,
                network.operator,
                OwnerTransfers.KNOWN.offerOwner(registry, next.address()));
        assertEquals(network.operator.address(), state(registry).owner());
        assertEquals(next.address(), state(registry).nextOwner());
        network.refuses(
                ExitCode.SENDER, network.stranger, OwnerTransfers.KNOWN.acceptOwner(registry));
        network.refuses(
                ExitCode.SENDER, network.operator, OwnerTransfers.KNOWN.acceptOwner(registry));
        network.refuses(
                ExitCode.SENDER, next, OwnerTransfers.KNOWN.disallow(registry, Kind.MODEL, HASH));
        LeastValue.send(network, next, OwnerTransfers.KNOWN.acceptOwner(registry));
        assertEquals(next.address(), state(registry).owner());
        assertEquals(next.address(), state(registry).nextOwner());
        network.refuses(ExitCode.SENDER, next, OwnerTransfers.KNOWN.acceptOwner(registry));
        network.refuses(
                ExitCode.SENDER,
                network.operator,
                OwnerTransfers.KNOWN.disallow(registry, Kind.MODEL, HASH));
        network.send(next, OwnerTransfers.KNOWN.disallow(registry, Kind.MODEL, HASH));
    }

    @Test
    void nobodyElseKeepsTheRegistryUp() {
        for (var other : List.of(network.client, network.worker, network.stranger)) {
            for (var refused : List.of(
                    OwnerTransfers.KNOWN.addTerms(registry, 2, next(0)),
                    OwnerTransfers.KNOWN.allow(registry, Kind.WORKER_MEASUREMENT, HASH),
                    OwnerTransfers.KNOWN.disallow(registry, Kind.MODEL, HASH),
                    OwnerTransfers.KNOWN.offerOwner(registry, other.address()))) {
                network.refuses(ExitCode.SENDER, other, refused);
            }
        }
        assertTrue(state(registry).terms().containsKey(1L));
    }
}
