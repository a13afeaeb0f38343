package org.chrysalis.simulator.scenario;

import static org.chrysalis.simulator.scenario.MoneyBooks.prompt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.client.Answer;
import org.chrysalis.port.Link;
import org.chrysalis.port.NodeId;
import org.chrysalis.prompt.FinishReason;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.routing.Router;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.simulator.runtime.SimulationLoop;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.ton.Voucher;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where a request meets the bounds of a node. */
class EdgesTest {

    private final SimulatedWorld world = SimulatedWorld.of(35);

    @Test
    void whileNodesMeetAgainNoModelIsUnknown() {
        var network = new SimulatedNetwork(world, 1);
        var coming = Set.<Refusal>of(
                new Refusal.ProxyUnreachable(), new Refusal.ProxyLost(), new Refusal.Starting());
        network.untilServing(1);
        network.crash(SimulatedNetwork.PROXY);
        network.raise(SimulatedNetwork.PROXY);
        var ends = new ArrayList<Answer>();
        while (ends.isEmpty() || ends.getLast() instanceof Answer.Failed) {
            ends.add(network.untilEnded(network.ask(prompt("Why?", 16))));
            world.loop().runFor(Duration.ofMillis(1));
        }
        var refusals = ends.stream()
                .limit(ends.size() - 1L)
                .map(end -> ((Answer.Failed) end).refusal())
                .toList();
        assertTrue(coming.containsAll(refusals), refusals::toString);
        assertTrue(refusals.contains(new Refusal.Starting()), refusals::toString);
        network.end();
    }

    @Test
    void aModelWhoseWorkersAreAwayIsStartingAndOneThatNobodyHadIsUnknown() {
        var network = new SimulatedNetwork(world, 1);
        network.untilServing(1);
        network.crash(SimulatedNetwork.worker(0));
        network.cut(SimulatedNetwork.CLIENT, SimulatedNetwork.PROXY, Duration.ofSeconds(1));
        world.loop().runFor(Duration.ofSeconds(5));
        assertEquals(new Refusal.Starting(), refusal(network, SimulatedNetwork.MODEL, 0));
        assertEquals(new Refusal.UnknownModel(), refusal(network, "another", 0));
        network.end();
    }

    @Test
    void aPriceLimitThatNoNetworkHasIsRefusedAndTheClientLivesOn() {
        var network = new SimulatedNetwork(world, 1);
        network.untilServing(1);
        assertEquals(
                new Refusal.LimitInvalid(1_000_001, 1_000_000),
                refusal(network, SimulatedNetwork.MODEL, 1_000_001));
        assertEquals(
                new Refusal.LimitInvalid(Long.MAX_VALUE, 1_000_000),
                refusal(network, SimulatedNetwork.MODEL, Long.MAX_VALUE));
        assertInstanceOf(Refusal.LimitInvalid.class, refusal(network, SimulatedNetwork.MODEL, -1));
        assertInstanceOf(
                Answer.Completed.class,
                network.untilEnded(
                        network.ask(SimulatedNetwork.MODEL, prompt("Why?", 16), 1_000_000)));
        network.end();
    }

    private static Refusal refusal(SimulatedNetwork network, String model, long limit) {
        var end = network.untilEnded(network.ask(model, prompt("Why?", 16), limit));
        return assertInstanceOf(Answer.Failed.class, end).refusal();
    }

    @Test
    void aStepThatBuysNothingKeepsNoParkedWorkerWaiting() {
        var network = new SimulatedNetwork(world, 1, link -> new LateSteps(link, world.loop()));
        network.untilServing(1);
        var asked = world.loop().now();
        var end = network.untilEnded(network.ask(prompt("Why?", 64)));
        assertEquals(
                FinishReason.UNFUNDED,
                assertInstanceOf(Answer.Completed.class, end).reason());
        assertTrue(Duration.between(asked, world.loop().now()).toSeconds() < 12);
        network.end();
    }

    /** A client whose steps come while its worker is parked, with a voucher and for no tokens. */
    private record LateSteps(Link inner, SimulationLoop loop) implements Link {

        @Override
        public void listen(ActorRef<? super Event> guardian) {
            inner.listen(guardian);
        }

        @Override
        public void send(NodeId to, Wire message) {
            if (message instanceof Wire.Step(var key, var _, var voucher)) {
                var step = new Wire.Step(key, 16, voucher);
                loop.schedule(Duration.ofSeconds(5), () -> inner.send(to, step));
            } else {
                inner.send(to, message);
            }
        }
    }

    @Test
    void aWorkerThatIsGivenMoreThanItsSlotsSaysSo() {
        var network = new SimulatedNetwork(
                world, 1, link -> new TwistedLink(link, EdgesTest::boastingOfSlots));
        network.untilServing(1);
        var asked = new ArrayList<List<Answer>>();
        for (int i = 0; i < Router.QUEUE_PER_SLOT + 3; i++) {
            asked.add(network.ask(prompt("Why?", 64)));
        }
        var ends = asked.stream().map(network::untilEnded).toList();
        var refusals = ends.stream()
                .filter(Answer.Failed.class::isInstance)
                .map(end -> ((Answer.Failed) end).refusal())
                .toList();
        assertEquals(3, refusals.size());
        assertEquals(Set.of(new Refusal.WorkersBusy(1)), Set.copyOf(refusals));
        network.end();
    }

    private static List<Wire> boastingOfSlots(Wire message) {
        return List.of(
                message instanceof Wire.Offer offer
                        ? new Wire.Offer(
                                offer.keyConfig(),
                                offer.evidence(),
                                offer.modelName(),
                                offer.coefficient(),
                                offer.contextTokens(),
                                100 * offer.slots())
                        : message);
    }

    @ParameterizedTest
    @CsvSource({
        "1000000000, true, STOP, 40",
        "1000000000, false, STOP, 40",
        "5, false, UNFUNDED, 16"
    })
    void aGrantThatNothingPaysForIsHonouredOnlyWithinTheWindow(
            long window, boolean pays, FinishReason reason, long tokens) {
        var network = new SimulatedNetwork(
                world, 1, link -> new TwistedLink(link, pays ? List::of : EdgesTest::unpaid));
        network.window(Nanoton.of(window));
        network.untilServing(1);
        var end = network.untilEnded(network.ask(prompt("Why?", 64)));
        var done = assertInstanceOf(Answer.Completed.class, end);
        assertEquals(reason, done.reason());
        assertEquals(tokens, done.usage().completion());
        network.end();
    }

    /** A voucher that nobody signed pays nothing. */
    private static List<Wire> unpaid(Wire message) {
        return List.of(
                message instanceof Wire.Grant(var envHash, var granted, var voucher)
                        ? new Wire.Grant(envHash, granted, unsigned(voucher))
                        : message);
    }

    private static Voucher unsigned(Voucher voucher) {
        return new Voucher(
                voucher.channel(), voucher.epoch(), voucher.total(), Bytes.of(new byte[64]));
    }
}
