package org.chrysalis.simulator.scenario;

import static org.chrysalis.simulator.scenario.MoneyBooks.prompt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.actor.Retention;
import org.chrysalis.client.Answer;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/** Accounts that have seen more than their disk keeps. */
class RetentionTest {

    private static final long SEED = 13;

    private final SimulatedWorld world = SimulatedWorld.of(SEED);
    private final SimulatedNetwork network = new SimulatedNetwork(world, 1);

    @Test
    void anAccountOfManyEventsComesBackFromItsSnapshotToTheNanoton() {
        network.untilServing(1);
        var cost = Nanoton.ZERO;
        long events = 0;
        while (events <= 2 * Retention.EVENTS) {
            cost = cost.plus(ask());
            events = highest("client-account");
        }
        assertTrue(
                kept("client-account") < events - Retention.EVENTS + 1, "what is old is deleted");
        var before = network.proxyBooks();
        network.crash(SimulatedNetwork.PROXY);
        world.loop().runFor(Duration.ofSeconds(5));
        network.raise(SimulatedNetwork.PROXY);
        network.untilServing(1);
        assertEquals(
                before.clients().firstEntry().getValue().state(),
                network.proxyBooks().clients().firstEntry().getValue().state());
        cost = cost.plus(ask());
        var after = network.proxyBooks().clients().firstEntry().getValue().state();
        assertEquals(cost, after.ledger().used());
        assertEquals(cost, network.clientBooks().state().ledger().used());
        network.end();
    }

    /** A short question's cost. */
    private Nanoton ask() {
        var ended = network.untilEnded(network.ask(prompt("Why?", 48)));
        return assertInstanceOf(Answer.Completed.class, ended).cost();
    }

    private long highest(String area) {
        return world.disks().highestSequenceNumber(id(area));
    }

    private long kept(String area) {
        return world.disks().events(id(area)).size();
    }

    private String id(String area) {
        return world.disks().persistenceIds().stream()
                .filter(id -> id.startsWith(area))
                .findFirst()
                .orElseThrow();
    }
}
