package org.chrysalis.simulator.scenario;

import static org.chrysalis.simulator.scenario.MoneyBooks.opened;
import static org.chrysalis.simulator.scenario.MoneyBooks.prompt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chrysalis.simulator.runtime.SimulatedWorld;
import org.chrysalis.ton.Nanoton;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/** Honest peers, one of which comes late or never. */
class LateWorkerTest {

    private final SimulatedWorld world = SimulatedWorld.of(31);
    private final SimulatedNetwork network = new SimulatedNetwork(world, 1);

    /** PAYMENTS §4: unmatched, the worker gets what our voucher to it exceeds its earnings by. */
    @Test
    void aWorkerThatComesAfterItsClientsLostAttemptWasDecidedKeepsItsVoucherAsEarned() {
        network.untilServing(1);
        var answers = network.ask(prompt("Why?", 64));
        network.until(() -> opened(answers) >= 36);
        var voucher = network.workerBooks(0).state().payable();
        assertTrue(voucher.isMoreThan(Nanoton.ZERO));
        network.cut(SimulatedNetwork.worker(0), SimulatedNetwork.PROXY, Duration.ofMinutes(3));
        network.crash(SimulatedNetwork.PROXY);
        world.disks().lose(SimulatedNetwork.PROXY);
        world.loop().runFor(Duration.ofSeconds(5));
        network.raise(SimulatedNetwork.PROXY);
        world.loop().runFor(Duration.ofMinutes(2));
        assertFalse(network.workerBooks(0).open().isEmpty());
        assertEquals(0, network.proxyBooks().workers().size());
        world.loop().runFor(Duration.ofMinutes(4));
        var view = network.proxyBooks().workers().firstEntry().getValue();
        assertEquals(Nanoton.ZERO, view.advance(), () -> view.toString());
        network.end();
    }

    /** Its client showed the attempt to an account that fell, and does not come back. */
    @Test
    void aWorkerIsNotLeftWaitingForAnAccountThatFell() {
        network.allowDeaths(_ -> true);
        network.untilServing(1);
        var answers = network.ask(prompt("Why?", 64));
        network.until(() -> opened(answers) >= 36);
        network.cut(SimulatedNetwork.worker(0), SimulatedNetwork.PROXY, Duration.ofMinutes(4));
        network.crash(SimulatedNetwork.PROXY);
        world.disks().lose(SimulatedNetwork.PROXY);
        world.loop().runFor(Duration.ofSeconds(5));
        network.raise(SimulatedNetwork.PROXY);
        world.loop().runFor(Duration.ofSeconds(20));
        network.crash(SimulatedNetwork.CLIENT);
        world.disks().fill(SimulatedNetwork.PROXY);
        world.loop().runFor(Duration.ofSeconds(90));
        world.disks().free(SimulatedNetwork.PROXY);
        world.loop().runFor(Duration.ofMinutes(10));
        var view = network.proxyBooks().workers().firstEntry().getValue();
        assertEquals(Nanoton.ZERO, view.advance(), () -> view.toString());
        network.end();
    }

    /** Its client's books could not be written, and its client never comes back. */
    @Test
    void anAttemptWhoseClientsBooksFellEndsWithoutItsClient() {
        network.allowDeaths(_ -> true);
        network.untilServing(1);
        var answers = network.ask(prompt("Why?", 64));
        network.until(() -> opened(answers) >= 20);
        world.disks().fill(SimulatedNetwork.PROXY);
        network.crash(SimulatedNetwork.CLIENT);
        world.loop().runFor(Duration.ofSeconds(30));
        world.disks().free(SimulatedNetwork.PROXY);
        world.loop().runFor(Duration.ofMinutes(10));
        network.cut(SimulatedNetwork.worker(0), SimulatedNetwork.PROXY, Duration.ofSeconds(5));
        world.loop().runFor(Duration.ofMinutes(10));
        var account = network.proxyBooks().workers().firstEntry().getValue().state();
        assertTrue(account.ledger().open().isEmpty(), () -> "after 20 minutes: " + account);
        network.end();
    }
}
