package org.chrysalis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.chain.Network;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

import java.util.List;

/** What lies just outside of what a proxy's contract does, and just inside. */
class ProxyBoundsTest {

    private static final Nanoton ONE = Nanoton.ton(1);

    private final Network network = new Network().deployed();
    private final Address proxy = network.proxy.address();

    private ProxyIdentity other() {
        return new ProxyIdentity(
                network.operator.address(),
                network.registry.address(),
                Network.key(40).publicKey());
    }

    private long fundable(Address address) {
        return network.get(address, "fundable", List.of()).getFirst().asLong();
    }

    @Test
    void beforeItOpensItFundsNothing() {
        var fresh = other();
        network.send(
                network.operator,
                Transfer.deploy(fresh.address(), ONE, Bytes.EMPTY, fresh.stateInit()));
        var channel =
                fresh.workerChannel(network.worker.address(), Network.key(5).publicKey(), 0, 3_600);
        network.refuses(
                ExitCode.NOT_OPEN, network.operator, Transfers.KNOWN.fund(channel, Nanoton.of(1)));
    }

    @Test
    void whatDoesNotEvenCoverItsReserveCanFundNothing() {
        var fresh = other();
        network.send(
                network.operator,
                Transfer.deploy(
                        fresh.address(), Nanoton.of(10_000_000), Bytes.EMPTY, fresh.stateInit()));
        assertTrue(network.chain.account(fresh.address()).active());
        assertEquals(0, fundable(fresh.address()));
    }

    @Test
    void aStakeOfNothingOpensNothing() {
        var fresh = other();
        var trace = network.send(
                network.operator, Transfers.KNOWN.openProxy(fresh, Nanoton.ZERO, Nanoton.ZERO));
        assertEquals(ExitCode.ZERO.number(), Network.exitCode(trace, fresh.address()));
        network.send(
                network.operator, Transfers.KNOWN.openProxy(fresh, Nanoton.of(1), Nanoton.ZERO));
        assertEquals(
                Nanoton.of(1),
                ProxyState.read(network.chain.account(fresh.address())).stake());
    }

    @Test
    void fundingWithNothingIsRefused() {
        network.refuses(
                ExitCode.ZERO,
                network.operator,
                Transfers.KNOWN.fund(network.workerChannel, Nanoton.ZERO));
        network.send(network.operator, Transfers.KNOWN.fund(network.workerChannel, Nanoton.of(1)));
    }

    /** By hand: Java's records refuse what the contract has to refuse as well. */
    private Transfer fund(long closeDelay) {
        var body = Cells.message(ProxyMessages.FUND)
                .storeUint(Contracts.CHANNEL_VERSION, 32)
                .storeUint(1, 32)
                .storeUint(closeDelay, 32)
                .storeCoins(Cells.coins(ONE))
                .storeCoins(Cells.coins(Fees.KNOWN.channelReserve()))
                .storeAddress(network.worker.address().toTon4j())
                .storeBytes(Network.key(5).publicKey().toArray())
                .storeUint(1, 1)
                .storeRef(Contracts.channel().cell());
        return Transfer.call(proxy, Fees.KNOWN.fundNewValue(), Cells.boc(body));
    }

    @Test
    void aChannelThatCouldNeverBeClosedIsNotFunded() {
        for (long delay : new long[] {0, 59, ChannelIdentity.MAX_CLOSE_DELAY + 1, 0xffff_ffffL}) {
            network.refuses(ExitCode.DELAY, network.operator, fund(delay));
        }
        for (long delay : new long[] {60, ChannelIdentity.MAX_CLOSE_DELAY}) {
            var channel = network.proxy.workerChannel(
                    network.worker.address(), Network.key(5).publicKey(), 1, delay);
            network.send(network.operator, fund(delay));
            assertEquals(ONE, network.channel(channel).deposited());
        }
    }
}
