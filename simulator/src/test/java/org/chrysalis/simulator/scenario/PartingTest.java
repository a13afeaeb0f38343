package org.chrysalis.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.actor.WriteFailure;
import org.chrysalis.client.ChannelReply;
import org.chrysalis.client.ClientCommand;
import org.chrysalis.client.PurseEvent;
import org.chrysalis.contract.ChannelState.Status;
import org.chrysalis.devnet.DevKeys;
import org.chrysalis.port.Link;
import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.ton.CloseTogether;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.SigningKey;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Client and proxy end an epoch together: what is used is paid, and the rest comes back. */
class PartingTest {

    private final List<Link> links = new ArrayList<>();
    private final List<Wire> sent = new ArrayList<>();
    private final DearNetwork dear = new DearNetwork(this::tap);
    private final SimulatedNetwork network = dear.network;

    private Link tap(Link link) {
        links.add(link);
        return new NotedLink(link, sent);
    }

    @AfterEach
    void conserves() {
        dear.end();
    }

    private List<ChannelReply> part() {
        return network.want(ClientCommand.CloseTogether::new);
    }

    private void assertParted(Nanoton used, Nanoton before) {
        network.until(() -> dear.state().epoch() == 1);
        dear.run(Duration.ofSeconds(5));
        assertEquals(Status.CLOSED, dear.state().status());
        assertEquals(used, dear.revenue());
        var rest = network.network().plan().deposit().minus(used);
        var came = dear.wallet().minus(before);
        assertFalse(rest.isMoreThan(came), () -> came + " of " + rest + " came back");
    }

    @Test
    void whatIsNotUsedComesBackToTheNanoton() {
        dear.answered();
        dear.answered();
        dear.answered();
        var used = dear.used();
        assertTrue(dear.signed().isMoreThan(used));
        var before = dear.wallet();
        assertEquals(new ChannelReply.Done(), dear.ended(part()));
        assertParted(used, before);
    }

    /** Found by the swarm, seed 163: the books fell before they had said that it begins. */
    @Test
    void whoWantsItWhileTheDiskIsFullIsToldThatTheBooksFell() {
        network.allowDeaths(death -> WriteFailure.is(death.cause()));
        dear.answered();
        dear.world.disks().fill(SimulatedNetwork.CLIENT);
        assertInstanceOf(ChannelReply.Failed.class, dear.ended(part()));
        dear.world.disks().free(SimulatedNetwork.CLIENT);
        dear.run(Duration.ofSeconds(10));
        network.untilServing(1);
        assertEquals(new ChannelReply.Done(), dear.ended(part()));
    }

    @Test
    void afterItBothSidesGoOnInTheNextEpoch() {
        dear.answered();
        assertEquals(new ChannelReply.Done(), dear.ended(part()));
        dear.topUp(Nanoton.ton(3));
        dear.run(Duration.ofMinutes(1));
        network.untilServing(1);
        dear.answered();
        assertEquals(1, dear.state().epoch());
        dear.assertBothSidesAgree();
    }

    /** Each parting is at the proxy's cost. */
    @Test
    void aChannelThatBuysNothingIsPartedOnceADay() {
        assertEquals(new ChannelReply.Done(), dear.ended(part()));
        for (int again = 0; again < 2; again++) {
            dear.topUp(Nanoton.ton(3));
            dear.run(Duration.ofMinutes(1));
            network.untilServing(1);
            var refused = assertInstanceOf(ChannelReply.Refused.class, dear.ended(part()));
            assertInstanceOf(Refusal.PartingUnpaid.class, refused.refusal());
            dear.run(Duration.ofHours(25));
            network.untilServing(1);
            assertEquals(new ChannelReply.Done(), dear.ended(part()));
        }
        assertEquals(3, dear.state().epoch());
    }

    @Test
    void aProxyThatDiesBeforeItSendsWhatItSignedSendsItWhenItIsBack() {
        dear.answered();
        var used = dear.used();
        var before = dear.wallet();
        part();
        until(ClientAccountEvent.Parting.class);
        network.crash(SimulatedNetwork.PROXY);
        dear.run(Duration.ofSeconds(20));
        assertEquals(0, dear.state().epoch());
        network.raise(SimulatedNetwork.PROXY);
        assertParted(used, before);
    }

