package org.chrysalis.simulator.scenario;

import static org.chrysalis.simulator.scenario.MoneyBooks.prompt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.apache.pekko.actor.typed.ActorRef;
import org.chrysalis.client.Answer;
import org.chrysalis.devnet.DevKeys;
import org.chrysalis.port.Link;
import org.chrysalis.port.NodeId;
import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.ton.Nanoton;
import org.chrysalis.wire.Wire;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** An honest client, a proxy restored from a copy, and a link that breaks between two pages. */
class PagesTest {

    private final SimulatedWorld world = SimulatedWorld.of(29);
    private final SimulatedNetwork[] network = new SimulatedNetwork[1];
    private boolean restored;
    private boolean dropped;

    /** The first More to the client is lost with its link. */
    private record Breaking(PagesTest test, Link inner) implements Link {
        @Override
        public void listen(ActorRef<? super Event> guardian) {
            inner.listen(guardian);
        }

        @Override
        public void send(NodeId to, Wire message) {
            var net = test.network[0];
            if (test.restored
                    && !test.dropped
                    && message instanceof Wire.More
                    && to.equals(DevKeys.nodeId(net.network().keys().clientNode()))) {
                test.dropped = true;
                return;
            }
            inner.send(to, message);
        }
    }

    @Test
    void aLinkThatBreaksBetweenTwoPagesLosesNoStatement() {
        UnaryOperator<Link> tap = link -> new Breaking(this, link);
        network[0] = new SimulatedNetwork(world, 2, tap);
        var net = network[0];
        net.untilServing(2);
        var longOne = net.ask(prompt("x".repeat(28_000), 16));
        net.until(() -> !events(ClientAccountEvent.Assigned.class).isEmpty());
        int writes = world.disks().writes(SimulatedNetwork.PROXY).size();
        seventyTwoShortOnes(net);
        assertFalse(longOne.getLast() instanceof Answer.Completed, "the long one must be last");
        net.untilEnded(longOne);
        world.loop().runFor(Duration.ofSeconds(2));
        var used = net.clientBooks().state().ledger().used();
        assertEquals(used, usedAtTheProxy(net));

        net.crash(SimulatedNetwork.PROXY);
        world.disks().rollBack(SimulatedNetwork.PROXY, writes);
        world.loop().runFor(Duration.ofSeconds(5));
        restored = true;
        net.raise(SimulatedNetwork.PROXY);
        net.until(() -> dropped);
        net.cut(SimulatedNetwork.CLIENT, SimulatedNetwork.PROXY, Duration.ofSeconds(2));
        world.loop().runFor(Duration.ofSeconds(90));
        net.untilServing(2);
        assertEquals(used, net.clientBooks().state().ledger().used());
        assertEquals(used, usedAtTheProxy(net));
        net.end();
    }

    /** More than a page of statements. */
    private static void seventyTwoShortOnes(SimulatedNetwork net) {
        for (int i = 0; i < 24; i++) {
            var some = new ArrayList<List<Answer>>();
            for (int k = 0; k < 3; k++) {
                some.add(net.ask(prompt("Why?", 1)));
            }
            some.forEach(net::untilEnded);
        }
    }

    private static Nanoton usedAtTheProxy(SimulatedNetwork net) {
        var account = net.proxyBooks().clients().firstEntry().getValue();
        return account.state().ledger().used();
    }

    private <T> List<T> events(Class<T> kind) {
        var disks = world.disks();
        return disks.persistenceIds().stream()
                .flatMap(id -> disks.events(id).stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
