package org.chrysalis.simulator.scenario;

import static org.chrysalis.simulator.scenario.MoneyBooks.prompt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.devnet.DevKeys;
import org.chrysalis.port.Link;
import org.chrysalis.port.NodeId;
import org.chrysalis.refusal.Refusal;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What somebody learns who names a channel and does not have its key. */
class StrangerTest {

    private final SimulatedWorld world = SimulatedWorld.of(33);
    private final SimulatedNetwork network = new SimulatedNetwork(world, 1);
    private final MoneyBooks money = new MoneyBooks(world, network);
    private final List<Link.Event> heard = new ArrayList<>();
    private final NodeId self = DevKeys.nodeId(Bytes.ofHex("5a".repeat(32)));
    private final NodeId proxy = DevKeys.nodeId(network.network().keys().proxyNode());
    private Link link;
    private Set<Address> known;

    /** There is much to learn, and nobody who has a right to is there. */
    @BeforeEach
    void meet() {
        network.untilServing(1);
        money.completed(prompt("Why?", 64));
        network.crash(SimulatedNetwork.CLIENT);
        network.crash(SimulatedNetwork.worker(0));
        network.crash(SimulatedNetwork.PROXY);
        network.raise(SimulatedNetwork.PROXY);
        network.links().connect(self, proxy);
        link = world.loop().inside(() -> network.links().of(self, 1));
        var listener = network.talk().probe(heard);
        world.loop().inside(() -> {
            link.listen(listener);
            return link;
        });
        world.loop().runFor(Duration.ofSeconds(1));
        known = network.proxyBooks().clients().keySet();
    }

    @ParameterizedTest
    @EnumSource(names = {"CLIENT", "WORKER"})
    void whoeverMerelyNamesAChannelLearnsNothing(Wire.Role role) {
        say(hello(role));
        assertEquals(List.of(Wire.Hello.class, Wire.Proof.class), kinds());
        assertNoBooksAreOpen();
    }

    @ParameterizedTest
    @EnumSource(names = {"CLIENT", "WORKER"})
    void aWrongProofIsRejectedAndOpensNothing(Wire.Role role) {
        say(hello(role));
        heard.clear();
        say(new Wire.Proof(Bytes.of(new byte[64])));
        assertEquals(List.of(new Wire.Rejected(new Refusal.ProofInvalid())), messages());
        assertNoBooksAreOpen();
    }

    @Test
    void booksShownBeforeAProofAreNotAnswered() {
        say(hello(Wire.Role.CLIENT));
        heard.clear();
        say(new Wire.Shown(Bytes.of(new byte[16]), List.of(), List.of(), 0));
        say(new Wire.More(0));
        say(new Wire.Answers(List.of(), 0, true));
        assertEquals(List.of(), messages());
        assertNoBooksAreOpen();
    }

    private Wire.Hello hello(Wire.Role role) {
        var channel = role == Wire.Role.CLIENT
                ? network.network().clientChannel()
                : network.network().workerChannel(0);
        return new Wire.Hello(
                Wire.VERSION, role, Bytes.of(new byte[32]), channel.address(), 0, "stranger");
    }

    private void say(Wire message) {
        world.loop().inside(() -> {
            link.send(proxy, message);
            return link;
        });
        world.loop().runFor(Duration.ofSeconds(1));
    }

    /** The client's are open since the proxy's start: its journal knows of them. */
    private void assertNoBooksAreOpen() {
        var books = network.proxyBooks();
        assertEquals(known, books.clients().keySet());
        assertTrue(books.workers().isEmpty());
        network.end();
    }

    private List<Wire> messages() {
        return heard.stream()
                .filter(Link.Arrived.class::isInstance)
                .map(event -> ((Link.Arrived) event).message())
                .toList();
    }

    private List<Class<?>> kinds() {
        return messages().stream().<Class<?>>map(Object::getClass).toList();
    }
}