    @Test
    void aClientThatDiesAfterItsHalfKeepsToItWhenItIsBack() {
        dear.answered();
        var used = dear.used();
        var before = dear.wallet();
        part();
        until(PurseEvent.Parting.class);
        network.crash(SimulatedNetwork.CLIENT);
        dear.run(Duration.ofSeconds(5));
        network.raise(SimulatedNetwork.CLIENT);
        assertParted(used, before);
    }

    private void until(Class<?> event) {
        network.until(() -> !MoneyBooks.events(dear.world, event).isEmpty());
    }

    @Test
    void nothingIsBoughtUntilTheChainHasDecidedAndThenBothGoOnInTheSameEpoch() {
        dear.answered();
        network.chain().halt(Duration.ofMinutes(7));
        var replies = part();
        dear.run(Duration.ofSeconds(10));
        dear.refused(Refusal.AgreementPending.class);
        network.crash(SimulatedNetwork.CLIENT);
        network.raise(SimulatedNetwork.CLIENT);
        dear.run(Duration.ofMinutes(5));
        network.untilServing(1);
        dear.refused(Refusal.AgreementPending.class);
        dear.run(Duration.ofMinutes(3));
        dear.answered();
        assertEquals(List.of(), replies);
        assertEquals(0, dear.state().epoch());
        dear.assertBothSidesAgree();
    }

    @Test
    void whoWaitsForAnEndThatTheChainDoesNotBringInTimeIsTold() {
        network.chain().halt(Duration.ofMinutes(7));
        var refused = assertInstanceOf(ChannelReply.Refused.class, dear.ended(part()));
        assertInstanceOf(Refusal.ValidityInvalid.class, refused.refusal());
    }

    @Test
    void aClientThatBuysAfterItsHalfIsServedNothing() {
        dear.answered();
        network.chain().halt(Duration.ofMinutes(1));
        send(half(dear.used(), 240));
        until(ClientAccountEvent.Parting.class);
        dear.refused(Refusal.AgreementPending.class);
        assertTrue(dear.account().ledger().open().isEmpty());
        network.until(() -> dear.state().epoch() == 1);
        assertTrue(dear.revenue().isMoreThan(Nanoton.ZERO));
    }

    @Test
    void aHalfThatSaysOtherThanTheBooksIsRefusedWithBothFigures() {
        dear.answered();
        var used = dear.used();
        var claimed = used.minus(Nanoton.of(1));
        send(half(claimed, 240));
        network.until(() -> refusal() instanceof Refusal.TotalDisputed);
        assertEquals(new Refusal.TotalDisputed(claimed, used), refusal());
        dear.answered();
    }

    @Test
    void aHalfThatWouldBindTheProxyForLongIsRefused() {
        send(half(Nanoton.ZERO, 3_600));
        network.until(() -> refusal() instanceof Refusal.ValidityInvalid);
        dear.answered();
    }

    @Test
    void aHalfOfSomebodyElsesIsRefused() {
        var key = SigningKey.fromSeed(network.network().keys().proxySigning());
        send(half(Nanoton.ZERO, 240, key));
        network.until(() -> refusal() instanceof Refusal.ProofInvalid);
        dear.answered();
    }

    private Refusal refusal() {
        return sent.stream()
                .filter(Wire.NotAgreed.class::isInstance)
                .map(message -> ((Wire.NotAgreed) message).refusal())
                .findFirst()
                .orElse(new Refusal.Starting());
    }

    private CloseTogether half(Nanoton total, long seconds) {
        return half(total, seconds, SigningKey.fromSeed(network.network().keys().clientVoucher()));
    }

    private CloseTogether half(Nanoton total, long seconds, SigningKey key) {
        long until = dear.world.loop().now().getEpochSecond() + seconds;
        int networkId = network.network().plan().networkId();
        return CloseTogether.sign(networkId, dear.channel, 0, total, until, key);
    }

    /** By the client's node; its purse knows nothing of it. */
    private void send(CloseTogether half) {
        var proxy = DevKeys.nodeId(network.network().keys().proxyNode());
        dear.world.loop().inside(() -> {
            links.getLast().send(proxy, new Wire.Parting(half));
            return half;
        });
    }
}
