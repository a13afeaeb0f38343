package org.chrysalis.simulator.scenario;

import static org.chrysalis.simulator.scenario.MoneyBooks.prompt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.money.Usage;
import org.chrysalis.proxy.account.ClientAccountEvent;
import org.chrysalis.proxy.account.WorkerAccountEvent;
import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** A proxy that dies between what it journals for a client and what it journals for a worker. */
class HalfSettledTest {

    private final SimulatedWorld world = SimulatedWorld.of(17);
    private final SimulatedNetwork network = new SimulatedNetwork(world, 1);

    @Test
    void aWorkerIsPaidForWhatItsClientWasCharged() {
        network.untilServing(1);
        network.ask(prompt("Why?", 64));
        diesAt(ClientAccountEvent.Settled.class);
        assertEquals(List.of(), events(WorkerAccountEvent.Settled.class));
        comesBack();

        var figures =
                events(ClientAccountEvent.Settled.class).getFirst().statement().figures();
        var usage = new Usage(
                figures.fresh(), figures.cached(), figures.visible(), figures.reasoning());
        var earned = network.workerBooks(0).state().earned();
        assertTrue(earned.isMoreThan(Nanoton.ZERO));
        assertEquals(network.settings().terms().earned(usage, 1_000), earned);
        holdsNothing();
    }

    @Test
    void aWorkerThatNeverGotTheAttemptIsFreedOfIt() {
        network.untilServing(1);
        network.ask(prompt("Why?", 64));
        diesAt(WorkerAccountEvent.Taken.class);
        assertEquals(List.of(), events(ClientAccountEvent.Assigned.class));
        comesBack();

        assertEquals(Nanoton.ZERO, network.workerBooks(0).state().earned());
        holdsNothing();
    }

    private void diesAt(Class<?> event) {
        network.until(() -> !events(event).isEmpty());
        network.crash(SimulatedNetwork.PROXY);
        world.loop().runFor(Duration.ofSeconds(5));
    }

    private void comesBack() {
        network.raise(SimulatedNetwork.PROXY);
        network.untilServing(1);
        world.loop().runFor(Duration.ofSeconds(5));
    }

    private void holdsNothing() {
        var account = network.proxyBooks().workers().firstEntry().getValue().state();
        assertTrue(account.ledger().open().isEmpty());
        network.end();
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
