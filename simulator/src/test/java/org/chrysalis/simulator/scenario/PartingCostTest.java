package org.chrysalis.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.chrysalis.client.ChannelReply;
import org.chrysalis.client.ClientCommand;
import org.chrysalis.contract.Fees;
import org.chrysalis.contract.HotWallet;
import org.chrysalis.contract.OwnerTransfers;
import org.chrysalis.devnet.DevKeys;
import org.chrysalis.port.Link;
import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What partings cost a proxy, and what it books of them. */
class PartingCostTest {

    private final List<Link> links = new ArrayList<>();
    private final DearNetwork dear = new DearNetwork(this::tap);
    private final SimulatedNetwork network = dear.network;

    private Link tap(Link link) {
        links.add(link);
        return link;
    }

    @AfterEach
    void conserves() {
        dear.end();
    }

    private Nanoton proxyWallet() {
        return network.core().account(network.network().proxyWallet().address()).balance();
    }

    private Nanoton contract() {
        return network.core().account(network.network().proxy().address()).balance();
    }

    private void half(Nanoton total, long seconds) {
        var key = SigningKey.fromSeed(network.network().keys().clientVoucher());
        long until = dear.world.loop().now().getEpochSecond() + seconds;
        int networkId = network.network().plan().networkId();
        var half = CloseTogether.sign(networkId, dear.channel, 0, total, until, key);
        var proxy = DevKeys.nodeId(network.network().keys().proxyNode());
        dear.world.loop().inside(() -> {
            links.getLast().send(proxy, new Wire.Parting(half));
            return half;
        });
    }

    /** The fee that Consent compares with is that of cashing. */
    @Test
    void aPartingCostsNoMoreThanTheFeeThatItIsMeasuredBy() {
        dear.run(Duration.ofMinutes(1));
        var before = proxyWallet().plus(contract());
        assertEquals(new ChannelReply.Done(), dear.done(ClientCommand.CloseTogether::new));
        dear.run(Duration.ofSeconds(30));
        var lost = before.minusOrZero(proxyWallet().plus(contract()));
        var fee = Fees.KNOWN.partingFee();
        assertFalse(lost.isMoreThan(fee), () -> "a parting costs " + lost + ", not " + fee);
    }

    /** The hot wallet has no order left for today: exit 720. */
    @Test
    void partingsThatTheProxysContractRefusesDoNotDrainItsWallet() {
        dear.answered();
        var hot = HotWallet.of(network.network().proxyWallet().address(), Nanoton.ton(1_000), 0);
        network.send(
                network.network().operator(),
                OwnerTransfers.KNOWN.setHotWallet(network.network().proxy(), hot));
        dear.run(Duration.ofMinutes(1));
        var before = proxyWallet();
        var client = dear.wallet();
        for (int i = 0; i < 60; i++) {
            half(dear.used(), 125);
            dear.run(Duration.ofSeconds(195));
        }
        assertEquals(0, dear.state().epoch());
        assertEquals(client, dear.wallet());
        var lost = before.minusOrZero(proxyWallet());
        assertFalse(lost.isMoreThan(Nanoton.of(60_000_000)), () -> "the proxy lost " + lost);
    }

    /** It dies before it has read what became of its message. */
    @Test
    void aProxyThatDiesWhenItsPartingIsExecutedBooksIt() {
        dear.answered();
        var used = dear.used();
        network.want(ClientCommand.CloseTogether::new);
        network.until(() -> dear.state().epoch() == 1);
        network.crash(SimulatedNetwork.PROXY);
        dear.run(Duration.ofSeconds(20));
        network.raise(SimulatedNetwork.PROXY);
        dear.run(Duration.ofMinutes(5));
        assertEquals(used, dear.revenue());
        var booked = MoneyBooks.events(dear.world, ClientAccountEvent.Cashed.class);
        assertEquals(List.of(new ClientAccountEvent.Cashed(used)), booked);
    }
}
